package org.isthmus.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Target;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;

class CurriculumTest {
    private static final Objective ONE = signals -> row -> 1;

    /// CartPole with a number that grows from 0 to U(1, 3), and a reward whose weight grows from 2 to 6.
    private static Task task(Condition success) {
        Task cart = Tasks.named("CartPole-v1").make();
        Task.Builder task = Task.of("Grows-v1", "", cart.scene()).maxSteps(4).action(cart.actions().getFirst())
                .observe(cart.observations().getFirst()).success(success, false)
                .reward(new Reward("one", 2, 6, "1", ONE));
        return task.factor(Factor.semantic("plain", Sampler.uniform(0, 1), Target.NONE))
                .factor(Factor.semantic("range", Sampler.all(
                        Sampler.growing(Sampler.uniform(0, 0), Sampler.uniform(1, 3)), Sampler.uniform(0, 1)),
                        Target.NONE))
                .build();
    }

    @Test
    void rangesAndWeightsGrowWithTheLevelAndOtherNumbersStay() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(task(Condition.NEVER), VectorEnv.Options.of(1), pool);
            env.reset(4);
            double[] full = env.xi().clone();
            assertThat(full[1]).isBetween(1.0, 3.0);
            env.step(new float[]{0});
            assertThat(env.reward()[0]).isEqualTo(6);
            for (double level : new double[]{0, 0.25, 0.5}) {
                env.setLevel(level);
                env.reset(4);
                assertThat(env.xi()).containsExactly(full[0], level * full[1], full[2]);
                env.step(new float[]{0});
                assertThat(env.reward()[0]).isCloseTo(2 + 4 * level, within(1e-12));
            }
            assertThatThrownBy(() -> env.setLevel(1.5)).hasMessageContaining("level 1.5, expected 0 to 1");
        }
    }

    @Test
    void theLevelRisesWithSuccessAndFallsWithout() {
        assertThat(levelAfter(signals -> row -> true, 0.5)).isEqualTo(1);
        assertThat(levelAfter(Condition.NEVER, 0.5)).isEqualTo(0);
        assertThatThrownBy(() -> new Curriculum(0.1, 10, 0.2, 0.5)).hasMessageContaining("0 ≤ down ≤ up ≤ 1");
    }

    private static double levelAfter(Condition success, double first) {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(task(success), VectorEnv.Options.of(2).with(Autoreset.SAME_STEP), pool);
            env.setLevel(first);
            env.reset(1);
            Curriculum curriculum = new Curriculum(0.3, 4, 0.8, 0.2);
            for (int t = 0; t < 20; t++) {
                env.step(new float[]{0, 1});
                curriculum.observe(env);
            }
            return env.level();
        }
    }

    @Test
    void aRangeGrowsToOneOfTheSameSize() {
        assertThatThrownBy(() -> Sampler.growing(Sampler.uniform(0, 1), Sampler.repeat(2, Sampler.uniform(0, 1))))
                .hasMessageContaining("from 1 numbers to 2");
        double[] out = new double[1];
        Sampler.growing(Sampler.uniform(0, 0), Sampler.uniform(2, 2)).draw(RandomStream.of(1), out, 0);
        assertThat(out[0]).isEqualTo(2);
    }
}
