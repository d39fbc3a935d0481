package org.isthmus.task.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.space.Box;
import org.junit.jupiter.api.Test;

class TasksTest {
    @Test
    void everyTaskOfEveryRobotStaysInItsSpacesUnderRandomActions() {
        try (Parallel pool = Parallel.of(1)) {
            for (Tasks.Entry entry : Tasks.all()) {
                if (entry.robots().isEmpty()) {
                    staysInItsSpaces(entry.make(), pool);
                }
                entry.robots().forEach(robot -> staysInItsSpaces(entry.make(robot), pool));
            }
        }
    }

    private static void staysInItsSpaces(Task task, Parallel pool) {
        int worlds = 2;
        VectorEnv env = new VectorEnv(task, VectorEnv.Options.of(worlds), pool);
        int n = env.singleActionSpace().size();
        float[] actions = new float[worlds * n];
        RandomStream random = RandomStream.of(1);
        env.reset(3);
        Box space = env.singleObservationSpace(ObservationGroup.POLICY);
        for (int t = 0; t < 120; t++) {
            for (int w = 0; w < worlds; w++) {
                env.singleActionSpace().sample(random, actions, w * n);
                assertThat(space.contains(env.observation(ObservationGroup.POLICY), w * space.size()))
                        .as("%s at step %d", task.id(), t).isTrue();
                assertThat(env.reward()[w]).isFinite();
                assertThat(env.diverged()[w]).isFalse();
            }
            env.step(actions);
        }
    }
}
