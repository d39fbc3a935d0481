package org.isthmus.motion.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.Robots;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosePlannerTest {
    private static final Quat DOWN = new Quat(0, 1, 0, 0);

    private static PosePlanner planner(Model model, Frame tool) {
        return new PosePlanner(new CollisionChecker(JointGroup.to(tool, model), CollisionChecker.Options.DEFAULT),
                tool);
    }

    @ParameterizedTest
    @ValueSource(strings = {"panda", "aubo-i5"})
    void posesAmongBoxesAreReached(String robot) {
        Property.check(1, 4, random -> {
            Model model = Clutter.around(robot, 5, random);
            Frame tool = Frame.of(model, "tcp");
            JointGroup group = JointGroup.to(tool, model);
            CollisionChecker checker = new CollisionChecker(group, CollisionChecker.Options.DEFAULT);
            GroupKinematics kinematics = new GroupKinematics(group, tool);
            double[] start = group.middle();
            double[] end = group.middle();
            while (!checker.isFree(start)) {
                start = Robots.random(group, random);
            }
            do {
                end = Robots.random(group, random);
            } while (!checker.isFree(end));
            kinematics.compute(end);
            Pose target = kinematics.pose(0);
            List<double[]> goals = planner(model, tool).goals(target, start, 8);
            assertThat(goals).isNotEmpty().allSatisfy(goal -> {
                assertThat(checker.isFree(goal)).isTrue();
                kinematics.compute(goal);
                assertThat(kinematics.position(0).distance(target.position())).isLessThan(1e-5);
            });
            Plan plan = planner(model, tool).plan(start, target, new RrtConnect.Options(3000, 0.8, 60, 1));
            if (plan.isFound()) {
                kinematics.compute(plan.path().getLast());
                assertThat(kinematics.pose(0).rotation().angleTo(target.rotation())).isLessThan(1e-5);
            }
        });
    }

    @Test
    void aStraightApproachKeepsTheToolOnItsLine() {
        Model model = Robots.load("panda");
        Frame tool = Frame.of(model, "tcp");
        PosePlanner planner = planner(model, tool);
        double[] start = planner
                .goals(new Pose(new Vec3(0.45, 0.1, 0.5), DOWN), new double[]{0, -0.3, 0, -2.2, 0, 1.9, 0.8}, 1)
                .getFirst();
        Plan plan = planner.straight(start, new Pose(new Vec3(0.45, 0.1, 0.25), DOWN));
        assertThat(plan.isFound()).as(plan.reason()).isTrue();
        GroupKinematics kinematics = new GroupKinematics(JointGroup.to(tool, model), tool);
        for (double[] x : plan.path()) {
            kinematics.compute(x);
            assertThat(Math.hypot(kinematics.position(0).x() - 0.45, kinematics.position(0).y() - 0.1))
                    .isLessThan(1e-5);
            assertThat(kinematics.pose(0).rotation().angleTo(DOWN)).isLessThan(1e-5);
        }
        assertThat(kinematics.position(0).z()).isCloseTo(0.25, within(1e-5));
    }

    @Test
    void linesThatLeaveTheWorkspaceAndPosesOutOfReachAreTold() {
        Model model = Robots.load("aubo-i5");
        Frame tool = Frame.of(model, "tcp");
        PosePlanner planner = planner(model, tool);
        double[] start = {0.2, -0.5, 1.2, 0.2, 1.4, 0};
        assertThat(planner.straight(start, Pose.at(2, 0, 0.5)).reason()).startsWith("the arm reaches no further after");
        assertThat(planner.plan(start, Pose.at(2, 0, 0.5), RrtConnect.Options.DEFAULT).reason())
                .isEqualTo("no configuration that reaches the pose of 'tcp' is free");
    }

    @Test
    void twoArmsReachPosesTogetherAndKeepTheirDistanceOnStraightLines() {
        Model model = Robots.load("dual-arm-table");
        double[] home = model.keyframes().qpos().slice(0, model.sizes().nq());
        Frame left = Frame.of(model, "left/tcp");
        Frame right = Frame.of(model, "right/tcp");
        JointGroup both = JointGroup.of(model).to(left).to(right).rest(home).build();
        CollisionChecker checker = new CollisionChecker(both, CollisionChecker.Options.DEFAULT);
        PosePlanner planner = new PosePlanner(checker, List.of(left, right));
        GroupKinematics kinematics = new GroupKinematics(both, left, right);
        double[] start = both.fromQpos(home);
        kinematics.compute(start);
        Pose by = Pose.at(0.05, 0, -0.2);
        List<Pose> targets = List.of(by.times(kinematics.pose(0)), by.times(kinematics.pose(1)));
        double apart = kinematics.position(0).distance(kinematics.position(1));
        Plan straight = planner.straight(start, targets);
        assertThat(straight.reason()).isEmpty();
        for (double[] x : straight.path()) {
            kinematics.compute(x);
            assertThat(kinematics.position(0).distance(kinematics.position(1))).isCloseTo(apart, within(1e-5));
        }
        Plan plan = planner.plan(start, targets, RrtConnect.Options.DEFAULT);
        assertThat(plan.reason()).isEmpty();
        kinematics.compute(plan.path().getLast());
        for (int arm = 0; arm < 2; arm++) {
            assertThat(kinematics.position(arm).distance(targets.get(arm).position())).isLessThan(1e-5);
        }
        assertThat(planner.plan(start, List.of(targets.get(0), Pose.at(3, 0, 0)), RrtConnect.Options.DEFAULT).reason())
                .isEqualTo("no configuration that reaches the pose of 'left/tcp' and 'right/tcp' is free");
    }
}
