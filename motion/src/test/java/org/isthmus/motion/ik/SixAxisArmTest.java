package org.isthmus.motion.ik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.Robots;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.kinematics.Manipulability;
import org.isthmus.motion.kinematics.Workspace;
import org.isthmus.motion.numeric.LowDiscrepancy;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SixAxisArmTest {
    @ParameterizedTest
    @CsvSource({"widowx-250s, SPHERICAL_WRIST, 8", "aubo-i5, PARALLEL, 8", "rokae-sr3, OFFSET_WRIST, 16"})
    void everyPoseHasItsOwnConfigurationAmongTheSolutions(String robot, SixAxisArm.Shape shape, int most) {
        Model model = Robots.load(robot);
        Frame tool = Frame.of(model, "tcp");
        JointGroup group = JointGroup.to(tool, model);
        SixAxisArm arm = SixAxisArm.of(group, tool).orElseThrow();
        assertThat(arm.shape()).isEqualTo(shape);
        GroupKinematics kinematics = new GroupKinematics(group, tool);
        Property.check(1, 300, random -> {
            double[] x = Robots.random(group, random);
            kinematics.compute(x);
            Pose target = kinematics.pose(0);
            double isotropy = Manipulability.of(kinematics, 0, 0.3).isotropy();
            List<double[]> solutions = arm.solutions(target);
            assertThat(solutions.size()).isBetween(1, most);
            for (double[] y : solutions) {
                assertThat(group.isWithinLimits(y)).isTrue();
                kinematics.compute(y);
                assertThat(kinematics.position(0).distance(target.position())).isLessThan(1e-8);
                assertThat(kinematics.pose(0).rotation().angleTo(target.rotation())).isLessThan(1e-7);
            }
            if (isotropy > 3e-3) { // beside singularities solutions slide far for a rounding of the pose
                assertThat(solutions).anyMatch(y -> distance(x, y) < 1e-4);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"widowx-250s", "aubo-i5", "rokae-sr3"})
    void iterationFindsNoSolutionThatTheListLacks(String robot) {
        Model model = Robots.load(robot);
        Frame tool = Frame.of(model, "tcp");
        JointGroup group = JointGroup.to(tool, model);
        SixAxisArm arm = SixAxisArm.of(group, tool).orElseThrow();
        IkSolver solver = new IkSolver(group, List.of(IkTask.pose(tool).withTolerances(1e-9, 1e-9)),
                new IkSolver.Options(1, 60, 0.7, 0));
        GroupKinematics kinematics = new GroupKinematics(group, tool);
        Property.check(2, 10, random -> {
            kinematics.compute(Robots.random(group, random));
            Pose target = kinematics.pose(0);
            List<double[]> solutions = arm.solutions(target);
            for (int start = 0; start < 30; start++) {
                double[] x = Workspace.configuration(group, LowDiscrepancy.HALTON, start);
                if (solver.solve(x, target)) {
                    assertThat(solutions).anyMatch(y -> distance(x, y) < 1e-4);
                }
            }
        });
    }

    private static double distance(double[] a, double[] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(Subproblems.wrap(a[i] - b[i])));
        }
        return most;
    }

    @Test
    void posesOutOfReachHaveNoSolution() {
        Model model = Robots.load("aubo-i5");
        Frame tool = Frame.of(model, "tcp");
        assertThat(SixAxisArm.of(JointGroup.to(tool, model), tool).orElseThrow().solutions(Pose.at(2, 0, 0))).isEmpty();
    }

    @Test
    void armsOfOtherShapesHaveNoClosedForm() {
        Model panda = Robots.load("panda");
        Frame tool = Frame.of(panda, "tcp");
        assertThat(SixAxisArm.of(JointGroup.to(tool, panda), tool)).isEmpty();
        Frame elbow = Frame.of(panda, "link6");
        assertThat(SixAxisArm.of(JointGroup.to(elbow, panda), elbow)).isEmpty();
    }
}
