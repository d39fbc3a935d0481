package org.isthmus.task.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
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
    private static final boolean IS_SLOW = Boolean.getBoolean("isthmus.slow");
    private static final int WORLDS = 8;
    /// World-steps of each task.
    private static final int STEPS = 1_000_000;

    /// Each task with every robot that can do it.
    static List<TaskOf> tasks() {
        List<TaskOf> all = new ArrayList<>();
        for (Tasks.Entry entry : Tasks.all()) {
            if (entry.robots().isEmpty()) {
                all.add(new TaskOf(entry, ""));
            }
            entry.robots().forEach(r -> all.add(new TaskOf(entry, r)));
        }
        return all;
    }

    record TaskOf(Tasks.Entry entry, String robot) {
        Task make() {
            return robot.isEmpty() ? entry.make() : entry.make(robot);
        }

        @Override
        public String toString() {
            return entry.id() + " " + robot;
        }
    }

    private static void sample(VectorEnv env, long seed, int step, float[] actions) {
        int n = env.singleActionSpace().size();
        for (int w = 0; w < env.worlds(); w++) {
            env.singleActionSpace().sample(RandomStream.of(seed + w).child("test", step), actions, w * n);
        }
    }

    /// The checker's test holds the same of a few steps with the usual robots.
    @ParameterizedTest
    @MethodSource("tasks")
    void aMillionRandomActionsNeverLeaveTheSpaces(TaskOf of) {
        assumeThat(IS_SLOW).as("a million steps: with -Disthmus.slow=true").isTrue();
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(of.make(), VectorEnv.Options.of(WORLDS), pool);
            env.reset(20);
            float[] actions = new float[WORLDS * env.singleActionSpace().size()];
            for (int t = 0; t < STEPS / WORLDS; t++) {
                sample(env, 20, t, actions);
                env.step(actions);
                check(env, t);
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
