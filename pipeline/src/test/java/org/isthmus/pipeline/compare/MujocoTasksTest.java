package org.isthmus.pipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.mujoco.MujocoSimulation;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/// Tasks beside MuJoCo.
class MujocoTasksTest {
    private static void requireMujoco() {
        if (!MujocoSimulation.isInstalled()) {
            throw new TestAbortedException(MujocoSimulation.howToGet());
        }
    }

    static List<Tasks.Entry> tasks() {
        return Tasks.all();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskStepsInMujoco(Tasks.Entry entry) {
        requireMujoco();
        try (Parallel one = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(entry.make(),
                    new VectorEnv.Options(1, "mujoco", Autoreset.DISABLED, false), one);
            env.reset(1);
            float[] actions = new float[env.singleActionSpace().size()];
            env.step(actions);
            assertThat(env.diverged()).containsExactly(false);
            assertThat(env.reward()[0]).isFinite();
        }
    }

    @Test
    void thePickTaskPartsFromOurEngineByLessThanAMillimetreInHalfASecond() {
        requireMujoco();
        EngineComparison comparison = EngineComparison.ofTask(Tasks.named("PickCube-v1").make(),
                List.of("scalar-double", "mujoco"), 0.5, 4);
        assertThat(comparison.partedAt(1, 1e-3)).isEqualTo(-1);
        assertThat(comparison.tracks().get(1).energy(5)).isFinite();
    }
}
