package org.isthmus.task.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.StandardFactors;
import org.isthmus.task.space.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every task of the suites.
class TasksTest {
    private static final String POLICY = ObservationGroup.POLICY;
    private static final int WORLDS = 8;
    /// World-steps of each task.
    private static final int STEPS = Boolean.getBoolean("isthmus.slow") ? 1_000_000 : 2_000;

    static List<String> ids() {
        return Tasks.all().stream().map(Tasks.Entry::id).toList();
    }

    /// Random actions, the same for a world whatever worlds are beside it.
    private static void sample(VectorEnv env, long seed, int step, float[] actions) {
        int n = env.singleActionSpace().size();
        for (int w = 0; w < env.worlds(); w++) {
            env.singleActionSpace().sample(RandomStream.of(seed + w).child("test", step), actions, w * n);
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void randomActionsNeverLeaveTheSpacesAndAWorldDoesNotDependOnOthers(String id) {
        Task task = Tasks.named(id).make();
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(task, VectorEnv.Options.of(WORLDS), pool);
            VectorEnv alone = new VectorEnv(task, VectorEnv.Options.of(1), pool);
            env.reset(20);
            alone.reset(23);
            float[] actions = new float[WORLDS * env.singleActionSpace().size()];
            float[] action = new float[env.singleActionSpace().size()];
            for (int t = 0; t < STEPS / WORLDS; t++) {
                sample(env, 20, t, actions);
                env.step(actions);
                check(env, t);
                if (t < 30) {
                    sample(alone, 23, t, action);
                    alone.step(action);
                    int n = alone.observation(POLICY).length;
                    assertThat(Arrays.copyOfRange(env.observation(POLICY), 3 * n, 4 * n)).as("step %d", t)
                            .containsExactly(alone.observation(POLICY));
                    assertThat(env.reward()[3]).isEqualTo(alone.reward()[0]);
                }
            }
        }
    }

    private static void check(VectorEnv env, int step) {
        for (ObservationGroup group : env.task().observations()) {
            Box space = env.singleObservationSpace(group.name());
            float[] seen = env.observation(group.name());
            for (int w = 0; w < env.worlds(); w++) {
                assertThat(space.contains(seen, w * space.size())).as("step %d, world %d", step, w).isTrue();
            }
            for (float value : seen) {
                assertThat(value).as("step %d", step).isFinite();
            }
        }
        for (int w = 0; w < env.worlds(); w++) {
            assertThat(env.reward()[w]).isFinite();
            assertThat(!env.diverged()[w] || env.terminated()[w]).isTrue();
        }
    }

    @Test
    void aTaskRunsWithPhysicsThatVaries() {
        Task task = Tasks.named("StackCube-v1").make();
        List<Factor> factors = new ArrayList<>(task.factors());
        factors.addAll(StandardFactors.physics(task.scene()));
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(task.withFactors(factors),
                    new VectorEnv.Options(2, "scalar", Autoreset.NEXT_STEP, false), pool);
            env.reset(1);
            float[] actions = new float[2 * env.singleActionSpace().size()];
            for (int t = 0; t < 60; t++) {
                sample(env, 1, t, actions);
                env.step(actions);
                check(env, t);
            }
            assertThat(env.xi()[env.xiAt("mass of red")]).isBetween(0.7, 1.4);
        }
    }

    @Test
    void aRobotThatATaskIsNotThereForIsTold() {
        assertThatThrownBy(() -> Tasks.named("PickCube-v1").make("pandas")).hasMessageContaining(
                "task PickCube-v1 is not there for robot 'pandas'").hasMessageContaining("panda");
    }
}
