package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoReader;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class RetargetCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(words);
    }

    /// A hand that closes.
    private Path recording() throws IOException {
        StringBuilder text = new StringBuilder("frame,…\n");
        for (int f = 0; f < 20; f++) {
            text.append(f);
            for (int l = 0; l < 21; l++) {
                int finger = Math.floorDiv(l + 3, 4);
                double along = l == 0 ? 0 : 0.08 + 0.025 * ((l - 1) % 4);
                double bend = l == 0 ? 0 : 0.04 * ((l - 1) % 4) * f / 40.0;
                text.append(String.format(Locale.ROOT, ",%.5f,%.5f,%.5f", bend, l == 0 ? 0 : 0.06 - 0.02 * finger,
                        along - bend));
            }
            text.append('\n');
        }
        return Files.writeString(folder.resolve("hand.csv"), text);
    }

    @Test
    void aHandMovesARobotsHandAndAGripper() throws IOException {
        Path table = folder.resolve("joints.csv");
        assertThat(run("retarget", recording().toString(), "--robot", "five-finger-hand", "--objective", "vector",
                "--out", table.toString()))
                .as(err.toString()).isZero();
        assertThat(out.toString()).contains("20 frames at 30 Hz").contains("fingertip vector error, mean, mm");
        assertThat(Files.readAllLines(table)).hasSize(21).first().asString().startsWith("time,index_spread,");
        assertThat(run("retarget", recording().toString(), "--robot", "panda", "--out", table.toString()))
                .as(err.toString()).isZero();
        assertThat(Files.readAllLines(table)).first().asString().isEqualTo(
                "time,joint1,joint2,joint3,joint4,joint5,joint6,joint7,hand/left_finger");
    }

    @Test
    void aFrameCanBeLookedAt() throws IOException {
        Path scene = folder.resolve("look.xml");
        assertThat(run("retarget", recording().toString(), "--robot", "five-finger-hand", "--scene", scene.toString(),
                "--frame", "7"))
                .as(err.toString()).isZero();
        assertThat(Files.readString(scene)).contains("frame-7").contains("capsule");
        assertThat(run("model", "show", scene.toString())).as(err.toString()).isZero();
        assertThat(run("retarget", recording().toString(), "--robot", "five-finger-hand", "--scene", scene.toString(),
                "--frame", "20"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--frame is 20, expected 0 to 19");
    }

    @Test
    void twelveImagesShowTheHandLeftOfTheRobot() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        for (String robot : List.of("five-finger-hand", "panda")) {
            assertThat(run("retarget", recording().toString(), "--robot", robot, "--sheet", sheet.toString()))
                    .as(err.toString()).isZero();
            Image image = Images.parse("sheet.png", Files.readAllBytes(sheet), new Diagnostics()).orElseThrow();
            assertThat(image.width()).isEqualTo(3 * 480);
            assertThat(image.height()).isEqualTo(4 * 270);
            for (int shot = 0; shot < 12; shot++) {
                assertThat(flesh(image, shot % 3 * 480, shot / 3 * 270)).as(robot + " " + shot).isGreaterThan(100);
                assertThat(flesh(image, shot % 3 * 480 + 240, shot / 3 * 270)).as(robot + " " + shot).isZero();
            }
        }
    }

    @Test
    void aVideoLastsAsLongAsTheRecording() throws IOException {
        Path video = folder.resolve("hand.mp4");
        assertThat(run("retarget", recording().toString(), "--robot", "five-finger-hand", "--rate", "100", "--video",
                video.toString())).as(err.toString()).isZero();
        try (VideoReader reader = VideoReader.open(video, new Diagnostics())) {
            assertThat(reader.info().frames()).isEqualTo(5); // every fourth of 20
            assertThat(reader.info().rate()).isEqualTo(FrameRate.of(25));
        }
        assertThat(run("retarget", recording().toString(), "--robot", "panda", "--video",
                folder.resolve("no/hand.mp4").toString())).isEqualTo(2);
    }

    /// Pixels of the hand's colour in the half of an image that begins there.
    private static int flesh(Image image, int left, int top) {
        int count = 0;
        for (int y = top; y < top + 270; y++) {
            for (int x = left; x < left + 240; x++) {
                count += image.sample(x, y, 0) > image.sample(x, y, 2) + 60 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void parametersOfManoAreRead() throws IOException {
        Path pose = Files.writeString(folder.resolve("pose.csv"),
                "frame\n" + ("0" + ",0.1".repeat(51) + "\n").repeat(5));
        assertThat(run("retarget", pose.toString(), "--mano", "--robot", "five-finger-hand")).as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("5 frames at 30 Hz");
        assertThat(run("retarget", pose.toString(), "--robot", "five-finger-hand")).isEqualTo(2);
        assertThat(err.toString()).contains("52 fields");
    }

    @Test
    void whatIsMissingOrWrongIsTold() throws IOException {
        assertThat(run("retarget", recording().toString(), "--robot", "panda", "--objective", "vectr")).isEqualTo(2);
        assertThat(run("retarget", "nothing.tsv", "--robot", "panda")).isEqualTo(2);
        assertThat(run("retarget", "nothing.csv", "--robot", "panda")).isEqualTo(2);
        assertThat(run("retarget", recording().toString(), "--robot", "panda", "--as", "pand")).isEqualTo(2);
        Path markers = Files.writeString(folder.resolve("markers.tsv"), "");
        assertThat(run("retarget", markers.toString(), "--markers", "dkfi", "--robot", "panda")).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no mapping of markers 'dkfi'; expected a .json file, or one of dfki")
                .contains("did you mean 'dfki'?");
        assertThat(err.toString()).contains("no objective 'vectr'; there are vector, position, dexpilot")
                .contains("a .tsv needs --markers WHICH")
                .contains("nothing.csv: error: the file cannot be read (there is no")
                .contains("there is no hand 'pand'");
    }
}
