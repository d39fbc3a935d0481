package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.policy.PolicyGraph;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.Task;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;

class PpoTest {
    @Test
    void whatThePolicyDoesNotLookAtDoesNotChangeWhatItDoes() {
        PpoConfig blind = PpoConfig.DEFAULT.withWorlds(4, 16).withoutTerms(List.of("velocity"));
        Task task = Tasks.named("Pendulum-v1").make();
        try (Parallel pool = Parallel.of(1);
                Ppo ppo = new Ppo(task, PpoConfig.DEFAULT.withWorlds(4, 16).withoutTerms(List.of("speed")), 1, pool)) {
            ppo.iterate();
            assertThat(best(ppo, 0.3f, 0.9f, 5)).isEqualTo(best(ppo, 0.3f, 0.9f, -1))
                    .isNotEqualTo(best(ppo, 0.2f, 0.9f, 5));
            assertThatThrownBy(() -> new Ppo(task, blind, 1, pool)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("no term 'velocity' is observed, only [");
        }
    }

    private static float best(Ppo ppo, float... seen) {
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            Map<String, Tensor> inputs = Map.of("policy", Torch.of(seen, 1, seen.length));
            return Objects.requireNonNull(ppo.apply(new TorchOps(ppo.weights()), new PolicyGraph.Inputs<>(inputs))
                    .get(PolicySpec.ACTION)).item_float();
        }
    }

    @Test
    void polesStayUpLongerTheMoreIsLearned() {
        PpoConfig config = PpoConfig.DEFAULT.withWorlds(16, 32);
        try (Parallel pool = Parallel.of(1); Ppo ppo = new Ppo(Tasks.named("CartPole-v1").make(), config, 1, pool)) {
            ppo.iterate();
            double before = ppo.episodes().meanLength();
            for (int i = 0; i < 40; i++) {
                ppo.iterate();
            }
            assertThat(before).isBetween(10.0, 40.0);
            assertThat(ppo.episodes().meanLength()).isGreaterThan(4 * before);
        }
    }
}
