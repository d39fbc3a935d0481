package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;

class RmaTest {
    private static final Task TASK = Tasks.named("SlideBlock-v1").make();
    private static final List<String> POLICY = List.of("policy");
    private static final List<String> HISTORY = List.of("history");
    /// Iterations of the first half.
    private static final long HALF = 4;
    private static final DistillationConfig ADAPTATION = new DistillationConfig(16, 20, 4_000, 128, 16, 3e-3,
            List.of(32), Activation.ELU, HISTORY);
    private static final PpoConfig PPO = PpoConfig.of(TASK.id()).withWorlds(16, 20).withHidden(List.of(16));
    private static final RmaConfig SMALL = RmaConfig.of(PPO, POLICY, "hidden", HISTORY)
            .withBaseSteps(HALF * PPO.worlds() * PPO.steps()).withAdaptation(ADAPTATION);

    /// One layer each, x of one number, e of two, a history of three, z and actions of one.
    @Test
    void actionsWorkedOutByHand() {
        RmaConfig config = new RmaConfig(PPO.withHidden(List.of()), "hidden", 1, 1, List.of(),
                new DistillationConfig(1, 1, 1, 1, 1, 1, List.of(), Activation.ELU, HISTORY));
        Layout layout = new Layout();
        AdaptiveActor actor = AdaptiveActor.of(layout, config, 1, 2, 3, 1);
        try (PointerScope _ = new PointerScope(); Weights weights = Weights.initial(layout, RandomStream.of(1))) {
            set(weights, "policy.0.weight", 2, -3);
            set(weights, "policy.0.bias", 0.5f);
            set(weights, "encoder.0.weight", 1, 10);
            set(weights, "encoder.0.bias", -4);
            set(weights, "adaptation.0.weight", 1, 2, 3);
            set(weights, "adaptation.0.bias", 1);
            TorchOps ops = new TorchOps(weights);
            // z = 3 + 10·0.2 − 4 = 1; a = 2·5 − 3·1 + 0.5
            assertThat(Torch.toArray(actor.apply(ops, Torch.of(new float[]{5, 3, 0.2f}, 1, 3))))
                    .containsExactly(new float[]{7.5f}, within(1e-6f));
            // ẑ = 1·1 + 2·0 − 3·1 + 1 = −1; a = 10 + 3 + 0.5
            Tensor said = actor.adaptation().apply(ops, Torch.of(new float[]{1, 0, -1}, 1, 3));
            assertThat(Torch.toArray(actor.act(ops, Torch.of(new float[]{5}, 1, 1), said)))
                    .containsExactly(new float[]{13.5f}, within(1e-6f));
        }
    }

    private static void set(Weights weights, String name, float... values) {
        Parameter parameter = weights.layout().parameters().stream().filter(p -> p.name().equals(name)).findFirst()
                .orElseThrow();
        Torch.set(weights.of(parameter), values);
    }

    @Test
    void eachHalfLearnsItsOwnNetworks() {
        try (Parallel pool = Parallel.of(1); Rma rma = new Rma(TASK, SMALL, 2, pool)) {
            SafeTensors begun = rma.checkpoint().save();
            for (int i = 0; i < HALF; i++) {
                assertThat(rma.iterate().get("latent error")).isNaN();
            }
            SafeTensors told = rma.checkpoint().save();
            assertThat(rma.episodes().count()).isZero();
            assertThat(rma.iterate()).containsEntry("kl", Double.NaN).hasEntrySatisfying("latent error",
                    error -> assertThat(error).isPositive());
            assertThat(rma.steps()).isEqualTo(5 * 16 * 20);
            SafeTensors adapted = rma.checkpoint().save();
            for (String network : List.of("policy", "encoder")) {
                String name = "actor." + network + ".0.weight";
                assertThat(told.floats(name)).isNotEqualTo(begun.floats(name));
                assertThat(adapted.floats(name)).isEqualTo(told.floats(name));
            }
            String name = "actor.adaptation.0.weight";
            assertThat(told.floats(name)).isEqualTo(begun.floats(name));
            assertThat(adapted.floats(name)).isNotEqualTo(told.floats(name));
        }
    }

    /// Although the policy has hardly learned yet.
    @Test
    void whatIsHiddenIsToldFromTheHistory() {
        try (Parallel pool = Parallel.of(1); Rma rma = new Rma(TASK, SMALL, 2, pool)) {
            for (int i = 0; i < HALF; i++) {
                rma.iterate();
            }
            double first = rma.iterate().lastEntry().getValue();
            double last = first;
            for (int i = 0; i < 40; i++) {
                last = rma.iterate().lastEntry().getValue();
            }
            assertThat(first).isGreaterThan(1.5 * last);
        }
    }

    @Test
    void groupsStandInARowOneAfterTheOther() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(TASK, VectorEnv.Options.of(2).with(Autoreset.SAME_STEP), pool);
            env.reset(3);
            float[] seen = env.observation("policy");
            float[] hidden = env.observation("hidden");
            SeenGroups both = new SeenGroups(env, List.of("policy", "hidden"));
            assertThat(both.now()).containsExactly(seen[0], seen[1], hidden[0], hidden[1], seen[2], seen[3], hidden[2],
                    hidden[3]);
        }
    }

    @Test
    void aTaskThatHidesNothingIsTold() {
        try (Parallel pool = Parallel.of(1)) {
            assertThatThrownBy(() -> new Rma(Tasks.named("Pendulum-v1").make(), SMALL, 1, pool))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no group of observations 'hidden'; it has [policy]");
        }
    }
}
