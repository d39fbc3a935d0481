package org.isthmus.motion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.Robots;
import org.isthmus.motion.ik.IkSolver;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class ConstrainedPlanningTest {
    private static final double TILT = 0.05;

    /// Panda with a post in front of it.
    private static Model withPost() {
        Scene scene = SceneFiles.load("panda", SceneFiles.Options.DEFAULT, new Diagnostics());
        scene.world.addGeom(GeomType.CAPSULE, new double[]{0.05, 0.4}, geom -> geom.pos = new Vec3(0.55, 0, 0.3));
        return SceneCompiler.compile(scene, new Diagnostics());
    }

    private static double[] at(IkSolver solver, Pose target) {
        double[] x = {0, -0.3, 0, -2.2, 0, 1.9, 0.785};
        assertThat(solver.solve(x, target)).isTrue();
        return x;
    }

    @Test
    void aCupStaysUprightOnItsWholeWayAroundAPost() {
        Model model = withPost();
        Frame tool = Frame.of(model, "tcp");
        JointGroup group = JointGroup.to(tool, model);
        CollisionChecker checker = new CollisionChecker(group, CollisionChecker.Options.DEFAULT);
        IkSolver solver = new IkSolver(group, List.of(IkTask.pose(tool)), IkSolver.Options.DEFAULT);
        Quat down = Quat.fromAxisAngle(Vec3.X, Math.PI);
        double[] start = at(solver, new Pose(new Vec3(0.5, -0.3, 0.4), down));
        double[] goal = at(solver, new Pose(new Vec3(0.5, 0.3, 0.4), down));
        Constraint upright = Constraint.axis(group, tool, Vec3.Z.negate(), TILT);
        ConstrainedRrt planner = new ConstrainedRrt(checker, upright, ConstrainedRrt.Options.DEFAULT);
        Plan plan = planner.plan(start, goal);
        assertThat(plan.reason()).isEmpty();
        assertThat(plan.path().getFirst()).isEqualTo(start);
        assertThat(plan.path().getLast()).isEqualTo(goal);
        GroupKinematics kinematics = new GroupKinematics(group, tool);
        for (int i = 1; i < plan.path().size(); i++) {
            for (int k = 0; k <= 40; k++) { // ten times as dense as the planner looked
                double[] x = between(plan.path().get(i - 1), plan.path().get(i), k / 40.0);
                kinematics.compute(x);
                double tilt = StrictMath.acos(Math.min(1, -kinematics.rotation(0, 2, 2)));
                assertThat(tilt).isLessThan(1.02 * TILT);
                assertThat(checker.isFree(x)).isTrue();
                assertThat(group.isWithinLimits(x)).isTrue();
            }
        }
        // without the constraint the cup would be tilted
        Plan any = new RrtConnect(checker, RrtConnect.Options.DEFAULT).plan(start, goal);
        assertThat(any.path().stream().mapToDouble(upright::violation).max().orElseThrow()).isGreaterThan(2);
        assertThat(planner.plan(start, goal).path().toArray(double[][]::new))
                .isDeepEqualTo(plan.path().toArray(double[][]::new));
    }

    @Test
    void whatDoesNotMeetTheConstraintIsRefused() {
        Model model = withPost();
        Frame tool = Frame.of(model, "tcp");
        JointGroup group = JointGroup.to(tool, model);
        CollisionChecker checker = new CollisionChecker(group, CollisionChecker.Options.DEFAULT);
        Constraint upright = Constraint.axis(group, tool, Vec3.Z, TILT);
        double[] home = {1, -0.3, 0, -2.2, 0, 1.9, 0.785};
        Plan plan = new ConstrainedRrt(checker, upright, ConstrainedRrt.Options.DEFAULT).plan(home, home);
        assertThat(plan.outcome()).isEqualTo(Plan.Outcome.START_BLOCKED);
        assertThat(plan.reason()).isEqualTo("at the start the constraint does not hold");
    }

    @Test
    void projectionsMeetTheConstraintAreNearAndKeepWithinLimits() {
        Model model = Robots.load("panda");
        Frame tool = Frame.of(model, "tcp");
        JointGroup group = JointGroup.to(tool, model);
        Constraint upright = Constraint.axis(group, tool, new Vec3(0.2, -0.1, -2), TILT);
        int[] met = {0};
        Property.check(3, 100, random -> {
            double[] x = Robots.random(group, random);
            double before = upright.violation(x) * TILT;
            double[] y = x.clone();
            if (upright.project(y)) {
                met[0]++;
                assertThat(upright.violation(y)).isLessThan(1e-4);
                assertThat(group.isWithinLimits(y)).isTrue();
                assertThat(Plan.distance(x, y)).isLessThan(10 * before);
                double[] again = y.clone();
                assertThat(upright.project(again)).isTrue();
                assertThat(Plan.distance(y, again)).isLessThan(1e-5);
            }
        });
        assertThat(met[0]).isGreaterThan(70);
    }

    @Test
    void twoHandsThatHoldOneThingMoveAsOne() {
        Model model = Robots.load("dual-arm-table");
        double[] home = model.keyframes().qpos().slice(0, model.sizes().nq());
        Frame left = Frame.of(model, "left/tcp");
        Frame right = Frame.of(model, "right/tcp");
        JointGroup both = JointGroup.of(model).to(left).to(right).rest(home).build();
        CollisionChecker checker = new CollisionChecker(both, CollisionChecker.Options.DEFAULT);
        GroupKinematics kinematics = new GroupKinematics(both, left, right);
        double[] start = both.fromQpos(home);
        kinematics.compute(start);
        Pose hold = kinematics.pose(0).inverse().times(kinematics.pose(1));
        Constraint held = Constraint.held(both, left, right, hold, 1e-3, 5e-3);
        IkSolver solver = new IkSolver(both, List.of(IkTask.pose(left), IkTask.pose(right)), IkSolver.Options.DEFAULT);
        double[] goal = start.clone();
        Pose up = Pose.at(0.08, 0, -0.15);
        assertThat(solver.solve(goal, up.times(kinematics.pose(0)), up.times(kinematics.pose(1)))).isTrue();
        ConstrainedRrt.Options options = new ConstrainedRrt.Options(500, 0.05, 60, 1);
        Plan plan = new ConstrainedRrt(checker, held, options).plan(start, goal);
        assertThat(plan.reason()).isEmpty();
        for (int i = 1; i < plan.path().size(); i++) {
            for (int k = 0; k <= 40; k++) {
                kinematics.compute(between(plan.path().get(i - 1), plan.path().get(i), k / 40.0));
                Pose now = kinematics.pose(0).inverse().times(kinematics.pose(1));
                assertThat(now.position().distance(hold.position())).isLessThan(1.05e-3);
                assertThat(now.rotation().angleTo(hold.rotation())).isLessThan(5.2e-3);
            }
        }
    }

    @Test
    void theJacobianOfWhatTwoHandsHoldIsThatOfDifferences() {
        Model model = Robots.load("dual-arm-table");
        Frame left = Frame.of(model, "left/tcp");
        Frame right = Frame.of(model, "right/tcp");
        JointGroup both = JointGroup.of(model).to(left).to(right).build();
        int n = both.size();
        Property.check(4, 20, random -> {
            double[] x = Robots.random(both, random);
            GroupKinematics kinematics = new GroupKinematics(both, left, right);
            kinematics.compute(x);
            Pose hold = kinematics.pose(0).inverse().times(kinematics.pose(1));
            HeldConstraint held = new HeldConstraint(both, left, right, hold, 1, 1);
            double[] r = new double[6];
            double[] jacobian = new double[6 * n];
            held.evaluate(x, r);
            held.linearize(x, r, jacobian);
            for (int i = 0; i < n; i++) {
                double[] up = x.clone();
                double[] down = x.clone();
                up[i] += 1e-6;
                down[i] -= 1e-6;
                double[] a = new double[6];
                double[] b = new double[6];
                held.evaluate(up, a);
                held.evaluate(down, b);
                for (int k = 0; k < 6; k++) {
                    assertThat(jacobian[k * n + i]).isCloseTo((a[k] - b[k]) / 2e-6,
                            org.assertj.core.api.Assertions.within(1e-7));
                }
            }
        });
    }

    private static double[] between(double[] a, double[] b, double t) {
        double[] x = new double[a.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = a[i] + t * (b[i] - a[i]);
        }
        return x;
    }

    @Test
    void aPlannerWithoutAWayOnTheSurfaceSaysSo() {
        Model model = withPost();
        Frame tool = Frame.of(model, "tcp");
        JointGroup group = JointGroup.to(tool, model);
        CollisionChecker checker = new CollisionChecker(group, CollisionChecker.Options.DEFAULT);
        double[] start = OptimalPlanningTest.free(checker, new Random(1));
        double[] goal = OptimalPlanningTest.free(checker, new Random(2));
        Constraint fixed = new Constraint() {
            @Override
            public double violation(double[] x) {
                return Math.min(Plan.distance(x, start), Plan.distance(x, goal));
            }

            @Override
            public boolean project(double[] x) {
                return false;
            }
        };
        Plan plan = new ConstrainedRrt(checker, fixed, new ConstrainedRrt.Options(20, 0.1, 0, 1)).plan(start, goal);
        assertThat(plan.outcome()).isEqualTo(Plan.Outcome.NOT_FOUND);
        assertThat(plan.reason()).isEqualTo("no path after 20 samples: there may be none");
    }
}
