package org.isthmus.motion.ik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.Robots;
import org.isthmus.motion.ik.IkTask.Goal;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.kinematics.Manipulability;
import org.isthmus.testkit.Allocation;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IkSolverTest {
    private static final Model PANDA = Robots.load("panda");
    private static final Frame TOOL = Frame.of(PANDA, "tcp");
    private static final JointGroup ARM = JointGroup.to(TOOL, PANDA);

    private static Pose reachable(JointGroup group, Frame tool, RandomGenerator random) {
        GroupKinematics kinematics = new GroupKinematics(group, tool);
        kinematics.compute(Robots.random(group, random));
        return kinematics.pose(0);
    }

    @ParameterizedTest
    @CsvSource({"panda, tcp", "widowx-250s, tcp", "rokae-sr3, tcp", "aubo-i5, tcp"})
    void randomReachablePosesAreReachedWithinLimits(String robot, String site) {
        Model model = Robots.load(robot);
        Frame tool = Frame.of(model, site);
        JointGroup group = JointGroup.to(tool, model);
        IkSolver solver = new IkSolver(group, List.of(IkTask.pose(tool)), IkSolver.Options.DEFAULT);
        GroupKinematics check = new GroupKinematics(group, tool);
        Property.check(1, 300, random -> {
            Pose target = reachable(group, tool, random);
            double[] x = group.middle();
            assertThat(solver.solve(x, target)).isTrue();
            assertThat(group.isWithinLimits(x)).isTrue();
            check.compute(x);
            assertThat(check.position(0).distance(target.position())).isLessThan(2e-6);
            assertThat(check.pose(0).rotation().angleTo(target.rotation())).isLessThan(2e-6);
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyGoalIsMetAndNothingElseIsAsked(Goal goal) {
        IkSolver solver = new IkSolver(ARM, List.of(IkTask.of(TOOL, goal)), IkSolver.Options.DEFAULT);
        Property.check(2, 50, random -> {
            Pose target = reachable(ARM, TOOL, random);
            double[] x = ARM.middle();
            assertThat(solver.solve(x, target)).isTrue();
            Pose reached = solver.kinematics().pose(0);
            if (goal.position) {
                assertThat(reached.position().distance(target.position())).isLessThan(2e-6);
            }
            if (goal.turn == IkTask.Turn.FULL) {
                assertThat(reached.rotation().angleTo(target.rotation())).isLessThan(2e-6);
            } else if (goal.turn == IkTask.Turn.AXIS) {
                Vec3 z = target.rotation().rotate(Vec3.Z);
                assertThat(reached.rotation().rotate(Vec3.Z).distance(z)).isLessThan(2e-6);
            }
        });
    }

    @Test
    void severalEndEffectorsAreReachedAtOnce() {
        Model model = Robots.load("humanoid");
        List<String> sites = model.names().all(ObjectType.SITE);
        List<Frame> tips = sites.stream().filter(s -> s.endsWith("foot") || s.endsWith("hand"))
                .map(s -> Frame.of(model, s)).toList();
        assertThat(tips).hasSizeGreaterThanOrEqualTo(2);
        JointGroup.Builder builder = JointGroup.of(model);
        tips.forEach(builder::to);
        JointGroup group = builder.build();
        List<IkTask> tasks = tips.stream().map(tip -> IkTask.of(tip, Goal.POSITION)).toList();
        IkSolver solver = new IkSolver(group, tasks, IkSolver.Options.DEFAULT);
        GroupKinematics kinematics = new GroupKinematics(group, tips);
        Property.check(3, 30, random -> {
            kinematics.compute(Robots.random(group, random));
            Pose[] targets = new Pose[tips.size()];
            Arrays.setAll(targets, kinematics::pose);
            double[] x = group.middle();
            assertThat(solver.solve(x, targets)).isTrue();
            for (int t = 0; t < targets.length; t++) {
                assertThat(solver.kinematics().position(t).distance(targets[t].position())).isLessThan(2e-6);
            }
        });
    }

    @Test
    void posesOutOfReachEndAtTheNearestAndSayNo() {
        Model model = Robots.load("aubo-i5");
        Frame tool = Frame.of(model, "tcp");
        JointGroup group = JointGroup.to(tool, model);
        IkSolver solver = new IkSolver(group, List.of(IkTask.of(tool, Goal.POSITION)),
                new IkSolver.Options(8, 60, 0.7, 0));
        double[] x = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
        assertThat(solver.solve(x, Pose.at(3, 0, 0.3))).isFalse();
        assertThat(group.isWithinLimits(x)).isTrue();
        assertThat(solver.kinematics().position(0).distance(new Vec3(3, 0, 0.3))).isLessThan(2.2);
        assertThat(solver.attempts()).isEqualTo(8);
    }

    @Test
    void posesThatAreNoNumbersAreNotReached() {
        IkSolver solver = new IkSolver(ARM, List.of(IkTask.pose(TOOL)), new IkSolver.Options(3, 10, 0.7, 0));
        double[] x = ARM.middle();
        assertThat(solver.solve(x, Pose.at(Double.NaN, 0, 0))).isFalse();
        assertThat(ARM.isWithinLimits(x)).isTrue();
        assertThat(solver.solve(x, Pose.rotated(new Quat(0, 0, 0, 0)))).isFalse();
        assertThat(ARM.isWithinLimits(x)).isTrue();
    }

    @Test
    void freedomThatIsLeftGoesToTheObjective() {
        double[] posture = {0.3, -0.5, 0.2, -2, 0.1, 1.8, 0.5};
        IkSolver plain = new IkSolver(ARM, List.of(IkTask.pose(TOOL)), IkSolver.Options.DEFAULT);
        IkSolver near = new IkSolver(ARM, List.of(IkTask.pose(TOOL)), IkSolver.Options.DEFAULT,
                Objective.posture(posture));
        IkSolver dexterous = new IkSolver(ARM, List.of(IkTask.pose(TOOL)), IkSolver.Options.DEFAULT,
                Objective.manipulability(0.3));
        IkSolver central = new IkSolver(ARM, List.of(IkTask.pose(TOOL)), IkSolver.Options.DEFAULT,
                Objective.centring(ARM));
        Property.check(4, 20, random -> {
            Pose target = reachable(ARM, TOOL, random);
            double[] x = ARM.middle();
            double[] y = ARM.middle();
            double[] z = ARM.middle();
            double[] c = ARM.middle();
            assertThat(plain.solve(x, target)).isTrue();
            double before = Manipulability.of(plain.kinematics(), 0, 0.3).yoshikawa();
            assertThat(near.solve(y, target)).isTrue();
            assertThat(dexterous.solve(z, target)).isTrue();
            assertThat(central.solve(c, target)).isTrue();
            assertThat(value(Objective.posture(posture), y)).isLessThanOrEqualTo(value(Objective.posture(posture), x));
            assertThat(value(Objective.centring(ARM), c)).isLessThanOrEqualTo(value(Objective.centring(ARM), x));
            assertThat(Manipulability.of(dexterous.kinematics(), 0, 0.3).yoshikawa()).isGreaterThanOrEqualTo(before);
            assertThat(near.kinematics().pose(0).rotation().angleTo(target.rotation())).isLessThan(2e-6);
            assertThat(ARM.isWithinLimits(y)).isTrue();
        });
    }

    private static double value(Objective objective, double[] x) {
        return objective.value(x, new GroupKinematics(ARM, TOOL));
    }

    @Test
    void atTheBestPostureTheGradientIsAcrossTheNullSpace() {
        // a planar arm of three unit links that holds its tip at (2, 0): one degree of freedom is left
        Model model = Robots.parse("""
                <mujoco><worldbody><body><joint name="a" axis="0 0 1"/><geom size=".1"/>
                  <body pos="1 0 0"><joint name="b" axis="0 0 1"/><geom size=".1"/>
                    <body pos="1 0 0"><joint name="c" axis="0 0 1"/><geom size=".1"/><site name="tip" pos="1 0 0"/></body>
                  </body></body></worldbody></mujoco>""");
        Frame tip = Frame.of(model, "tip");
        JointGroup group = JointGroup.to(tip, model);
        IkSolver solver = new IkSolver(group, List.of(IkTask.of(tip, Goal.POSITION)),
                new IkSolver.Options(20, 40, 0.5, 200), Objective.posture(new double[3]));
        double[] x = {0.3, -0.6, 0.9};
        assertThat(solver.solve(x, Pose.at(2, 0, 0))).isTrue();
        double[] j = solver.kinematics().jacobian(0);
        // the null space is the cross product of the two rows
        Vec3 free = Vec3.of(j, 0).cross(Vec3.of(j, 3)).normalized();
        assertThat(free.dot(Vec3.of(x, 0))).isCloseTo(0, within(1e-4));
    }

    @Test
    void batchesAreTheSameOnAnyNumberOfThreads() {
        List<IkTask> tasks = List.of(IkTask.pose(TOOL));
        RandomGenerator random = Property.random(5, 0);
        Pose[][] targets = new Pose[50][];
        Arrays.setAll(targets, i -> new Pose[]{reachable(ARM, TOOL, random)});
        double[][] one = new double[50][];
        double[][] two = new double[50][];
        Arrays.setAll(one, i -> ARM.middle());
        Arrays.setAll(two, i -> ARM.middle());
        try (Parallel single = Parallel.of(1); Parallel pair = Parallel.of(2)) {
            boolean[] a = IkSolver.solveAll(ARM, tasks, IkSolver.Options.DEFAULT, targets, one, single);
            boolean[] b = IkSolver.solveAll(ARM, tasks, IkSolver.Options.DEFAULT, targets, two, pair);
            assertThat(a).isEqualTo(b).doesNotContain(false);
        }
        assertThat(Arrays.deepEquals(one, two)).isTrue();
    }

    @Test
    void solvingFromNearbyAllocatesNothing() {
        IkSolver solver = new IkSolver(ARM, List.of(IkTask.pose(TOOL)), IkSolver.Options.WARM);
        Pose[] target = {reachable(ARM, TOOL, Property.random(6, 0))};
        double[] solution = ARM.middle();
        assertThat(new IkSolver(ARM, List.of(IkTask.pose(TOOL)), IkSolver.Options.DEFAULT).solve(solution, target))
                .isTrue();
        double[] x = new double[7];
        Allocation.assertNone(200, () -> {
            for (int i = 0; i < 7; i++) {
                x[i] = solution[i] + 0.01 * i;
            }
            solver.solve(x, target);
        });
    }

    @Test
    void theRotationErrorIsTheLogarithmUpToHalfATurn() {
        TaskErrors errors = new TaskErrors(ARM, List.of(new IkTask(TOOL, Goal.ORIENTATION, 1, 1, 1)));
        GroupKinematics kinematics = new GroupKinematics(ARM, TOOL);
        double[] x = ARM.middle();
        kinematics.compute(x);
        Quat now = kinematics.pose(0).rotation();
        Property.check(7, 200, random -> {
            double angle = random.nextInt(4) == 0 ? Math.PI - 1e-7 * random.nextDouble()
                    : random.nextDouble() * Math.PI;
            Vec3 axis = new Vec3(random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5);
            Vec3 vector = axis.normalized().times(angle);
            errors.setTarget(0, Pose.rotated(Quat.fromRotationVector(vector).conjugate().times(now)));
            double[] r = new double[3];
            errors.evaluate(x, r);
            Vec3 found = Vec3.of(r, 0);
            assertThat(Math.min(found.distance(vector),
                    found.distance(vector.plusScaled(axis.normalized(), -2 * Math.PI))))
                    .isLessThan(1e-7);
        });
    }

    @ParameterizedTest
    @EnumSource
    void errorsHaveTheDerivativeThatTheyTell(Goal goal) {
        TaskErrors errors = new TaskErrors(ARM, List.of(IkTask.of(TOOL, goal)));
        int m = errors.residuals();
        Property.check(8, 30, random -> {
            errors.setTarget(0, reachable(ARM, TOOL, random));
            double[] x = Robots.random(ARM, random);
            double[] r = new double[m];
            double[] jacobian = new double[7 * m];
            errors.evaluate(x, r);
            errors.linearize(x, r, jacobian);
            for (int i = 0; i < 7; i++) {
                double[] after = shifted(errors, x, i, 1e-6);
                double[] before = shifted(errors, x, i, -1e-6);
                for (int row = 0; row < m; row++) {
                    double slope = (after[row] - before[row]) / 2e-6;
                    if (Math.abs(slope) < 100) { // else the rotation vector jumped by a turn
                        Tolerances.assertClose(jacobian[row * 7 + i], slope, 1e-6);
                    }
                }
            }
        });
    }

    private static double[] shifted(TaskErrors errors, double[] x, int i, double by) {
        double[] y = x.clone();
        y[i] += by;
        double[] r = new double[errors.residuals()];
        errors.evaluate(y, r);
        return r;
    }
}
