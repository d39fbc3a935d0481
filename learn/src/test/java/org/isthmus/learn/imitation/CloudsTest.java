package org.isthmus.learn.imitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.learn.network.Vision;
import org.isthmus.learn.policy.Observations;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.learn.policy.PolicySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Policies that see clouds of points: Ze et al. 2024.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudsTest {
    private static final int EPISODES = 200;
    private static final int STEPS = 4;
    private static final int POINTS = 8;
    private static final DiffusionConfig SMALL = new DiffusionConfig(2, 8, 2, 20, 5,
            DiffusionConfig.Denoiser.UNET, 16, List.of(), List.of(16, 32), 1, 32, 2, 0.1, Vision.SMALL);

    private final Parallel pool = Parallel.of(1);
    private Path folder;

    /// Demonstrations whose actions are where the middle of a cube's points is: x + y/2 and −y.
    @BeforeAll
    void record(@TempDir Path shared) {
        folder = shared;
        RandomStream stream = RandomStream.of(1);
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("store"), 1, new Diagnostics())) {
            List<Channel> channels = List.of(
                    Channel.values(Channel.OBSERVATIONS + "policy", Channel.Element.FLOAT32, Channel.Timing.STATES, 1),
                    new Channel("points/top/cube", Channel.Element.FLOAT32, List.of(POINTS, 3), Channel.Timing.STATES,
                            Channel.Role.VALUES, "m", List.of(), 1),
                    Channel.values("points/flat", Channel.Element.FLOAT32, Channel.Timing.STATES, 6),
                    Channel.actions(2));
            for (int e = 0; e < EPISODES; e++) {
                try (EpisodeWriter writer = store.begin(EpisodeInfo.of("Toy", new FrameRate(20, 1)), channels)) {
                    double startX = 1.9 * stream.nextOpen() - 0.95;
                    double startY = 1.9 * stream.nextOpen() - 0.95;
                    for (int t = 0; t <= STEPS; t++) {
                        double x = startX + 0.05 * stream.nextOpen();
                        double y = startY + 0.05 * stream.nextOpen();
                        writer.append(Channel.OBSERVATIONS + "policy", e);
                        writer.append("points/top/cube", cube(x, y, stream));
                        writer.append("points/flat", 0, 0, 0, 0, 0, 0);
                        if (t < STEPS) {
                            writer.append(Channel.ACTIONS, x + y / 2, -y);
                        }
                    }
                    writer.finish(Success.YES, List.of());
                }
            }
        }
    }

    /// [POINTS][3] of a cube with edges of 0.2, in any order
    private static float[] cube(double x, double y, RandomStream stream) {
        float[] points = new float[POINTS * 3];
        for (int i = 0; i < POINTS; i++) {
            points[3 * i] = (float) (x + 0.2 * stream.nextOpen() - 0.1);
            points[3 * i + 1] = (float) (y + 0.2 * stream.nextOpen() - 0.1);
            points[3 * i + 2] = (float) (0.4 + 0.2 * stream.nextOpen());
        }
        return points;
    }

    private Demonstrations load(List<String> groups, String cloud) {
        try (EpisodeStore store = EpisodeStore.open(folder.resolve("store"), new Diagnostics())) {
            return Demonstrations.load(store, groups, List.of(cloud), List.of(), new Diagnostics());
        }
    }

    @Test
    void theDemonstratedFunctionOfPointsIsLearnedWhateverTheirOrder() {
        Demonstrations data = load(List.of(), "top/cube");
        TrainingConfig config = TrainingConfig.DEFAULT.withSteps(500).withBatch(32).withRate(3e-3).withAverage();
        try (ImitationTrainer trainer = new ImitationTrainer(data,
                SMALL.withDenoiser(DiffusionConfig.Denoiser.TRANSFORMER), config, 5, pool)) {
            for (int i = 0; i < config.steps(); i++) {
                trainer.step();
            }
            assertThat(trainer.write(folder.resolve("policy"), new Diagnostics())).isLessThan(1e-4);
        }
        RandomStream stream = RandomStream.of(9);
        float[] one = cube(0.5, 0.4, stream);
        float[] other = cube(-0.6, 0.2, stream);
        float[] seen = new float[3 * one.length];
        System.arraycopy(one, 0, seen, 0, one.length);
        System.arraycopy(other, 0, seen, one.length, one.length);
        for (int i = 0; i < POINTS; i++) {
            System.arraycopy(one, 3 * i, seen, 2 * one.length + 3 * (POINTS - 1 - i), 3);
        }
        try (OnnxPolicy policy = OnnxPolicy.open(folder.resolve("policy"), 3, new Diagnostics())) {
            PolicySpec.Input input = policy.spec().inputs().getFirst();
            assertThat(input.name()).isEqualTo("points/top/cube");
            assertThat(input.kind()).isEqualTo(PolicySpec.Kind.POINTS);
            assertThat(input.wholeShape()).containsExactly(2, POINTS, 3);
            float[] actions = new float[6];
            policy.reset(new long[]{1, 1, 1}, new boolean[]{true, true, true}); // the same noise
            policy.act(Observations.ofValues(seen), actions);
            assertThat(actions).containsExactly(new float[]{0.7f, -0.4f, -0.5f, -0.2f, 0.7f, -0.4f}, within(0.2f));
            assertThat(new float[]{actions[4], actions[5]}).containsExactly(new float[]{actions[0], actions[1]},
                    within(1e-4f));
        }
    }

    @Test
    void trainingGoesOnToTheSameBits() {
        Demonstrations data = load(List.of("policy"), "top/cube");
        TrainingConfig config = TrainingConfig.DEFAULT.withSteps(6).withBatch(4).withShards(3).withAverage();
        try (ImitationTrainer trainer = new ImitationTrainer(data, SMALL, config, 5, pool)) {
            assertThat(trainer.identity()).containsEntry("inputs", "[policy, points/top/cube, noise]");
            assertThat(trainer.checkpoint().save().names()).contains("clouds.points/top/cube.mlp.0.weight");
        }
        Resuming.check(on -> new ImitationTrainer(data, SMALL, config, 5, on), folder.resolve("both"));
    }

    @Test
    void whatCannotBeIsExplained() {
        assertThatThrownBy(() -> load(List.of(), "side/cube")).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("without 'points/side/cube'; expected one of").hasMessageContaining(
                        "points/top/cube")
                .hasMessageContaining("clouds: views of a project");
        assertThatThrownBy(() -> load(List.of(), "flat")).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("'points/flat' of shape [6]; expected [points, 3]");
        Demonstrations data = load(List.of("policy"), "top/cube");
        assertThatThrownBy(() -> new ImitationTrainer(data, ActConfig.DEFAULT, TrainingConfig.DEFAULT, 0, pool))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("ACT does not look at clouds of points");
    }
}
