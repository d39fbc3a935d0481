package org.isthmus.motion.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.random.RandomGenerator;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.Robots;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.trajectory.Trajectory;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanningTest {
    /// A point robot of radius 5 cm in a plane, with a wall that has a gap.
    private static final String MAZE = """
            <mujoco><worldbody>
              <body name="robot"><joint name="x" type="slide" axis="1 0 0" range="-1 1"/>
                <joint name="y" type="slide" axis="0 1 0" range="-1 1"/><geom size=".05"/></body>
              <body name="wall"><geom type="box" size=".002 .4 .1" pos="0 -.6 0"/><geom type="box" size=".002 .4 .1" pos="0 .4 0"/></body>
              <body name="block" pos="0 .9 0"><geom type="box" size=".002 .1 .1"/></body>
            </worldbody></mujoco>""";

    private static JointGroup arm(Model model) {
        return JointGroup.to(Frame.of(model, "tcp"), model);
    }

    private static double[] free(CollisionChecker checker, RandomGenerator random) {
        for (int i = 0; i < 1000; i++) {
            double[] x = Robots.random(checker.group(), random);
            if (checker.isFree(x)) {
                return x;
            }
        }
        throw new AssertionError("no free configuration");
    }

    private static double[] between(double[] a, double[] b, double t) {
        double[] x = new double[a.length];
        Arrays.setAll(x, i -> a[i] + t * (b[i] - a[i]));
        return x;
    }

    @Test
    void aThinWallIsNeverJumped() {
        JointGroup group = JointGroup.of(Robots.parse(MAZE)).joints("x", "y").build();
        CollisionChecker checker = new CollisionChecker(group, CollisionChecker.Options.DEFAULT);
        assertThat(checker.isFree(new double[]{-0.9, 0.5})).isTrue();
        assertThat(checker.isFree(new double[]{0.9, 0.5})).isTrue();
        assertThat(checker.isFree(new double[]{-0.9, 0.5}, new double[]{0.9, 0.5})).isFalse();
        assertThat(checker.isFree(new double[]{-0.9, -0.1}, new double[]{0.9, -0.1})).isTrue();
        assertThat(checker.collision(new double[]{0, 0.5})).isEqualTo("'robot' and 'wall'");
        assertThat(checker.clearance(new double[]{-0.9, 0.5}, 10)).isEqualTo(0.9 - 0.052, within(1e-9));
    }

    @Test
    void whatIsNearABodyIsTold() {
        JointGroup group = JointGroup.of(Robots.parse(MAZE)).joints("x", "y").build();
        CollisionChecker checker = new CollisionChecker(group, CollisionChecker.Options.DEFAULT);
        int robot = Frame.of(group.model(), "robot").body();
        int wall = Frame.of(group.model(), "wall").body();
        int block = Frame.of(group.model(), "block").body();
        double[] x = {-0.152, 0.85}; // 10 cm from the block; 10.8 cm from the end of the wall
        assertThat(checker.near(x, robot, 0.099)).isEmpty();
        assertThat(checker.near(x, robot, 0.101)).extracting(Frame::body).containsExactly(block);
        assertThat(checker.near(x, robot, 0.12)).extracting(Frame::body).containsExactly(wall, block);
        assertThat(checker.near(x, wall, 0.12)).extracting(Frame::body).containsExactly(robot);
    }

    @Test
    void theGapIsFoundAndThePathIsNearlyTheShortest() {
        JointGroup group = JointGroup.of(Robots.parse(MAZE)).joints("x", "y").build();
        CollisionChecker checker = new CollisionChecker(group, CollisionChecker.Options.DEFAULT);
        double[] start = {-0.8, 0.8};
        double[] goal = {0.8, 0.8};
        Plan plan = new RrtConnect(checker, RrtConnect.Options.DEFAULT).plan(start, List.of(goal));
        assertThat(plan.isFound()).isTrue();
        // around the end of the wall at (0, 0), 5 cm away: two straight lines of 1.15 and an arc
        assertThat(plan.length()).isBetween(2.2, 2.5);
        Plan again = new RrtConnect(checker, RrtConnect.Options.DEFAULT).plan(start, List.of(goal));
        assertThat(again.path().toArray(double[][]::new)).isDeepEqualTo(plan.path().toArray(double[][]::new));
    }

    @Test
    void whyThereIsNoPathIsTold() {
        JointGroup group = JointGroup
                .of(Robots.parse(MAZE.replace("pos=\"0 .4 0\"", "pos=\"0 .2 0\"").replace(".002 .1 .1", ".002 .3 .1")))
                .joints("x", "y").build();
        RrtConnect planner = new RrtConnect(new CollisionChecker(group, CollisionChecker.Options.DEFAULT),
                new RrtConnect.Options(300, 0.5, 10, 1));
        double[] left = {-0.5, 0.5};
        assertThat(planner.plan(new double[]{0, 0.5}, List.of(left)).reason())
                .isEqualTo("at the start 'robot' and 'wall' touch");
        assertThat(planner.plan(left, List.of(new double[]{0, 0.5})).outcome()).isEqualTo(Plan.Outcome.GOAL_BLOCKED);
        assertThat(planner.plan(left, List.of(new double[]{3, 0})).reason())
                .isEqualTo("at the goal a joint is outside its limits");
        assertThat(planner.plan(left, List.of()).reason()).isEqualTo("there is no goal");
        assertThat(planner.plan(left, List.of(new double[]{0.5, 0.5})).outcome()).isEqualTo(Plan.Outcome.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"panda", "aubo-i5", "widowx-250s"})
    void armsFindTheirWayThroughClutterAndPathsAreFreeAtTenTimesTheResolution(String robot) {
        int[] found = {0};
        Property.check(1, 8, random -> {
            Model model = Clutter.around(robot, 8, random);
            CollisionChecker checker = new CollisionChecker(arm(model), CollisionChecker.Options.DEFAULT);
            double[] start = free(checker, random);
            double[] goal = free(checker, random);
            Plan plan = new RrtConnect(checker, new RrtConnect.Options(3000, 0.8, 100, 1)).plan(start, List.of(goal));
            if (!plan.isFound()) {
                return;
            }
            found[0]++;
            assertThat(plan.path().getFirst()).isEqualTo(start);
            assertThat(plan.path().getLast()).isEqualTo(goal);
            CollisionChecker fresh = new CollisionChecker(arm(model), new CollisionChecker.Options(-2e-4, 2e-4));
            for (int i = 1; i < plan.path().size(); i++) {
                double[] a = plan.path().get(i - 1);
                double[] b = plan.path().get(i);
                assertThat(fresh.isFree(a, b)).isTrue();
                int steps = (int) Math.ceil(Plan.distance(a, b) / 2e-3);
                for (int k = 0; k <= steps; k++) {
                    double[] x = between(a, b, (double) k / steps);
                    assertThat(fresh.isFree(x)).isTrue();
                    assertThat(checker.group().isWithinLimits(x)).isTrue();
                }
            }
        });
        assertThat(found[0]).isGreaterThanOrEqualTo(7);
    }

    @Test
    void twoArmsPlanAsOneAndKeepClearOfEachOther() {
        Model model = Robots.load("dual-arm-table");
        double[] home = model.keyframes().qpos().slice(0, model.sizes().nq());
        JointGroup both = JointGroup.of(model).to(Frame.of(model, "left/tcp")).to(Frame.of(model, "right/tcp"))
                .rest(home).build();
        assertThat(both.size()).isEqualTo(12);
        CollisionChecker checker = new CollisionChecker(both, CollisionChecker.Options.DEFAULT);
        double[] start = both.fromQpos(home);
        double[] goal = free(checker, Property.random(5, 0));
        Plan plan = new RrtConnect(checker, RrtConnect.Options.DEFAULT).plan(start, List.of(goal));
        assertThat(plan.isFound()).isTrue();
        for (int i = 1; i < plan.path().size(); i++) {
            for (int k = 0; k <= 100; k++) {
                assertThat(checker.isFree(between(plan.path().get(i - 1), plan.path().get(i), k / 100.0))).isTrue();
            }
        }
    }

    @Test
    void boundsOfMotionHoldForEveryJointAndShape() {
        Model model = Robots.load("panda");
        JointGroup group = JointGroup.of(model).below(new Frame("world", 0, Pose.IDENTITY)).build();
        MotionBounds bounds = new MotionBounds(group);
        Frame world = new Frame("world", 0, Pose.IDENTITY);
        List<Frame> bodies = model.names().all(ObjectType.BODY).stream().map(name -> Frame.of(model, name)).toList();
        Property.check(2, 200, random -> {
            Frame frame = bodies.get(random.nextInt(bodies.size())).moved(Pose.at(0.05, 0.1, -0.02));
            double[] x = Robots.random(group, random);
            double[] y = x.clone();
            int i = random.nextInt(x.length);
            y[i] += random.nextDouble(-0.5, 0.5);
            GroupKinematics kinematics = new GroupKinematics(group, frame);
            kinematics.compute(x);
            var before = kinematics.position(0);
            kinematics.compute(y);
            assertThat(kinematics.position(0).distance(before))
                    .isLessThanOrEqualTo(bounds.between(frame, 0, world, 0)[i] * Math.abs(y[i] - x[i]) + 1e-9);
        });
    }

    @Test
    void whatTheGripperHoldsHitsThingsToo() {
        Model model = Robots.parse("""
                <mujoco><worldbody>
                  <body name="arm"><joint name="turn" axis="0 0 1" range="-3 3"/><geom type="capsule" fromto="0 0 0 .5 0 0" size=".02"/>
                    <site name="tcp" pos=".55 0 0"/></body>
                  <body name="held" pos="2 2 2"><freejoint/><geom type="box" size=".2 .02 .02"/></body>
                  <body name="post" pos="0 .7 0"><geom type="cylinder" size=".05 .3"/></body>
                </worldbody></mujoco>""");
        JointGroup group = arm(model);
        double[] left = {0};
        double[] right = {2.5};
        CollisionChecker empty = new CollisionChecker(group, CollisionChecker.Options.DEFAULT);
        assertThat(empty.isFree(left, right)).isTrue();
        Attachment held = new Attachment(Frame.of(model, "held").body(), Frame.of(model, "tcp"), Pose.at(0.15, 0, 0));
        AllowedCollisions grip = AllowedCollisions.NONE.and(List.of(Frame.of(model, "held")),
                List.of(Frame.of(model, "arm")));
        CollisionChecker full = new CollisionChecker(group, CollisionChecker.Options.DEFAULT, List.of(held), grip);
        assertThat(full.isFree(left)).isTrue();
        assertThat(full.isFree(right)).isTrue();
        assertThat(full.isFree(left, right)).isFalse();
        assertThat(full.collision(new double[]{Math.PI / 2})).isEqualTo("'post' and 'held'");
    }

    @Test
    void shapesThatOverlapByConstructionAreAllowed() {
        Model model = Robots
                .parse("""
                <mujoco><worldbody><body name="a"><joint name="a" axis="0 0 1"/><geom size=".1"/>
                  <body name="b" pos=".15 0 0"><joint name="b" axis="0 0 1"/><geom size=".1"/>
                    <body name="c" pos=".02 0 0"><joint name="c" axis="0 0 1"/><geom size=".1"/></body></body></body></worldbody></mujoco>""");
        JointGroup group = JointGroup.of(model).joints("a", "b", "c").build();
        AllowedCollisions allowed = AllowedCollisions.sampled(group, 100);
        assertThat(allowed.names(model)).containsExactly("a - c");
        assertThat(new CollisionChecker(group, CollisionChecker.Options.DEFAULT, List.of(), allowed).pairs()).isZero();
    }

    @Test
    void smoothPathsAreFreeWithinLimitsAndEndAtRest() {
        JointGroup group = JointGroup.of(Robots.parse(MAZE)).joints("x", "y").build();
        CollisionChecker checker = new CollisionChecker(group, CollisionChecker.Options.DEFAULT);
        double[] start = {-0.8, 0.8};
        double[] goal = {0.8, 0.8};
        Plan plan = new RrtConnect(checker, RrtConnect.Options.DEFAULT).plan(start, List.of(goal));
        Trajectory motion = SmoothPath.of(plan, checker, new double[]{1, 1}, new double[]{2, 2});
        for (int i = 0; i <= 500; i++) {
            double t = motion.duration() * i / 500;
            assertThat(checker.isFree(motion.at(t, 0))).isTrue();
            for (double v : motion.at(t, 1)) {
                assertThat(Math.abs(v)).isLessThanOrEqualTo(1.02);
            }
        }
        assertThat(motion.at(motion.duration(), 0)).containsExactly(goal, within(1e-6));
        assertThat(motion.duration()).isBetween(2.2, 6.0);
        List<double[]> repeating = plan.path().stream().flatMap(x -> Stream.of(x, x.clone())).toList();
        Plan same = new Plan(plan.outcome(), "", repeating, plan.nodes());
        assertThat(SmoothPath.of(same, checker, new double[]{1, 1}, new double[]{2, 2}).duration())
                .isEqualTo(motion.duration());
    }
}
