package org.isthmus.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.physics.Quantity;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.suite.Tasks;
import org.isthmus.testkit.Allocation;
import org.junit.jupiter.api.Test;

class VectorEnvTest {
    private static final String POLICY = ObservationGroup.POLICY;

    private static VectorEnv env(String id, int worlds, Autoreset mode, Parallel pool) {
        return new VectorEnv(Tasks.named(id).make(), VectorEnv.Options.of(worlds).with(mode), pool);
    }

    /// Actions of a world, the same whatever worlds are beside it.
    private static void act(VectorEnv env, long firstSeed, int step, float[] out) {
        int n = env.singleActionSpace().size();
        for (int w = 0; w < env.worlds(); w++) {
            env.singleActionSpace().sample(RandomStream.of(firstSeed + w).child("test", step), out, w * n);
        }
    }

    /// Everything that a world shows over some steps.
    private static List<double[]> trace(VectorEnv env, long seed, int world, int steps) {
        List<double[]> trace = new ArrayList<>();
        int n = env.singleObservationSpace(POLICY).size();
        float[] actions = new float[env.worlds() * env.singleActionSpace().size()];
        env.reset(seed);
        for (int t = 0; t < steps; t++) {
            act(env, seed, t, actions);
            env.step(actions);
            double[] seen = new double[n + 3];
            for (int i = 0; i < n; i++) {
                seen[i] = env.observation(POLICY)[world * n + i];
            }
            seen[n] = env.reward()[world];
            seen[n + 1] = env.terminated()[world] ? 1 : 0;
            seen[n + 2] = env.truncated()[world] ? 1 : 0;
            trace.add(seen);
        }
        return trace;
    }

    @Test
    void aWorldHasTheSameBitsOnAnyNumberOfThreadsAndAmongAnyNumberOfWorlds() {
        for (String id : List.of("CartPole-v1", "PickCube-v1")) {
            for (Autoreset mode : List.of(Autoreset.NEXT_STEP, Autoreset.SAME_STEP)) {
                try (Parallel one = Parallel.of(1); Parallel two = Parallel.of(2)) {
                    List<double[]> among = trace(env(id, 70, mode, two), 5, 67, 60);
                    List<double[]> alone = trace(env(id, 1, mode, one), 72, 0, 60);
                    for (int t = 0; t < among.size(); t++) {
                        assertThat(among.get(t)).as("%s, %s, step %d", id, mode, t).containsExactly(alone.get(t));
                    }
                }
            }
        }
    }

    @Test
    void otherWorldsOfTheSameModelAreLikeNewOnes() {
        try (Parallel two = Parallel.of(2)) {
            VectorEnv first = env("PickCube-v1", 20, Autoreset.SAME_STEP, two);
            trace(first, 3, 0, 10);
            VectorEnv others = first.others(VectorEnv.Options.of(6).with(Autoreset.DISABLED));
            VectorEnv made = env("PickCube-v1", 6, Autoreset.DISABLED, two);
            assertThat(others.model()).isSameAs(first.model());
            assertThat(trace(others, 5, 4, 30)).containsExactlyElementsOf(trace(made, 5, 4, 30));
        }
    }

