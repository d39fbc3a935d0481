package org.isthmus.dataset.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.testkit.Fuzz;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VideoTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;
    private static final int FRAMES = 13;
    private static final FrameRate RATE = FrameRate.of(30);

    @TempDir
    private Path folder;

    /// A soft spot that moves to the right over a gradient: frame `n`, [height][width][3].
    private static byte[] picture(int n) {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int at = (y * WIDTH + x) * 3;
                double dx = x - 12 - 5 * n;
                double dy = y - 32;
                double spot = StrictMath.exp(-(dx * dx + dy * dy) / 200);
                rgb[at] = (byte) (40 + x + 110 * spot);
                rgb[at + 1] = (byte) (60 + y - 50 * spot);
                rgb[at + 2] = (byte) (120 - 60 * spot);
            }
        }
        return rgb;
    }

    private static double psnr(byte[] a, byte[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double d = (a[i] & 0xff) - (b[i] & 0xff);
            sum += d * d;
        }
        return 10 * StrictMath.log10(255 * 255 / (sum / a.length));
    }

    private Path write(String name, VideoSettings settings) {
        Path file = folder.resolve(name);
        try (VideoWriter video = VideoWriter.create(file, settings, new Diagnostics())) {
            for (int n = 0; n < FRAMES; n++) {
                video.write(picture(n));
            }
            video.finish();
        }
        return file;
    }

    private static VideoSettings settings() {
        return VideoSettings.training(WIDTH, HEIGHT, RATE);
    }

    @ParameterizedTest
    @EnumSource(VideoCodec.class)
    void everyFrameComesBackAtItsIndexAndTime(VideoCodec codec) {
        Path file = write("a.mp4", settings().withCodec(codec).withQuality(15).withKeyframeInterval(5));
        try (VideoReader video = VideoReader.open(file, new Diagnostics())) {
            assertThat(video.info())
                    .isEqualTo(new VideoInfo(WIDTH, HEIGHT, FRAMES, RATE, codec.standardName()));
            for (int n : new int[]{0, 1, 2, 12, 3, 7, 7, 6, 11, 12, 0}) {
                byte[] seen = video.read(n);
                assertThat(psnr(seen, picture(n))).as("frame %d", n).isGreaterThan(38);
                assertThat(psnr(seen, picture(n ^ 1))).as("frame %d as %d", n, n ^ 1).isLessThan(36);
                assertThat(video.time(n)).isCloseTo(n / 30.0, within(1e-12));
                assertThat(video.frameAt(n / 30.0 + 0.01)).isEqualTo(n);
            }
            assertThat(video.frameAt(-5)).isZero();
            assertThat(video.frameAt(1e9)).isEqualTo(FRAMES - 1);
        }
    }

    @ParameterizedTest
    @EnumSource(VideoCodec.class)
    void sameFramesGiveTheSameBytesOnAnyNumberOfThreads(VideoCodec codec) throws IOException {
        VideoSettings settings = settings().withCodec(codec);
        byte[] first = Files.readAllBytes(write("a.mp4", settings));
        assertThat(write("b.mp4", settings)).hasBinaryContent(first);
        assertThat(write("c.mp4", settings.withThreads(3))).hasBinaryContent(first);
    }

    @Test
    void rateOfTelevisionIsKeptAsAFraction() {
        Path file = write("a.mp4", VideoSettings.training(WIDTH, HEIGHT, new FrameRate(30000, 1001)));
        try (VideoReader video = VideoReader.open(file, new Diagnostics())) {
            assertThat(video.info().rate()).isEqualTo(new FrameRate(30000, 1001));
            assertThat(video.info().rate()).hasToString("30000/1001");
        }
    }

    @Test
    void smallestAndOddlyShapedSizesWork() {
        for (int[] size : new int[][]{{16, 16}, {16, 130}, {258, 34}}) {
            Path file = folder.resolve("s.mp4");
            byte[] grey = new byte[size[0] * size[1] * 3];
            Arrays.fill(grey, (byte) 128);
            try (VideoWriter video = VideoWriter.create(file, VideoSettings.watching(size[0], size[1], RATE),
                    new Diagnostics())) {
                video.write(grey);
                video.finish();
            }
            try (VideoReader video = VideoReader.open(file, new Diagnostics())) {
                assertThat(psnr(video.read(0), grey)).as("%d by %d", size[0], size[1]).isGreaterThan(40);
            }
        }
    }

    @Test
    void badSizesFramesAndFoldersAreTold() {
        assertThatThrownBy(() -> VideoWriter.create(folder.resolve("x.mp4"), VideoSettings.training(641, 479, RATE),
                new Diagnostics())).isInstanceOf(DiagnosticException.class)
                .hasMessageEndingWith(
                        "x.mp4: error: a video of 641 by 479 pixels; expected even numbers from 16 to 8192, "
                                + "since colour is kept for 2 by 2 pixels; make frames of 642 by 480");
        try (VideoWriter video = VideoWriter.create(folder.resolve("x.mp4"), settings(), new Diagnostics())) {
            assertThatThrownBy(() -> video.write(new byte[5])).isInstanceOf(DiagnosticException.class)
                    .hasMessageContaining("frame 0 has 5 bytes; expected 18432: 64 rows of 96 pixels of 3");
            assertThatThrownBy(video::finish).hasMessageContaining("a video without frames");
        }
        assertThatThrownBy(() -> VideoWriter.create(folder.resolve("no/x.mp4"), settings(), new Diagnostics()))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("the file cannot be written (there is no ")
                .hasMessageContaining("make its folder");
        assertThatThrownBy(() -> VideoReader.open(folder.resolve("none.mp4"), new Diagnostics()))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void anUnfinishedVideoLeavesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("x.mp4"), "older");
        try (VideoWriter video = VideoWriter.create(file, settings(), new Diagnostics())) {
            video.write(picture(0));
        }
        assertThat(file).hasContent("older");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void damagedFilesAreToldNeverFatal() throws IOException {
        List<byte[]> corpus = List.of(Files.readAllBytes(write("a.mp4", settings())),
                Files.readAllBytes(write("b.mp4", settings().withCodec(VideoCodec.H264))));
        Path file = folder.resolve("fuzz.mp4");
        Fuzz.named("video").seed(5).corpus(corpus).dictionary("moov", "stts", "stsz", "stsc", "stss", "av01", "elst")
                .extension(".mp4").allow(DiagnosticException.class).run(Fuzz.count() / 2, bytes -> {
                    Files.write(file, bytes);
                    try (VideoReader video = VideoReader.open(file, new Diagnostics())) {
                        for (int n = 0; n < Math.min(3, video.info().frames()); n++) {
                            video.read(n);
                        }
                    }
                });
    }

    @Test
    void everyCutOfAFileIsTold() throws IOException {
        byte[] whole = Files.readAllBytes(write("a.mp4", settings()));
        Path file = folder.resolve("cut.mp4");
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> {
                try (VideoReader video = VideoReader.open(file, new Diagnostics())) {
                    for (int n = 0; n < FRAMES; n++) {
                        video.read(n);
                    }
                }
            }).as("%d of %d bytes", length, whole.length).isInstanceOf(DiagnosticException.class);
        }
    }

    @Test
    void recordingsOfARealRobotAreRead() throws IOException {
        Path videos = SharedData.require("demos/lerobot_v21_unitree_g1/videos");
        try (Stream<Path> files = Files.walk(videos)) {
            Path file = files.filter(f -> f.toString().endsWith(".mp4")).sorted().findFirst().orElseThrow();
            try (VideoReader video = VideoReader.open(file, new Diagnostics())) {
                assertThat(video.info().codec()).isEqualTo("av1");
                int last = video.info().frames() - 1;
                assertThat(video.frameAt(video.time(last))).isEqualTo(last);
                assertThat(video.read(last)).isNotEqualTo(video.read(0));
            }
        }
    }
}
