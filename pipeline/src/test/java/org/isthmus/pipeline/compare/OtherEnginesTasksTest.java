package org.isthmus.pipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.physics.mujoco.MujocoSimulation;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/// Tasks in engines that are not ours.
class OtherEnginesTasksTest {
    private static final int MANY = 100;

    private static void require(String engine) {
        if (engine.equals("mujoco") && !MujocoSimulation.isInstalled()) {
            throw new TestAbortedException(MujocoSimulation.howToGet());
        }
    }

    static Stream<Arguments> tasksInEngines() {
        return Tasks.all().stream()
                .flatMap(task -> Stream.of("mujoco", "physx").map(engine -> Arguments.of(task, engine)));
    }

    @ParameterizedTest
    @MethodSource("tasksInEngines")
    void everyTaskSteps(Tasks.Entry entry, String engine) {
        step(entry, engine, 1);
    }

    @ParameterizedTest
    @MethodSource("tasksInEngines")
    @EnabledIfSystemProperty(named = "isthmus.slow", matches = "true", disabledReason = "a minute")
    void everyTaskStepsForLong(Tasks.Entry entry, String engine) {
        step(entry, engine, MANY);
    }

    private static void step(Tasks.Entry entry, String engine, int steps) {
        require(engine);
        try (Parallel one = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(entry.make(),
                    new VectorEnv.Options(1, engine, Autoreset.DISABLED, false), one);
            env.reset(1);
            float[] actions = new float[env.singleActionSpace().size()];
            for (int k = 0; k < steps; k++) {
                env.singleActionSpace().sample(RandomStream.of(1).child("play", k), actions, 0);
                env.step(actions);
            }
            assertThat(env.diverged()).containsExactly(false);
            assertThat(env.reward()[0]).isFinite();
        }
    }

    @Test
    void thePickTaskPartsFromOurEngineByLessThanAMillimetreInHalfASecond() {
        require("mujoco");
        EngineComparison comparison = EngineComparison.ofTask(Tasks.named("PickCube-v1").make(),
                List.of("scalar-double", "mujoco"), 0.5, 4);
        assertThat(comparison.partedAt(1, 1e-3)).isEqualTo(-1);
        assertThat(comparison.tracks().get(1).energy(5)).isFinite();
    }

    @Test
    void inPhysxThePickTaskPartsFromOurEngineByLessThanACentimetreInHalfASecond() {
        EngineComparison comparison = EngineComparison.ofTask(Tasks.named("PickCube-v1").make(),
                List.of("scalar-double", "physx"), 0.5, 4);
        assertThat(comparison.partedAt(1, 1e-2)).isEqualTo(-1);
        assertThat(comparison.tracks().get(1).contacts(5)).isPositive();
    }
}