    @Test
    void cartPoleMovesByTheTextbooksEquation() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(Tasks.named("CartPole-v1").make(),
                    new VectorEnv.Options(1, "scalar-double", Autoreset.DISABLED, false), pool);
            env.reset(3);
            RandomStream random = RandomStream.of(9);
            for (int t = 0; t < 200; t++) {
                double theta = random.nextDouble(-0.2, 0.2);
                double rate = random.nextDouble(-1, 1);
                env.batch().set(Quantity.QPOS, 0, 1, theta);
                env.batch().set(Quantity.QVEL, 0, 0, 0);
                env.batch().set(Quantity.QVEL, 0, 1, rate);
                int choice = random.nextInt(2);
                env.step(new float[]{choice});
                // Florian, "Correct equations for the dynamics of the cart-pole system" (2007), equations 23 and 24, no friction
                double force = choice == 0 ? -10 : 10;
                double push = (force + 0.05 * rate * rate * StrictMath.sin(theta)) / 1.1;
                double cos = StrictMath.cos(theta);
                double turn = (9.8 * StrictMath.sin(theta) - cos * push) / (0.5 * (4.0 / 3 - 0.1 * cos * cos / 1.1));
                double cart = push - 0.05 * turn * cos / 1.1;
                assertThat(env.batch().get(Quantity.QVEL, 0, 0)).isCloseTo(0.02 * cart, within(2e-7));
                assertThat(env.batch().get(Quantity.QVEL, 0, 1)).isCloseTo(rate + 0.02 * turn, within(2e-6));
            }
        }
    }

    @Test
    void anEndedWorldBeginsAnewWithTheNextStepAtOnceOrNever() {
        try (Parallel pool = Parallel.of(1)) {
            for (Autoreset mode : Autoreset.values()) {
                VectorEnv env = env("CartPole-v1", 1, mode, pool);
                env.reset(1);
                int length = 0;
                do {
                    env.step(new float[]{1});
                    length++;
                } while (!env.terminated()[0]);
                float[] last = env.observation(POLICY).clone();
                assertThat(env.endedLengths()[0]).isEqualTo(length);
                assertThat(env.endedReturns()[0]).isEqualTo(length);
                if (mode == Autoreset.SAME_STEP) {
                    assertThat(env.finalObservation(POLICY)[1]).isLessThan(-0.2f);
                    assertThat(Math.abs(last[1])).isLessThan(0.05f);
                    assertThat(env.episodes()[0]).isEqualTo(1);
                } else {
                    assertThat(last[1]).isLessThan(-0.2f);
                    env.step(new float[]{1});
                    boolean begins = mode == Autoreset.NEXT_STEP;
                    assertThat(env.reward()[0]).isEqualTo(begins ? 0 : 1);
                    assertThat(env.terminated()[0]).isEqualTo(!begins);
                    assertThat(Math.abs(env.observation(POLICY)[1]) < 0.05f).isEqualTo(begins);
                    assertThat(env.episodes()[0]).isEqualTo(begins ? 1 : 0);
                }
            }
        }
    }

    @Test
    void aSavedWorldContinuesWithTheSameBitsInAnotherWorld() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env("PickCube-v1", 6, Autoreset.NEXT_STEP, pool);
            int n = env.singleActionSpace().size();
            float[] actions = new float[6 * n];
            env.reset(4);
            double[] saved = new double[env.saveLength()];
            for (int t = 0; t < 120; t++) {
                if (t == 17) {
                    env.save(1, saved, 0);
                    env.restore(5, saved, 0);
                }
                act(env, 4, t, actions);
                if (t >= 17) {
                    System.arraycopy(actions, n, actions, 5 * n, n);
                }
                env.step(actions);
                if (t >= 17) {
                    int size = env.singleObservationSpace(POLICY).size();
                    float[] seen = env.observation(POLICY);
                    assertThat(Arrays.copyOfRange(seen, 5 * size, 6 * size)).as("step %d", t)
                            .containsExactly(Arrays.copyOfRange(seen, size, 2 * size));
                    assertThat(env.reward()[5]).isEqualTo(env.reward()[1]);
                }
            }
        }
    }

    @Test
    void aDrawCanBeSetByHand() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env("PickCube-v1", 2, Autoreset.NEXT_STEP, pool);
            env.reset(8);
            int size = env.xi().length / 2;
            double[] xi = Arrays.copyOfRange(env.xi(), 0, size);
            xi[env.xiAt("goal")] = 0.4;
            env.reset(1, 99, xi);
            assertThat(Arrays.copyOfRange(env.xi(), size, 2 * size)).containsExactly(xi);
            assertThat(env.batch().get(Quantity.QPOS, 1, 0)).isEqualTo(env.batch().get(Quantity.QPOS, 0, 0));
        }
    }

    @Test
    void stepsAllocateNothing() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env("PickCube-v1", 16, Autoreset.DISABLED, pool);
            float[] actions = new float[16 * env.singleActionSpace().size()];
            env.reset(1);
            Allocation.assertNone(20, () -> env.step(actions));
        }
    }

    @Test
    void wrongActionsAndGroupsAreTold() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env("CartPole-v1", 2, Autoreset.NEXT_STEP, pool);
            assertThatThrownBy(() -> env.step(new float[3])).hasMessage("3 numbers of actions, expected 2 times 1");
            assertThatThrownBy(() -> env.observation("critic"))
                    .hasMessage("task 'CartPole-v1' has no group of observations 'critic'; it has [policy]");
            assertThatThrownBy(() -> Tasks.named("CartPole-v2")).hasMessageContaining("CartPole-v1");
        }
    }
}
