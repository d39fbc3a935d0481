package org.isthmus.task.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.physics.Quantity;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.junit.jupiter.api.Test;

/// Classic tasks against the equations that Gymnasium integrates.
class ClassicTest {
    private static VectorEnv env(String id, Parallel pool) {
        VectorEnv env = new VectorEnv(Tasks.named(id).make(),
                new VectorEnv.Options(1, "scalar-double", Autoreset.DISABLED, false), pool);
        env.reset(3);
        return env;
    }

    @Test
    void pendulumMovesAndCostsAsGymnasiums() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env("Pendulum-v1", pool);
            RandomStream random = RandomStream.of(5);
            for (int t = 0; t < 100; t++) {
                double angle = random.nextDouble(-4, 4);
                double speed = random.nextDouble(-7, 7);
                float torque = (float) random.nextDouble(-3, 3);
                env.batch().set(Quantity.QPOS, 0, 0, angle);
                env.batch().set(Quantity.QVEL, 0, 0, speed);
                env.step(new float[]{torque});
                double u = Math.clamp(torque, -2.0, 2.0);
                double faster = speed + 0.05 * (15 * StrictMath.sin(angle) + 3 * u);
                double further = angle + 0.05 * faster;
                assertThat(env.batch().get(Quantity.QVEL, 0, 0)).isCloseTo(faster, within(1e-5));
                assertThat(env.batch().get(Quantity.QPOS, 0, 0)).isCloseTo(further, within(1e-5));
                double tilt = further - 2 * Math.PI * Math.rint(further / (2 * Math.PI));
                assertThat(env.reward()[0])
                        .isCloseTo(-(tilt * tilt + 0.1 * faster * faster + 1e-3 * u * u), within(1e-4));
                assertThat(env.observation("policy")[0]).isCloseTo((float) StrictMath.cos(further), within(1e-5f));
                assertThat(env.observation("policy")[2]).isBetween(-8f, 8f);
            }
        }
    }

    /// Accelerations of the two rods (Sutton and Barto, "Reinforcement Learning", the acrobot's equations), all lengths, masses and inertias 1.
    private static double[] accelerations(double a, double b, double va, double vb, double torque) {
        double cos = StrictMath.cos(b);
        double sin = StrictMath.sin(b);
        double d1 = 0.25 + (1 + 0.25 + cos) + 2;
        double d2 = 0.25 + 0.5 * cos + 1;
        double phi2 = 0.5 * 9.8 * StrictMath.cos(a + b - Math.PI / 2);
        double phi1 = -0.5 * vb * vb * sin - vb * va * sin + 1.5 * 9.8 * StrictMath.cos(a - Math.PI / 2) + phi2;
        double second = (torque + d2 / d1 * phi1 - 0.5 * va * va * sin - phi2) / (0.25 + 1 - d2 * d2 / d1);
        return new double[]{-(d2 * second + phi1) / d1, second};
    }

    /// One step of Runge and Kutta's fourth order.
    private static double[] stepped(double[] s, double torque) {
        double[][] k = new double[4][];
        double[] ahead = {0, 0.1, 0.1, 0.2};
        for (int i = 0; i < 4; i++) {
            double[] at = s.clone();
            for (int j = 0; j < 4 && i > 0; j++) {
                at[j] += ahead[i] * k[i - 1][j];
            }
            double[] acc = accelerations(at[0], at[1], at[2], at[3], torque);
            k[i] = new double[]{at[2], at[3], acc[0], acc[1]};
        }
        double[] out = s.clone();
        for (int j = 0; j < 4; j++) {
            out[j] += 0.2 / 6 * (k[0][j] + 2 * k[1][j] + 2 * k[2][j] + k[3][j]);
        }
        return out;
    }

    @Test
    void acrobotMovesAsGymnasiumsAndEndsWhereItDoes() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env("Acrobot-v1", pool);
            RandomStream random = RandomStream.of(6);
            for (int t = 0; t < 100; t++) {
                double[] state = {random.nextDouble(-3, 3), random.nextDouble(-3, 3), random.nextDouble(-2, 2),
                    random.nextDouble(-2, 2)};
                for (int j = 0; j < 2; j++) {
                    env.batch().set(Quantity.QPOS, 0, j, state[j]);
                    env.batch().set(Quantity.QVEL, 0, j, state[2 + j]);
                }
                int choice = random.nextInt(3);
                env.step(new float[]{choice});
                double[] next = stepped(state, choice - 1);
                for (int j = 0; j < 2; j++) {
                    assertThat(env.batch().get(Quantity.QPOS, 0, j)).isCloseTo(next[j], within(1e-4));
                    assertThat(env.batch().get(Quantity.QVEL, 0, j)).isCloseTo(next[2 + j], within(1e-4));
                }
                boolean isUp = -StrictMath.cos(next[0]) - StrictMath.cos(next[0] + next[1]) > 1;
                assertThat(env.terminated()[0]).isEqualTo(isUp);
                assertThat(env.reward()[0]).isEqualTo(isUp ? 0 : -1);
            }
        }
    }
}
