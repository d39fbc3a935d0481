package org.isthmus.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.Quantity;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.signal.Signal;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;

class PotentialTest {
    private static final double DISCOUNT = 0.9;
    private static final double WEIGHT = 2;
    private static final int WORLDS = 2;

    /// CartPole whose reward is a potential: the place of the cart.
    private static Task task() {
        Task cart = Tasks.named("CartPole-v1").make();
        return Task.of("Potential-v1", "", cart.scene()).substeps(cart.substeps()).maxSteps(6)
                .action(cart.actions().getFirst()).observe(cart.observations().getFirst())
                .reward(Reward.potential("right", WEIGHT, DISCOUNT, "x",
                        Objectives.number(new Signal.JointPosition(List.of("cart")), 0)))
                .terminate("far", Objectives.above(Objectives.number(new Signal.Elapsed(), 0), 0.6))
                .build();
    }

    private static double place(VectorEnv env, int world) {
        return env.batch().get(Quantity.QPOS, world, 0);
    }

    @Test
    void stepsEarnHowThePotentialRisesAndAnEndHasNone() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(task(), VectorEnv.Options.of(WORLDS).with(Autoreset.DISABLED), pool);
            env.reset(3);
            double before = place(env, 0);
            for (int t = 1; t <= 4; t++) {
                env.step(new float[]{1, 0});
                double after = place(env, 0);
                boolean isEnd = env.terminated()[0];
                assertThat(isEnd).isEqualTo(t == 4);
                assertThat(env.reward()[0])
                        .isCloseTo(WEIGHT * ((isEnd ? 0 : DISCOUNT * after) - before), within(1e-6));
                before = after;
            }
        }
    }

    @Test
    void aDiscountIsFromZeroToOne() {
        assertThatThrownBy(() -> Reward.potential("more", 1, 1.5, "1", signals -> row -> 1))
                .hasMessageContaining("'more'").hasMessageContaining("expected 0 to 1");
    }

    @Test
    void worldsThatAreRestoredRememberTheirs() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(task(), VectorEnv.Options.of(WORLDS).with(Autoreset.DISABLED), pool);
            env.reset(3);
            env.step(new float[]{1, 0});
            double[] saved = new double[env.saveLength()];
            env.save(0, saved, 0);
            env.restore(1, saved, 0);
            env.step(new float[]{1, 1});
            assertThat(env.reward()[1]).isEqualTo(env.reward()[0]);
        }
    }
}
