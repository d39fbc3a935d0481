package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoInfo;
import org.isthmus.dataset.video.VideoReader;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class RenderCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        CommandLine line = Main.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(new StringWriter()));
        return Main.run(line, words);
    }

    @Test
    void drawsARobotWithItsLabels() throws IOException {
        String out = folder.resolve("gripper.png").toString();
        assertThat(run("render", "parallel-gripper", "-o", out, "--size", "48x32", "--labels")).as(err.toString())
                .isZero();
        for (String name : new String[]{"gripper", "gripper-depth", "gripper-instances", "gripper-normals"}) {
            Path file = folder.resolve(name + ".png");
            Image image = Images.parse(name, Files.readAllBytes(file), new Diagnostics()).orElseThrow();
            assertThat(image.width()).isEqualTo(48);
            assertThat(image.height()).isEqualTo(32);
        }
    }

    @Test
    void goesRoundARobotInAVideo() {
        Path out = folder.resolve("gripper.mp4");
        assertThat(run("render", "parallel-gripper", "--orbit", out.toString(), "--size", "48x32", "--seconds", "0.4",
                "--fps", "10")).as(err.toString()).isZero();
        try (VideoReader video = VideoReader.open(out, new Diagnostics())) {
            assertThat(video.info()).isEqualTo(new VideoInfo(48, 32, 4, FrameRate.of(10), "av1"));
            assertThat(video.read(0)).isNotEqualTo(video.read(2));
        }
        Path drawn = folder.resolve("drawn.mp4");
        assertThat(run("render", "parallel-gripper", "--orbit", drawn.toString(), "--size", "48x32", "--seconds",
                "0.4", "--fps", "10", "--overlay", "frames,boxes")).as(err.toString()).isZero();
        try (VideoReader plain = VideoReader.open(out, new Diagnostics());
                VideoReader video = VideoReader.open(drawn, new Diagnostics())) {
            assertThat(video.read(0)).isNotEqualTo(plain.read(0));
        }
    }

    @Test
    void tellsWhatIsWrongWithAVideo() {
        String out = folder.resolve("x.mp4").toString();
        assertThat(run("render", "panda")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("nothing to write: give -o FILE.png or --orbit FILE.mp4");
        assertThat(run("render", "panda", "--orbit", out, "--size", "47x32")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--size is '47x32', expected even numbers for a video");
        assertThat(run("render", "panda", "--orbit", out, "--seconds", "1e9")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--seconds is 1.0E9, expected above 0 and at most 3333");
        assertThat(run("render", "panda", "--orbit", out, "--fps", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--fps is 0, expected 1 to 240");
    }

    @Test
    void drawsOverThePictureWhatCannotBeSeen() throws IOException {
        Path scene = Files.writeString(folder.resolve("box.xml"), """
                <mujoco><worldbody>
                <geom type="plane" size="1 1 .1"/>
                <camera name="eye" pos="0 -0.15 0.2" xyaxes="1 0 0 0 0.6 1"/>
                <body pos="0 0 0.3"><freejoint/><geom type="box" size=".1 .1 .1"/></body>
                </worldbody></mujoco>""");
        Path plain = folder.resolve("plain.png");
        Path drawn = folder.resolve("drawn.png");
        assertThat(run("render", scene.toString(), "-o", plain.toString(), "--size", "64x48", "--simulate", "0.4"))
                .as(err.toString()).isZero();
        for (String kind : new String[]{"frames", "contacts", "trajectories", "cameras", "boxes"}) {
            assertThat(run("render", scene.toString(), "-o", drawn.toString(), "--size", "64x48", "--simulate", "0.4",
                    "--overlay", kind)).as(err.toString()).isZero();
            assertThat(Files.readAllBytes(drawn)).as(kind).isNotEqualTo(Files.readAllBytes(plain));
        }
        assertThat(run("render", scene.toString(), "-o", drawn.toString(), "--overlay", "ghosts"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--overlay", "ghosts", "CONTACTS");
        assertThat(run("render", scene.toString(), "-o", drawn.toString(), "--simulate", "-1"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--simulate is -1.0, expected 0 to 3600");
    }

    @Test
    void showsSplatsWithAModel() throws IOException {
        Path cloud = folder.resolve("cloud.ply");
        assertThat(run("model", "splats", "parallel-gripper", "-o", cloud.toString(), "--count", "500", "--flat"))
                .as(err.toString()).isZero();
        Path plain = folder.resolve("plain.png");
        Path both = folder.resolve("both.png");
        assertThat(run("render", "parallel-gripper", "-o", plain.toString(), "--size", "64x48")).isZero();
        for (String[] more : new String[][]{{}, {"--photo", "--samples", "1"}}) {
            List<String> words = new ArrayList<>(List.of("render", "parallel-gripper", "-o", both.toString(), "--size",
                    "64x48", "--splats", cloud.toString(), "--splats-at", "0.05,0,0"));
            words.addAll(List.of(more));
            assertThat(run(words.toArray(String[]::new))).as(err.toString()).isZero();
            assertThat(Files.readAllBytes(both)).isNotEqualTo(Files.readAllBytes(plain));
        }
        assertThat(run("render", "panda", "-o", both.toString(), "--splats", folder.resolve("no.ply").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("render", "panda", "-o", both.toString(), "--splats-at", "1,2")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no.ply", "--splats-at needs three numbers, such as 0.5,0,0.1");
        assertThat(run("model", "splats", "panda", "-o", cloud.toString(), "--count", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--count is 0, expected 1 to 8388608");
    }

    @Test
    void drawsMeshesWithTheImagesBesideThem() throws IOException {
        Files.write(folder.resolve("paint.png"),
                Images.toPng(new Image(1, 1, 3, ByteArray.wrap(new byte[]{20, (byte) 200, 20}))));
        Files.writeString(folder.resolve("a.mtl"), "newmtl m\nmap_Kd paint.png\n");
        Path mesh = Files.writeString(folder.resolve("a.obj"), """
                mtllib a.mtl
                usemtl m
                v 0 0 0
                v 1 0 0
                v 0 0 1
                v 0 1 0
                vt 0 0
                f 1/1 2/1 3/1
                f 1/1 3/1 4/1
                f 1/1 4/1 2/1
                f 2/1 4/1 3/1
                """);
        Path out = folder.resolve("mesh.png");
        assertThat(run("render", mesh.toString(), "-o", out.toString(), "--size", "9x9")).as(err.toString()).isZero();
        Image image = Images.parse("mesh", Files.readAllBytes(out), new Diagnostics()).orElseThrow();
        assertThat(image.sample(4, 4, 1)).isGreaterThan(2 * image.sample(4, 4, 0));
        Files.delete(folder.resolve("paint.png"));
        assertThat(run("render", mesh.toString(), "-o", out.toString(), "--size", "9x9")).as(err.toString()).isZero();
        assertThat(err.toString()).contains("paint.png");
    }

    @Test
    void drawsPicturesOfOnePixelAndOfThousands() throws IOException {
        for (String size : new String[]{"1x1", "8192x4"}) {
            Path out = folder.resolve("size.png");
            assertThat(run("render", "parallel-gripper", "-o", out.toString(), "--size", size)).as(err.toString())
                    .isZero();
            Image image = Images.parse("size", Files.readAllBytes(out), new Diagnostics()).orElseThrow();
            assertThat(image.width() + "x" + image.height()).isEqualTo(size);
        }
    }

    @Test
    void lightsByAPicture() throws IOException {
        Path sky = folder.resolve("sky.hdr");
        Files.write(sky, "#?RADIANCE\n\n-Y 1 +X 1\n\200\100\0\200".getBytes(StandardCharsets.ISO_8859_1));
        Path out = folder.resolve("lit.png");
        assertThat(run("render", "parallel-gripper", "-o", out.toString(), "--size", "9x9", "--environment",
                sky.toString(), "--environment-scale", "2", "--no-ground", "--zoom", "0.1")).as(err.toString())
                .isZero();
        Image image = Images.parse("lit", Files.readAllBytes(out), new Diagnostics()).orElseThrow();
        assertThat(image.sample(0, 0, 0)).isGreaterThan(image.sample(0, 0, 1));
        assertThat(run("render", "panda", "-o", out.toString(), "--environment", folder.resolve("no.hdr").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no.hdr");
        assertThat(run("render", "panda", "-o", out.toString(), "--environment-scale", "-1"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--environment-scale is -1.0, expected 0 to 1000000");
    }

    @Test
    void tellsWhatIsWrongWithTheCommand() {
        String out = folder.resolve("x.png").toString();
        assertThat(run("render", "panda", "-o", out, "--size", "0x5")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--size is '0x5', expected such as 960x720, 1 to 8192 on each side");
        assertThat(run("render", "panda", "-o", out, "--key", "3")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--key is 3, but the model has 1 keyframes, counted from 0");
        assertThat(run("render", "panda", "-o", folder.resolve("no/such/x.png").toString(), "--size", "8x8"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("the file cannot be written");
    }
}
