package org.isthmus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.isthmus.bench.Course.Drive;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Two seconds of what robots do, beside MuJoCo.
///
/// Positions are compared tightly as long as MuJoCo itself, begun 1e-9 beside, stays within a tenth of the tolerance: what comes after is
/// chance. Then what does not hang on chance is compared: heights, what is held, how far things moved, also in single precision.
class MujocoTrajectoryTest {
    private static final int STEPS = 1000;
    /// m, rad
    private static final double TOLERANCE = 1e-6;
    private static final double SHIFT = 1e-9;
    private static final Drive NOTHING = (time, ctrl, mocap) -> {
    };

    @AfterAll
    static void report() {
        Deviations.report();
    }

    @Test
    void aTowerOfFiveCubesStands() {
        compare("tower", start -> {
        }, NOTHING, STEPS, (ours, theirs) -> {
            for (int cube = 0; cube < 5; cube++) {
                assertThat(ours.end()[7 * cube + 2]).isCloseTo(theirs.end()[7 * cube + 2], within(1e-4))
                        .isCloseTo(0.025 + 0.05 * cube, within(2e-3));
            }
            assertThat(ours.speed()).isLessThan(0.05);
        });
    }

    @Test
    void anArmGraspsACubeAndLiftsIt() {
        compare("grasp", start -> {
        }, (time, ctrl, mocap) -> {
            double lift = smooth((time - 0.4) / 1.2);
            ctrl[1] = 0.3 - 0.35 * lift;
            ctrl[3] = -2 - 0.1 * lift;
        }, STEPS, (ours, theirs) -> {
            assertThat(ours.end()[11]).isGreaterThan(ours.qpos()[0][11] + 0.1).isCloseTo(theirs.end()[11],
                    within(1e-3));
        });
    }

    @Test
    void aQuadrupedStands() {
        compare("quadruped", MujocoTrajectoryTest::putDown, NOTHING, STEPS, (ours, theirs) -> {
            assertThat(ours.end()[2]).isCloseTo(theirs.end()[2], within(1e-3)).isGreaterThan(0.25);
            assertThat(ours.speed()).isLessThan(0.05);
        });
    }

    @Test
    void aQuadrupedWalksOpenLoop() {
        compare("quadruped", MujocoTrajectoryTest::putDown, (time, ctrl, mocap) -> {
            double grow = Math.min(1, time / 0.2);
            for (int leg = 0; leg < 4; leg++) {
                double phase = 4 * Math.PI * time + (leg == 0 || leg == 3 ? 0 : Math.PI);
                ctrl[3 * leg + 1] = 0.9 + 0.2 * grow * StrictMath.sin(phase);
                ctrl[3 * leg + 2] = -1.8 - 0.25 * grow * Math.max(0, StrictMath.cos(phase));
            }
        }, STEPS / 4, (ours, theirs) -> {
            assertThat(Math.abs(theirs.end()[0])).isGreaterThan(0.2);
            assertThat(ours.end()[0]).isCloseTo(theirs.end()[0], within(0.05));
            assertThat(ours.end()[2]).isCloseTo(theirs.end()[2], within(0.02));
        });
    }

    @Test
    void aHumanoidFalls() {
        compare("humanoid", start -> {
            start[2] += 0.1;
            Quat.fromRotationVector(new Vec3(0.1, 0.4, 0)).into(start, 3);
        }, (time, ctrl, mocap) -> Arrays.fill(ctrl, 0), STEPS / 10, (ours, theirs) -> {
            assertThat(theirs.end()[2]).isLessThan(0.3);
            assertThat(ours.end()[2]).isCloseTo(theirs.end()[2], within(0.05));
        });
    }

    @Test
    void aHandHoldsABallAndTurns() {
        compare("hand-ball", start -> {
        }, (time, ctrl, mocap) -> {
            double close = Math.clamp(time / 0.6, 0, 1);
            ctrl[0] = 1.2 * Math.clamp((time - 0.8) / 0.8, 0, 1);
            for (int finger = 0; finger < 4; finger++) {
                ctrl[1 + 4 * finger + 1] = 1.0 + 0.6 * close;
                ctrl[1 + 4 * finger + 2] = 0.4 + 0.7 * close;
                ctrl[1 + 4 * finger + 3] = 0.3 + 0.6 * close;
            }
        }, STEPS, (ours, theirs) -> {
            assertThat(theirs.end()[0]).isGreaterThan(1.1);
            Vec3 ball = Vec3.of(ours.end(), 17);
            assertThat(ball.minus(Vec3.of(theirs.end(), 17)).length()).isLessThan(2e-3);
            assertThat(ball.minus(new Vec3(0, 0, 0.5)).length()).isLessThan(0.06);
        });
    }

    @Test
    void aFingerPullsADoorOpen() {
        compare("door", start -> {
        }, (time, ctrl, mocap) -> {
            double angle = Math.max(0, time - 0.1) / 1.9;
            double x = -0.62;
            double y = -0.04;
            mocap[0] = 0.4 + x * StrictMath.cos(angle) - y * StrictMath.sin(angle);
            mocap[1] = x * StrictMath.sin(angle) + y * StrictMath.cos(angle);
        }, STEPS, (ours, theirs) -> assertThat(ours.end()[0]).isGreaterThan(0.9).isCloseTo(theirs.end()[0],
                within(1e-4)));
    }

    @Test
    void aFingerPullsADrawerAndLetsGo() {
        compare("drawer", start -> {
        }, (time, ctrl, mocap) -> {
            ctrl[0] = 0.18 * Math.clamp(time, 0, 1);
            ctrl[1] = time > 1.2 ? 0.15 : 0;
        }, STEPS, (ours, theirs) -> {
            assertThat(ours.qpos()[550][0]).isGreaterThan(0.14);
            assertThat(ours.end()[0]).isLessThan(0.12).isCloseTo(theirs.end()[0], within(1e-4));
            assertThat(ours.end()[2]).isCloseTo(theirs.end()[2], within(1e-3));
        });
    }

    /// Feet are pressed in: at their start, touching exactly, rounding would decide whether there are contacts in the first step.
    private static void putDown(double[] start) {
        start[2] -= 2e-4;
    }

    private static double smooth(double part) {
        double s = Math.clamp(part, 0, 1);
        return s * s * (3 - 2 * s);
    }

    /// What is compared beyond chance.
    @FunctionalInterface
    private interface Robust {
        void check(Course ours, Course theirs);
    }

    /// @param leastTight steps that must be comparable before chance takes over
    private static void compare(
            String scene, Consumer<double[]> edit, Drive drive, int leastTight, Robust robust) {
        try (Twins twins = Twins.of(Twins.scene(scene))) {
            double[] start = Course.start(twins.model);
            edit.accept(start);
            Course theirs = Course.theirs(twins, start, STEPS, drive);
            Course shaken = Course.theirs(twins, Arrays.stream(start).map(q -> q + SHIFT).toArray(), STEPS, drive);
            Course ours = Course.ours(twins, "scalar-double", start, STEPS, drive);
            int tight = theirs.stepsWithin(TOLERANCE / 10, shaken);
            Deviations positions = Deviations.of("positions, " + scene + ", " + tight + " steps");
            for (int k = 0; k <= tight; k++) {
                positions.assertSmall(ours.distance(theirs, k), TOLERANCE);
            }
            assertThat(tight).as("comparable steps").isGreaterThanOrEqualTo(leastTight);
            for (Course course : List.of(ours, Course.ours(twins, "scalar", start, STEPS, drive))) {
                robust.check(course, theirs);
            }
        }
    }
}
