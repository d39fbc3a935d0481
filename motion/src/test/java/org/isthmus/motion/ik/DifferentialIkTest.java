package org.isthmus.motion.ik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.Robots;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.testkit.Allocation;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

class DifferentialIkTest {
    private static final Model MODEL = Robots.load("aubo-i5");
    private static final Frame TOOL = Frame.of(MODEL, "tcp");
    private static final JointGroup ARM = JointGroup.to(TOOL, MODEL);
    private static final double DT = 0.01;

    @Test
    void aSlowlyMovingTargetIsTracked() {
        double[] x = {0.2, -0.5, 1.2, 0.2, 1.4, 0};
        GroupKinematics kinematics = new GroupKinematics(ARM, TOOL);
        kinematics.compute(x);
        Pose start = kinematics.pose(0);
        DifferentialIk ik = new DifferentialIk(ARM, List.of(IkTask.pose(TOOL)), x, DifferentialIk.Options.DEFAULT);
        for (int i = 1; i <= 300; i++) {
            double t = i * DT;
            Pose target = new Pose(
                    start.position().plus(new Vec3(0.05 * StrictMath.sin(t), 0.05 * (1 - StrictMath.cos(t)), 0.02 * t)),
                    start.rotation().times(Quat.fromAxisAngle(Vec3.X, 0.2 * StrictMath.sin(t))));
            ik.setTarget(0, target);
            ik.step(x, DT);
            kinematics.compute(x);
            assertThat(kinematics.position(0).distance(target.position())).isLessThan(2e-4);
            assertThat(kinematics.pose(0).rotation().angleTo(target.rotation())).isLessThan(1e-3);
        }
    }

    @Test
    void limitsOfPositionSpeedAndAccelerationHoldWhateverTheTarget() {
        // the real file, which states speeds
        Model panda = Robots.load(SharedData.require("robots/panda_urdf/panda_v2.urdf").toString());
        Frame hand = Frame.of(panda, "panda_hand");
        JointGroup arm = JointGroup.to(hand, panda);
        assertThat(arm.velocity().get(0)).isLessThan(3);
        double most = 5;
        Property.check(1, 20, random -> {
            double[] x = Robots.random(arm, random);
            DifferentialIk ik = new DifferentialIk(arm, List.of(IkTask.pose(hand)), x,
                    new DifferentialIk.Options(1e-4, 1e-4, most));
            double[] before = new double[x.length];
            for (int i = 0; i < 200; i++) {
                if (i % 40 == 0) {
                    ik.setTarget(0,
                            new Pose(
                                    new Vec3(random.nextDouble(-1, 1), random.nextDouble(-1, 1),
                                            random.nextDouble(0, 1)),
                                    new Quat(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(),
                                            random.nextGaussian()).normalized()));
                }
                double[] y = x.clone();
                ik.step(x, DT);
                assertThat(arm.isWithinLimits(x)).isTrue();
                for (int k = 0; k < x.length; k++) {
                    double speed = (x[k] - y[k]) / DT;
                    assertThat(Math.abs(speed)).isLessThanOrEqualTo(arm.velocity().get(k) + 1e-9);
                    assertThat(Math.abs(speed - before[k])).isLessThanOrEqualTo(most * DT + 1e-9);
                    before[k] = speed;
                }
            }
        });
    }

    @Test
    void aStepAllocatesNothing() {
        double[] x = {0.2, -0.5, 1.2, 0.2, 1.4, 0};
        DifferentialIk ik = new DifferentialIk(ARM, List.of(IkTask.pose(TOOL)), x, DifferentialIk.Options.DEFAULT);
        Pose target = Pose.at(0.4, 0.1, 0.4);
        Allocation.assertNone(500, () -> {
            ik.setTarget(0, target);
            ik.step(x, DT);
        });
    }
}
