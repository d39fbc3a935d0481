package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoInfo;
import org.isthmus.dataset.video.VideoReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataReplayCommandTest {
    private static final List<String> ARM = List.of("Waist", "kShoulder", "elbow_joint", "spare");

    @TempDir
    private Path folder;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    private int run(Object... words) {
        out = new StringWriter();
        err = new StringWriter();
        String[] texts = List.of(words).stream().map(Object::toString).toArray(String[]::new);
        return Main.run(Main.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(out)), texts);
    }

    /// Rows of four columns with names, and poses of a tool.
    private Path record() {
        Path place = folder.resolve("store");
        List<Channel> channels = List.of(Channel.actions(2),
                Channel.values("observations/state", Element.FLOAT32, Timing.STATES, 4).withLabels(ARM),
                Channel.values("observations/tool", Element.FLOAT32, Timing.STEPS, 7));
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics());
                EpisodeWriter writer = store.begin(EpisodeInfo.of("wave", FrameRate.of(60)), channels)) {
            for (int t = 0; t <= 4; t++) {
                if (t < 4) {
                    writer.append("actions", t, 0);
                    writer.append("observations/tool", 0.25, 0, 0.15 + 0.01 * t, 0, -0.1, 0.2, 0.5);
                }
                writer.append("observations/state", 0.1 * t, -0.2, 0.3, 7);
            }
            writer.finish(Success.YES, List.of());
        }
        return place;
    }

    @Test
    void columnsWithNamesOfJointsAreShown() {
        Path video = folder.resolve("wave.mp4");
        assertThat(run("data", "replay", record(), "--robot", "widowx-250s", "--size", "64x48", "--video", video,
                "--codec", "H264")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("episode 0: 5 rows, 0 out of reach");
        assertThat(err.toString()).contains("columns that are no joints of the model are left out: spare");
        try (VideoReader reader = VideoReader.open(video, new Diagnostics())) {
            VideoInfo info = reader.info();
            assertThat(List.of(info.width(), info.height())).containsExactly(64, 48);
            assertThat(info.rate()).as("at most 30 images per second").isEqualTo(FrameRate.of(30));
        }
    }

    @Test
    void posesOfAToolAreReachedAndAnnotated() {
        Path store = record();
        Path annotated = folder.resolve("annotated");
        assertThat(run("data", "replay", store, "--robot", "widowx-250s", "--channel", "observations/tool", "--tool",
                "tcp", "--annotate", annotated, "--size", "32x24", "--paint", "base_link=FF0000")).as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("episode 0: 4 rows, 0 out of reach");
        try (EpisodeStore read = EpisodeStore.open(annotated, new Diagnostics());
                Episode episode = read.read(0, new Diagnostics())) {
            assertThat(episode.success()).isEqualTo(Success.YES);
            assertThat(episode.values("actions", 3, 4)).containsExactly(3, 0);
            assertThat(episode.values("annotations/cameras/view/visible", 0, 1)).containsExactly(1);
            assertThat(episode.channel("annotations/objects/categories").labels()).containsExactly("base_link");
        }
        assertThat(run("data", "export", annotated, "-o", folder.resolve("coco"), "--format", "coco"))
                .as(err.toString()).isZero();
        assertThat(run("data", "export", annotated, "-o", folder.resolve("bop"), "--format", "bop"))
                .as(err.toString()).isZero();
    }

    @Test
    void badWordsAreTold() {
        Path store = record();
        Path sheet = folder.resolve("x.png");
        assertThat(run("data", "replay", store, "--robot", "widowx-250s")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("nothing to write: give --video, --sheet or --annotate");
        assertThat(run("data", "replay", store, "--robot", "panda", "--sheet", sheet)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("none of the columns of channel 'observations/state' is a joint");
        assertThat(run("data", "replay", store, "--robot", "panda", "--channel", "x", "--sheet", sheet))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no channel x; expected one of actions, observations/state,");
        assertThat(run("data", "replay", store, "--robot", "panda", "--joints", "-,joint9", "--sheet", sheet))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no joint 'joint9' in the model");
        assertThat(run("data", "replay", store, "--robot", "panda", "--channel", "actions", "--sheet", sheet))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("channel 'actions' has 2 columns without names");
        assertThat(run("data", "replay", store, "--robot", "panda", "--tool", "hand", "--sheet", sheet))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("has 4 columns; expected x, y, z, roll, pitch, yaw, gripper");
        assertThat(run("data", "replay", store, "--robot", "panda", "--size", "63x48", "--sheet", sheet))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--size is '63x48', expected two even numbers such as 640x480");
        assertThat(run("data", "replay", store, "--robot", "panda", "--paint", "x=1", "--sheet", sheet))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--paint is 'x=1', expected such as table=804020");
    }
}
