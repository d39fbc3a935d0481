package org.isthmus.dataset.robomimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Recordings;
import org.isthmus.dataset.SameEpisodes;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.annotation.AnnotatedEpisodes;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.hdf5.Hdf5File;
import org.isthmus.dataset.hdf5.Hdf5Node;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.testkit.Fuzz;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobomimicTest {
    @TempDir
    private Path folder;

    private Path record(String name, int count) {
        Path place = folder.resolve(name);
        List<Channel> channels = List.of(Channel.actions(2),
                Channel.values("rewards", Element.FLOAT32, Timing.STEPS, 1),
                Channel.values("states/qpos", Element.FLOAT64, Timing.STATES, 2),
                Channel.values("states/qvel", Element.FLOAT64, Timing.STATES, 1),
                Channel.values("observations/eef/pos", Element.FLOAT32, Timing.STATES, 3),
                Channel.image("front", Timing.STEPS, 4, 2), Channel.depth("front", Timing.STEPS, 4, 2, 0.001));
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            for (int n = 0; n < count; n++) {
                EpisodeInfo info = EpisodeInfo.of("lift", FrameRate.of(25)).withLanguage("lift it").withSeed(90 + n)
                        .withFactor("mass", 0.5 * n).withRobot("Panda");
                try (EpisodeWriter writer = store.begin(info, channels)) {
                    recordRows(writer, n);
                }
            }
        }
        return place;
    }

    private static void recordRows(EpisodeWriter writer, int n) {
        int steps = 4 + n;
        for (int t = 0; t <= steps; t++) {
            if (t < steps) {
                writer.append("actions", 0.125 * t, -0.5);
                writer.append("rewards", t == steps - 1 ? 1 : 0);
                writer.append("observations/images/front", image(n, t));
                writer.appendDepth("observations/depth/front", new float[]{t, 0, 1.5f, 2, 3, 4, 5, 6});
            }
            writer.append("states/qpos", t, n);
            writer.append("states/qvel", -t);
            writer.append("observations/eef/pos", t, 2, 3);
        }
        writer.finish(n == 0 ? Success.NO : Success.YES, List.of());
    }

    private static byte[] image(int n, int t) {
        byte[] rgb = new byte[24];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (n + 10 * t + i);
        }
        return rgb;
    }

    private Path export(Path place, String name) {
        Path file = folder.resolve(name);
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            RobomimicExporter
                    .export(new ExportJob(store, store.episodes(), file, 2, Progress.silent(), new Diagnostics()));
        }
        return file;
    }

    private Path read(Path file, String name, Diagnostics diagnostics) {
        Path place = folder.resolve(name);
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, diagnostics)) {
            RobomimicImporter.read(file, store, Progress.silent(), diagnostics);
        }
        return place;
    }

    @Test
    void fileHasWhatRobomimicReads() {
        try (Hdf5File file = Hdf5File.open(export(record("a", 2), "demo.hdf5"), new Diagnostics())) {
            Hdf5Node data = file.root().require("data");
            assertThat(data.wholeNumber("total")).contains(9L);
            assertThat(data.text("env_args").orElseThrow())
                    .isEqualTo(
                            "{\"env_name\":\"lift\",\"env_version\":\"\",\"type\":2,\"env_kwargs\":{\"control_freq\":25.0,"
                                    + "\"robots\":\"Panda\"}}");
            Hdf5Node demo = data.require("demo_1");
            assertThat(demo.names()).containsExactly("actions", "dones", "next_obs", "obs", "rewards", "states");
            assertThat(demo.wholeNumber("num_samples")).contains(5L);
            assertThat(demo.require("states").read(1, 2).doubles()).containsExactly(1, 1, -1);
            assertThat(demo.require("obs/eef_pos").read(1, 2).doubles()).containsExactly(1, 2, 3);
            assertThat(demo.require("next_obs/eef_pos").read(4, 5).doubles()).containsExactly(5, 2, 3);
            assertThat(demo.require("next_obs/front_image").bytes(4, 5)).isEqualTo(image(1, 4)); // nothing was seen after it
            assertThat(demo.require("obs/front_depth").shape()).containsExactly(5L, 2L, 4L, 1L);
            assertThat(demo.require("obs/front_depth").read(3, 4).doubles()).containsExactly(3, 0, 1.5, 2, 3, 4, 5, 6);
            assertThat(demo.require("rewards").shape()).containsExactly(5L);
            assertThat(demo.require("dones").read().longs()).containsExactly(0, 0, 0, 0, 1);
            assertThat(file.root().require("mask/successful").read().texts()).containsExactly("demo_1");
        }
    }

    @Test
    void exportThenImportIsTheIdentity() {
        Path place = record("a", 3);
        Diagnostics diagnostics = new Diagnostics();
        SameEpisodes.check(place, read(export(place, "demo.hdf5"), "back", diagnostics));
        Path other = folder.resolve("other");
        try (EpisodeStore store = EpisodeStore.openForWriting(other, 1, new Diagnostics())) {
            Recordings.record(store, 0);
            Recordings.record(store, 1);
        }
        SameEpisodes.check(other, read(export(other, "other.hdf5"), "other-back", diagnostics));
        assertThat(diagnostics.list()).isEmpty();
    }

    @Test
    void mimicGenFindsObjectsSignalsAndGrippers() {
        Path place = AnnotatedEpisodes.record(folder.resolve("annotated"), 1);
        Path file = folder.resolve("mimicgen.hdf5");
        Diagnostics diagnostics = new Diagnostics();
        try (EpisodeStore store = EpisodeStore.open(place, diagnostics)) {
            RobomimicExporter.exportForMimicGen(
                    new ExportJob(store, store.episodes(), file, 1, Progress.silent(), diagnostics));
        }
        assertThat(diagnostics.list()).extracting(Diagnostic::found).last().asString()
                .isEqualTo("datagen_info is not whole: there are no observations/eef_pose, no target_pose");
        try (Hdf5File hdf5 = Hdf5File.open(file, new Diagnostics())) {
            Hdf5Node info = hdf5.root().require("data/demo_0/datagen_info");
            assertThat(info.require("object_poses/mug").read(2, 3).doubles()).containsExactly(1, 0, 0, 0.2, 0, 1, 0, 0,
                    0, 0, 1, 1, 0, 0, 0, 1);
            assertThat(info.require("subtask_term_signals/reach").read().longs()).containsExactly(0, 0, 1, 1);
            assertThat(info.require("subtask_term_signals").names()).containsExactly("reach");
            assertThat(info.require("gripper_action").read().doubles()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void exportOfAnImportIsTheSameFile() {
        Path first = export(record("a", 3), "first.hdf5");
        Path second = export(read(first, "back", new Diagnostics()), "second.hdf5");
        Path third = export(read(second, "again", new Diagnostics()), "third.hdf5");
        assertThat(third).hasSameBinaryContentAs(second);
    }

    @Test
    void badFilesAreTold() throws IOException {
        Path place = record("a", 1);
        export(place, "demo.hdf5");
        assertThatThrownBy(() -> export(place, "demo.hdf5")).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("the file is there already; choose another name");
        Path episode = place.resolve("episodes/chunk-000/episode-000000.hdf5");
        assertThatThrownBy(() -> read(episode, "x", new Diagnostics())).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("there is no group 'data'; expected a file of robomimic or robosuite");
        Path fuzzed = folder.resolve("fuzz.hdf5");
        Path target = folder.resolve("fuzz");
        try (EpisodeStore store = EpisodeStore.openForWriting(target, 1, new Diagnostics())) {
            Fuzz.named("robomimic").seed(2).corpus(List.of(Files.readAllBytes(folder.resolve("demo.hdf5"))))
                    .extension(".hdf5").allow(DiagnosticException.class).run(Fuzz.count() / 4, bytes -> {
                        Files.write(fuzzed, bytes);
                        RobomimicImporter.read(fuzzed, store, Progress.silent(), new Diagnostics());
                    });
        }
    }

    @Test
    void demonstrationsOfRobosuiteAreImported() {
        Diagnostics diagnostics = new Diagnostics();
        Path place = read(SharedData.require("demos/robosuite_hdf5_wipe_panda/demo.hdf5"), "wipe", diagnostics);
        try (EpisodeStore store = EpisodeStore.open(place, diagnostics); Episode episode = store.read(0, diagnostics)) {
            assertThat(episode.steps()).isEqualTo(174);
            assertThat(episode.info().task()).isEqualTo("Wipe");
            assertThat(episode.info().robot()).isEqualTo("Panda");
            assertThat(episode.channels()).extracting(Channel::name).containsExactly("actions", "joint_torques",
                    "states/state");
        }
        assertThat(diagnostics.list()).extracting(Diagnostic::found).allSatisfy(found -> assertThat(found)
                .isEqualTo("the file does not say how often the robot acts"));
    }
}
