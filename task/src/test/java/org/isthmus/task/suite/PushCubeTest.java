package org.isthmus.task.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.ObservationGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushCubeTest {
    private static final int LAYOUTS = 20;

    private static VectorEnv env(String task, String robot, Parallel pool) {
        return new VectorEnv(Tasks.named(task).make(robot),
                new VectorEnv.Options(1, "scalar", Autoreset.DISABLED, false), pool);
    }

    /// Three numbers that are observed, m.
    private static Vec3 seen(VectorEnv env, String label) {
        int at = env.observationLabels(ObservationGroup.POLICY).indexOf(label + "[0]");
        float[] all = env.observation(ObservationGroup.POLICY);
        return new Vec3(all[at], all[at + 1], all[at + 2]);
    }

    private static double term(VectorEnv env, String name) {
        return env.rewardTerms()[env.task().rewards().stream().map(Reward::name).toList().indexOf(name)];
    }

    /// The tool starts ahead of cubes, high above the table.
    @Test
    void theWayLeadsToTheSideAwayFromTheGoalAndOverTheCube() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env("PushToGoal-v1", "panda", pool);
            for (int layout = 0; layout < LAYOUTS; layout++) {
                env.reset(layout);
                Vec3 behind = seen(env, "tool").plus(seen(env, "tool to behind"));
                Vec3 cube = seen(env, "cube");
                Vec3 goal = seen(env, "goal");
                Vec3 back = new Vec3(behind.x() - cube.x(), behind.y() - cube.y(), 0);
                Vec3 way = new Vec3(goal.x() - cube.x(), goal.y() - cube.y(), 0);
                assertThat(back.length()).isCloseTo(0.035, within(1e-5));
                assertThat(back.dot(way)).isCloseTo(-back.length() * way.length(), within(1e-5));
                Vec3 tool = seen(env, "tool");
                double beside = Math.hypot(behind.x() - tool.x(), behind.y() - tool.y());
                assertThat(behind.z()).isCloseTo(0.03 + Math.clamp(beside - 0.02, 0, 0.06), within(1e-5));
            }
        }
    }

    /// `PushCubeEnv` of ManiSkill 3: cubes within 0.1 m of the middle, a region of radius 0.1 m, 0.1 m and that radius beyond.
    @Test
    void theGoalRegionIsManiSkills() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env("PushCube-v1", "panda", pool);
            assertThat(env.task().maxSteps()).isEqualTo(50);
            Vec3 least = new Vec3(9, 9, 9);
            Vec3 most = least.negate();
            for (int layout = 0; layout < LAYOUTS; layout++) {
                env.reset(layout);
                Vec3 cube = seen(env, "cube");
                Vec3 way = seen(env, "cube to goal");
                assertThat(way.distance(new Vec3(0.2, 0, 0))).isLessThan(1e-5);
                least = new Vec3(Math.min(least.x(), cube.x()), Math.min(least.y(), cube.y()), 0);
                most = new Vec3(Math.max(most.x(), cube.x()), Math.max(most.y(), cube.y()), 0);
            }
            assertThat(least.x()).isBetween(0.4, 0.43);
            assertThat(most.x()).isBetween(0.57, 0.6);
            assertThat(least.y()).isBetween(-0.1, -0.07);
            assertThat(most.y()).isBetween(0.07, 0.1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"panda", "widowx-250s", "rokae-sr3", "aubo-i5"})
    void aToolThatPointsDownAndIsShutEarnsIt(String robot) {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env("PushCube-v1", robot, pool);
            env.reset(1);
            float[] shut = new float[env.singleActionSpace().size()];
            shut[shut.length - 1] = -1;
            env.step(shut);
            double before = term(env, "shut");
            for (int t = 0; t < 20; t++) {
                env.step(shut);
            }
            assertThat(term(env, "upright")).isBetween(0.04, 0.05);
            assertThat(term(env, "shut")).isGreaterThan(before).isBetween(0.045, 0.0501);
            float[] turning = shut.clone();
            turning[3] = 1;
            for (int t = 0; t < 10; t++) {
                env.step(turning);
            }
            assertThat(term(env, "upright")).as("turned by about a radian").isLessThan(0.025);
        }
    }
}
