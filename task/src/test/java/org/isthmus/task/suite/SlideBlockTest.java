package org.isthmus.task.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.physics.Quantity;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.junit.jupiter.api.Test;

class SlideBlockTest {
    private static final double FORCE = 12;
    private static final int EPISODES = 40;

    private static VectorEnv env(Parallel pool) {
        return new VectorEnv(Tasks.named("SlideBlock-v1").make(),
                new VectorEnv.Options(1, "scalar-double", Autoreset.DISABLED, false), pool);
    }

    private static void place(VectorEnv env, double position, double speed) {
        env.batch().set(Quantity.QPOS, 0, 0, position);
        env.batch().set(Quantity.QVEL, 0, 0, speed);
    }

    /// Newton's and Coulomb's laws with the drawn mass (1 kg times its factor) and friction (1 N times its factor).
    @Test
    void aSlidingBlockIsSlowedByItsDrawnFriction() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env(pool);
            RandomStream random = RandomStream.of(5);
            for (int episode = 0; episode < EPISODES; episode++) {
                env.reset(episode);
                double mass = env.xi()[env.xiAt("mass")];
                double friction = env.xi()[env.xiAt("friction")];
                assertThat(env.observation("hidden")).containsExactly((float) mass, (float) friction);
                // Fast enough not to turn round within a tenth of a second, to either side.
                double speed = (episode % 2 == 0 ? 1 : -1) * 5;
                double push = random.nextDouble(-1, 1);
                place(env, 0, speed);
                env.step(new float[]{(float) push});
                double acceleration = (FORCE * (float) push - Math.signum(speed) * friction) / mass;
                assertThat(env.batch().get(Quantity.QVEL, 0, 0)).isCloseTo(speed + 0.1 * acceleration, within(1e-6));
                // Ten steps of 10 ms, each with the speed at its end.
                assertThat(env.batch().get(Quantity.QPOS, 0, 0))
                        .isCloseTo(0.1 * speed + 0.01 * 0.01 * 55 * acceleration, within(1e-6));
            }
        }
    }

    @Test
    void aBlockSticksUntilThePushIsGreaterThanItsFriction() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env(pool);
            for (int episode = 0; episode < EPISODES; episode++) {
                env.reset(episode);
                double friction = env.xi()[env.xiAt("friction")];
                place(env, 0.1, 0);
                env.step(new float[]{(float) (0.95 * friction / FORCE)});
                assertThat(env.batch().get(Quantity.QPOS, 0, 0)).isCloseTo(0.1, within(1e-3));
                place(env, 0.1, 0);
                env.step(new float[]{(float) (1.5 * friction / FORCE)});
                double mass = env.xi()[env.xiAt("mass")];
                assertThat(env.batch().get(Quantity.QVEL, 0, 0)).isCloseTo(0.1 * 0.5 * friction / mass, within(1e-2));
            }
        }
    }

    @Test
    void itIsDoneByWhoIsThereAndAtRestInTheEnd() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env(pool);
            env.reset(1);
            place(env, 0.014, 0);
            env.step(new float[]{0});
            assertThat(env.succeeded()[0]).isTrue();
            assertThat(env.terminated()[0]).isFalse();
            place(env, 0.016, 0);
            env.step(new float[]{0});
            assertThat(env.succeeded()[0]).isFalse();
            place(env, 1.5, 0);
            env.step(new float[]{0});
            assertThat(env.terminated()[0]).isTrue();
        }
    }
}
