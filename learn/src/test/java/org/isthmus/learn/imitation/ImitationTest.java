package org.isthmus.learn.imitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImitationTest {
    private final Parallel pool = Parallel.of(1);
    private static final int EPISODES = 60;
    private static final int STEPS = 8;
    private static final int SIDE = 16;

    private Path folder;

    /// Demonstrations whose actions are a function of what is observed: x + y/2 and −y, also where x is told by a column of the images.
    @BeforeAll
    void record(@TempDir Path shared) {
        folder = shared;
        RandomStream stream = RandomStream.of(1);
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("store"), 1, new Diagnostics())) {
            List<Channel> channels = List.of(
                    Channel.values(Channel.OBSERVATIONS + "policy", Channel.Element.FLOAT32, Channel.Timing.STATES, 2)
                            .withLabels(List.of("x", "y")),
                    Channel.values(Channel.OBSERVATIONS + "more", Channel.Element.FLOAT32, Channel.Timing.STATES, 1)
                            .withLabels(List.of("joint speeds[0]")),
                    Channel.image("top", Channel.Timing.STATES, SIDE, SIDE), Channel.actions(2));
            for (int e = 0; e <= EPISODES; e++) {
                try (EpisodeWriter writer = store.begin(EpisodeInfo.of("Toy", new FrameRate(20, 1)), channels)) {
                    double startX = 1.9 * stream.nextOpen() - 0.95;
                    double startY = 1.9 * stream.nextOpen() - 0.95;
                    for (int t = 0; t <= STEPS; t++) {
                        double x = startX + 0.05 * stream.nextOpen();
                        double y = startY + 0.05 * stream.nextOpen();
                        writer.append(Channel.OBSERVATIONS + "policy", x, y);
                        writer.append(Channel.OBSERVATIONS + "more", e);
                        writer.append(Channel.IMAGES + "top", image(x));
                        if (t < STEPS) {
                            writer.append(Channel.ACTIONS, x + y / 2, -y);
                        }
                    }
                    writer.finish(e == 3 ? Success.NO : Success.YES, List.of());
                }
            }
        }
    }

    private static byte[] image(double x) {
        byte[] image = new byte[SIDE * SIDE * 3];
        int column = (int) ((x + 1) / 2 * (SIDE - 1));
        for (int r = 0; r < SIDE; r++) {
            image[(r * SIDE + column) * 3] = (byte) 255;
        }
        return image;
    }

    private Demonstrations load(List<String> groups, List<String> cameras) {
        try (EpisodeStore store = EpisodeStore.open(folder.resolve("store"), new Diagnostics())) {
            return Demonstrations.load(store, groups, cameras, new Diagnostics());
        }
    }

    @Test
    void onlyEpisodesThatSucceededAreLoaded() {
        Demonstrations data = load(List.of("policy", "more"), List.of("top"));
        assertThat(data.steps()).hasSize(EPISODES).containsOnly(STEPS);
        assertThat(data.rateHz()).isEqualTo(20);
        assertThat(data.groups().get(1).rows().get(3)).containsOnly(4f);
        assertThat(data.cameras().getFirst().rows().getFirst()).hasSize((STEPS + 1) * SIDE * SIDE * 3);
        assertThatThrownBy(() -> load(List.of("other"), List.of())).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("without 'observations/other'").hasMessageContaining("observations/policy");
    }

    @Test
    void aPassSeesEachStepOnceAndBatchesDependOnTheirNumberOnly() {
        Demonstrations data = load(List.of("policy"), List.of("top"));
        int n = EPISODES * STEPS;
        DemonstrationLoader.Window window = new DemonstrationLoader.Window(3, 4, -2);
        Augmentation changes = new Augmentation(2, 0.2, 0.2, 0.2, 0.1);
        List<Float> seen = new ArrayList<>();
        try (DemonstrationLoader forth = new DemonstrationLoader(data, 10, window, changes, RandomStream.of(4));
                DemonstrationLoader back = new DemonstrationLoader(data, 10, window, changes, RandomStream.of(4))) {
            DemonstrationLoader.Batch late = back.batch(n / 10 + 2);
            for (int k = 0; k < n / 10; k++) {
                DemonstrationLoader.Batch batch = forth.batch(k);
                for (int i = 0; i < 10; i++) {
                    seen.add(batch.groups().getFirst()[(i * 3 + 2) * 2]);
                }
            }
            assertThat(seen).doesNotHaveDuplicates().hasSize(n);
            DemonstrationLoader.Batch same = forth.batch(n / 10 + 2);
            assertThat(same.groups().getFirst()).isEqualTo(late.groups().getFirst());
            assertThat(same.images().getFirst()).isEqualTo(late.images().getFirst());
            assertThat(same.noise().getFirst()).isEqualTo(late.noise().getFirst());
            assertThat(back.batch(0).actions()).isEqualTo(forth.batch(0).actions());
        }
    }

    @Test
    void windowsRepeatTheFirstObservationAndTheLastAction() {
        Demonstrations data = load(List.of("policy"), List.of());
        int n = EPISODES * STEPS;
        DemonstrationLoader.Window window = new DemonstrationLoader.Window(2, 3, -1);
        try (DemonstrationLoader loader = new DemonstrationLoader(data, n, window, Augmentation.NONE,
                RandomStream.of(4))) {
            DemonstrationLoader.Batch batch = loader.batch(0);
            int first = 0;
            int last = 0;
            for (int i = 0; i < n; i++) {
                float[] groups = batch.groups().getFirst();
                // The action of a moment tells which it is: x + y/2 of the newest observation is the second action of the chunk.
                float action = groups[i * 4 + 2] + groups[i * 4 + 3] / 2;
                assertThat(batch.actions()[i * 6 + 2]).isCloseTo(action, within(1e-5f));
                assertThat(batch.isInside()[i * 3 + 1]).isEqualTo(1);
                if (batch.isInside()[i * 3] == 0) {
                    first++;
                    assertThat(groups[i * 4]).isEqualTo(groups[i * 4 + 2]);
                }
                if (batch.isInside()[i * 3 + 2] == 0) {
                    last++;
                    assertThat(batch.actions()[i * 6 + 4]).isEqualTo(batch.actions()[i * 6 + 2]);
                }
            }
            assertThat(first).isEqualTo(EPISODES);
            assertThat(last).isEqualTo(EPISODES);
        }
    }

    @Test
    void imagesMoveAndChangeColourWithinTheirRange() {
        byte[] image = image(0);
        float[] out = new float[image.length];
        new Augmentation(3, 0, 0, 0, 0).apply(new Augmentation.Change(1, 0, 1, 1, 1), image, 0, SIDE, SIDE, out, 0);
        int column = (int) (0.5 * (SIDE - 1));
        assertThat(out[(column - 1) * 3]).isEqualTo(255);
        assertThat(out[column * 3]).isZero();
        new Augmentation(99, 0, 0, 0, 0).apply(new Augmentation.Change(-99, 99, 1, 1, 1), image, 0, SIDE, SIDE, out, 0);
        assertThat(out).containsOnly(0);
        new Augmentation(0, 0.5, 0, 1, 0).apply(new Augmentation.Change(0, 0, 0.5, 1, 0), image, 0, SIDE, SIDE, out, 0);
        assertThat(out[column * 3]).isCloseTo(0.5f * 0.299f * 255, within(1e-3f)).isEqualTo(out[column * 3 + 2]);
    }

    @Test
    void theCosineScheduleKeepsAllAtFirstAndNothingInTheEnd() {
        NoiseSchedule schedule = NoiseSchedule.cosine(100);
        // The product of the steps is the ratio of equation 17: cos²((0.51 + 0.008) / 1.008 · π/2) / cos²(0.008 / 1.008 · π/2)
        double first = StrictMath.cos(0.008 / 1.008 * Math.PI / 2);
        double middle = StrictMath.cos(0.518 / 1.008 * Math.PI / 2);
        assertThat(schedule.kept()[50]).isCloseTo(middle * middle / (first * first), within(1e-12));
        assertThat(schedule.kept()[0]).isBetween(0.999, 1.0);
        assertThat(schedule.kept()[99]).isLessThan(1e-6);
        assertThat(schedule.jumps(10)).hasSize(10).first().extracting(NoiseSchedule.Jump::step).isEqualTo(90);
        assertThat(schedule.jumps(10).getLast()).isEqualTo(new NoiseSchedule.Jump(0, schedule.kept()[0], 1));
    }

    private static TrainingConfig training(int steps) {
        return TrainingConfig.DEFAULT.withSteps(steps).withBatch(32).withRate(3e-3)
                .withAugmentation(Augmentation.NONE);
    }

    static Stream<ImitationConfig> small() {
        BehaviourCloningConfig cloning = BehaviourCloningConfig.DEFAULT.withHidden(List.of(32));
        DiffusionConfig diffusion = new DiffusionConfig(2, 8, 2, 20, 5, DiffusionConfig.Denoiser.UNET, 16,
                List.of(32, 16), List.of(16, 32), 1, 32, 2, 0.1, Vision.SMALL);
        return Stream.of(cloning, cloning.withModes(3), diffusion,
                diffusion.withDenoiser(DiffusionConfig.Denoiser.PERCEPTRON),
                diffusion.withDenoiser(DiffusionConfig.Denoiser.TRANSFORMER),
                new ActConfig(4, -1, 2, 16, 2, 32, 1, 1, 4, 1, 0.1, Vision.SMALL, 1),
                new ActConfig(4, 0.01, 1, 16, 2, 32, 1, 1, 4, 1, 0.1, Vision.SMALL, 1));
    }

    @Test
    void theTransformerOfDexSimHasAsManyNumbersAsPublishedAndSharesItsEyes() {
        Demonstrations one = load(List.of("policy"), List.of("top"));
        Demonstrations two = new Demonstrations(one.groups(), List.of(one.cameras().getFirst(),
                new Demonstrations.Images("side", SIDE, SIDE, one.cameras().getFirst().rows())), one.actions(),
                one.steps(), one.rateHz(), one.task(), one.robot());
        try (ImitationTrainer trainer = new ImitationTrainer(two, HitConfig.PUBLISHED,
                TrainingConfig.DEFAULT.withBatch(1), 0, pool)) {
            assertThat(trainer.parameters() / 1e6).isCloseTo(30.4, within(0.05));
        }
        HitConfig small = new HitConfig(4, 2, 16, 2, 2, 0.1, 0.1);
        try (ImitationTrainer trainer = new ImitationTrainer(two, small, TrainingConfig.DEFAULT.withBatch(2), 0,
                pool)) {
            assertThat(trainer.step().get("loss")).isPositive();
            assertThat(trainer.write(folder.resolve("hit"), new Diagnostics())).isLessThan(1e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void goesOnToTheSameBitsOnAnyNumberOfThreadsAndLeavesAsOnnx(ImitationConfig algorithm) {
        Demonstrations data = load(List.of("policy", "more"), List.of("top"));
        TrainingConfig config = TrainingConfig.DEFAULT.withSteps(6).withBatch(4).withShards(3).withAverage();
        List<Double> losses = Resuming.check(on -> new ImitationTrainer(data, algorithm, config, 5, on),
                folder.resolve("policy"));
        assertThat(losses).allMatch(Double::isFinite).doesNotHaveDuplicates();
    }

    @Test
    void whatAPolicyDoesNotLookAtHasNoEffectOnIt() {
        Demonstrations data = load(List.of("more"), List.of()).withoutSpeeds();
        try (ImitationTrainer trainer = new ImitationTrainer(data, small().findFirst().orElseThrow(), training(20),
                5, pool)) {
            for (int i = 0; i < 20; i++) {
                trainer.step();
            }
            assertThat(trainer.identity()).containsEntry("unseen", "[joint speeds]");
            trainer.write(folder.resolve("blind"), new Diagnostics());
        }
        try (OnnxPolicy policy = OnnxPolicy.open(folder.resolve("blind"), 2, new Diagnostics())) {
            float[] actions = new float[4];
            policy.act(Observations.ofValues(new float[]{-3, 100}), actions);
            assertThat(actions[0]).isEqualTo(actions[2]);
            assertThat(actions[1]).isEqualTo(actions[3]);
        }
        assertThatThrownBy(() -> data.without(List.of("speed"))).hasMessage(
                "no term 'speed' is observed, only [joint speeds]");
    }

    @Test
    void eyesLearnToTellWhatIsEstimatedAndThePolicyActsByIt() {
        Demonstrations data = load(List.of("policy"), List.of("top")).estimating(List.of("x"));
        BehaviourCloningConfig algorithm = new BehaviourCloningConfig(1, 1, 1, List.of(64), 1, Vision.SMALL);
        TrainingConfig config = training(200).withEyes(new TrainingConfig.Eyes(200, 3e-3));
        try (ImitationTrainer trainer = new ImitationTrainer(data, algorithm, config, 5, pool)) {
            assertThat(trainer.identity()).containsEntry("unseen", "[x]").containsEntry("estimated", "[x]");
            assertThat(trainer.wanted()).isEqualTo(400);
            while (trainer.steps() < trainer.wanted()) {
                trainer.step();
            }
            trainer.write(folder.resolve("estimating"), new Diagnostics());
        }
        try (OnnxPolicy policy = OnnxPolicy.open(folder.resolve("estimating"), 1, new Diagnostics())) {
            float[] actions = new float[2];
            float nobodyKnows = 7;
            policy.act(new Observations() {
                @Override
                public float[] values(String group) {
                    return new float[]{nobodyKnows, -0.4f};
                }

                @Override
                public byte[] image(String camera) {
                    return ImitationTest.image(0.6);
                }
            }, actions);
            assertThat(actions).containsExactly(new float[]{0.4f, 0.4f}, within(0.2f));
        }
        assertThatThrownBy(() -> load(List.of("policy"), List.of()).estimating(List.of("x")))
                .hasMessage("no camera to estimate [x] by");
        assertThatThrownBy(() -> load(List.of("policy"), List.of("top")).estimating(List.of("z")))
                .hasMessage("no term 'z' is observed, only [x, y]");
        assertThatThrownBy(() -> new ImitationTrainer(data, new HitConfig(4, 2, 16, 2, 2, 0.1, 0.1), training(1), 5,
                pool)).hasMessage("HIT does not estimate [x]");
    }

    @ParameterizedTest
    @MethodSource("small")
    void learnsTheFunctionThatWasDemonstrated(ImitationConfig algorithm) {
        Demonstrations data = load(List.of("policy"), List.of());
        TrainingConfig config = algorithm instanceof DiffusionConfig ? training(800).withAverage() : training(200);
        try (ImitationTrainer trainer = new ImitationTrainer(data, algorithm, config, 5, pool)) {
            for (int i = 0; i < config.steps(); i++) {
                trainer.step();
            }
            trainer.write(folder.resolve("policy"), new Diagnostics());
        }
        try (OnnxPolicy policy = OnnxPolicy.open(folder.resolve("policy"), 3, new Diagnostics())) {
            float[] values = {0.5f, 0.4f, -0.6f, 0.2f, 0.1f, -0.5f};
            float[] actions = new float[6];
            policy.act(Observations.ofValues(values), actions);
            assertThat(actions).containsExactly(new float[]{0.7f, -0.4f, -0.5f, -0.2f, -0.15f, 0.5f}, within(0.2f));
        }
    }
}
