package org.isthmus.pipeline.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.learn.policy.Observations;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.pipeline.Pictures;
import org.isthmus.pipeline.Recording;
import org.isthmus.pipeline.TaskRecorder;
import org.isthmus.pipeline.TaskSetup;
import org.isthmus.pipeline.Variation;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.ObjectCloud;
import org.isthmus.task.image.ObjectMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreAdapterTest {
    private static final int SIDE = 48;

    @TempDir
    private Path folder;

    /// What is looked at of two episodes before and after.
    @FunctionalInterface
    private interface Look {
        void at(Recording recording, EpisodeStore before, EpisodeStore after, Parallel pool);
    }

    private void adapt(Set<ObjectView> views, Look look) {
        try (Parallel pool = Parallel.of(2);
                EpisodeStore from = EpisodeStore.openForWriting(folder.resolve("from"), 1, new Diagnostics());
                EpisodeStore to = EpisodeStore.openForWriting(folder.resolve("to"), 1, new Diagnostics())) {
            Recording recording = Recording
                    .usual(new TaskSetup("PickCube-v1", "panda", Set.of(Variation.LOOKS)), 0)
                    .with(new Pictures(true, SIDE, SIDE)).withEngine("scalar");
            VectorEnv env = recording.worlds(2, pool);
            new TaskRecorder(env, recording, from).record(2, recording.actor(env, pool), Progress.silent());
            StoreAdapter.adapt(recording.task(), from, to, views, pool, Progress.silent(), new Diagnostics());
            look.at(recording, from, to, pool);
        }
    }

    @Test
    void episodesGetViewsAndKeepAllThatTheyHad() {
        adapt(EnumSet.allOf(ObjectView.class), (_, from, to, _) -> {
            assertThat(to.episodes()).hasSize(2);
            for (long n = 0; n < 2; n++) {
                try (Episode before = from.read(n, new Diagnostics()); Episode after = to.read(n, new Diagnostics())) {
                    for (Channel channel : before.channels()) {
                        assertThat(after.bytes(channel.name(), 0, channel.rows(before.steps())))
                                .as("%s, drawn or copied", channel.name())
                                .isEqualTo(before.bytes(channel.name(), 0, channel.rows(before.steps())));
                    }
                    check(after);
                }
            }
        });
    }

    @Test
    void policiesSeeWhatTheirDemonstrationsShow() {
        adapt(EnumSet.of(ObjectView.MASKED), (recording, _, to, pool) -> {
            String images = "front" + ObjectMask.SUFFIX;
            PolicySpec policy = new PolicySpec(List.of(PolicySpec.Input.image(images, SIDE, SIDE)), List.of(),
                    PolicySpec.Action.single(7, 20), new TreeMap<>());
            VectorEnv env = new VectorEnv(policy.fitted(recording.task()),
                    new VectorEnv.Options(2, "scalar", Autoreset.DISABLED, true), pool);
            try (Episode first = to.read(0, new Diagnostics()); Episode second = to.read(1, new Diagnostics())) {
                env.reset(new long[]{first.info().seed(), second.info().seed()}, new boolean[]{true, true});
                byte[] seen = Observations.of(env).image(images);
                int n = seen.length / 2;
                String channel = Channel.IMAGES + images;
                assertThat(Arrays.copyOf(seen, n)).isEqualTo(first.bytes(channel, 0, 1));
                assertThat(Arrays.copyOfRange(seen, n, 2 * n)).isEqualTo(second.bytes(channel, 0, 1));
                assertThat(Observations.of(env).image("front")).isNotEqualTo(seen);
            }
        });
    }

    private static void check(Episode episode) {
        byte[] rgb = episode.bytes("observations/images/front", 0, 1);
        byte[] objects = episode.bytes("observations/images/front_objects", 0, 1);
        double[] instances = episode.values("annotations/cameras/front/instances", 0, 1);
        int seen = 0;
        for (int i = 0; i < instances.length; i++) {
            for (int k = 3 * i; k < 3 * i + 3; k++) {
                assertThat(objects[k]).isEqualTo(instances[i] > 0 ? rgb[k] : 0);
            }
            seen += instances[i] > 0 ? 1 : 0;
        }
        assertThat(seen).isBetween(SIDE, SIDE * SIDE - SIDE);

        double[] contact = episode.values(ObjectView.FIRST_CONTACT, 0, 1);
        long step = (long) contact[0];
        assertThat(step).isBetween(1L, episode.steps());
        Pose tool = pose(contact, 1);
        assertThat(tool.position().z()).as("the tool at the cube, above the table").isBetween(0.0, 0.06);
        int cube = episode.channel("annotations/objects/categories").labels().indexOf("cube");
        Pose inWorld = pose(episode.values("annotations/objects/poses", step, step + 1), 7 * cube);
        assertThat(inWorld.times(pose(contact, 8)).position().distance(tool.position())).isEqualTo(0, within(1e-9));

        double[] points = episode.values("points/front/cube", 0, 1);
        Vec3 centre = pose(episode.values("annotations/objects/poses", 0, 1), 7 * cube).position();
        for (int i = 0; i < ObjectCloud.POINTS; i++) {
            assertThat(new Vec3(points[3 * i], points[3 * i + 1], points[3 * i + 2]).distance(centre))
                    .as("points on a cube of 4 cm").isLessThan(0.036);
        }
    }

    private static Pose pose(double[] values, int at) {
        return new Pose(new Vec3(values[at], values[at + 1], values[at + 2]),
                new Quat(values[at + 3], values[at + 4], values[at + 5], values[at + 6]));
    }
}
