package org.isthmus.motion.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;

import org.isthmus.model.compiled.Model;
import org.isthmus.motion.Robots;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimalPlanningTest {
    /// A point in a plane, with a square block in the middle.
    private static final String BLOCK = """
            <mujoco><worldbody>
              <body name="robot"><joint name="x" type="slide" axis="1 0 0" range="-1 1"/>
                <joint name="y" type="slide" axis="0 1 0" range="-1 1"/><geom size=".001"/></body>
              <body name="block"><geom type="box" size=".3 .5 .1"/></body>
            </worldbody></mujoco>""";
    private static final double[] START = {-0.8, 0.1};
    private static final double[] GOAL = {0.8, 0.1};
    /// Over the two upper corners, which are (±0.301, 0.501) for the point's skin.
    private static final double SHORTEST = 2 * Math.hypot(0.8 - 0.301, 0.501 - 0.1) + 0.602;

    private static CollisionChecker block() {
        return new CollisionChecker(JointGroup.of(Robots.parse(BLOCK)).joints("x", "y").build(),
                new CollisionChecker.Options(0, 1e-4));
    }

    private static InformedRrtStar star(CollisionChecker checker, int iterations) {
        return new InformedRrtStar(checker,
                new InformedRrtStar.Options(iterations, 0.3, new RrtConnect.Options(5000, 0.3, 0, 3)));
    }

    @Test
    void moreIterationsNeverLengthenThePathAndItTendsToTheShortest() {
        CollisionChecker checker = block();
        double last = Double.POSITIVE_INFINITY;
        for (int iterations : new int[]{0, 10, 100, 400, 1600}) {
            Plan plan = star(checker, iterations).plan(START, GOAL);
            assertThat(plan.isFound()).isTrue();
            assertThat(plan.length()).isLessThanOrEqualTo(last);
            assertThat(plan.length()).isGreaterThan(SHORTEST - 1e-3);
            assertIsFree(checker, plan);
            last = plan.length();
        }
        assertThat(last).isLessThan(1.01 * SHORTEST);
    }

    @Test
    void moreSamplesBringTheMapsPathToTheShortest() {
        CollisionChecker checker = block();
        double coarse = new PrmStar(checker, new PrmStar.Options(60, 1)).plan(START, GOAL).length();
        Plan plan = new PrmStar(checker, new PrmStar.Options(3000, 1)).plan(START, GOAL);
        assertIsFree(checker, plan);
        assertThat(plan.length()).isBetween(SHORTEST - 1e-3, 1.02 * SHORTEST).isLessThan(coarse);
    }

    @Test
    void theMapsAnswersDoNotDependOnEarlierQuestions() {
        CollisionChecker checker = block();
        PrmStar asked = new PrmStar(checker, new PrmStar.Options(300, 4));
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            double y = random.nextDouble(-0.9, 0.9);
            asked.plan(new double[]{-0.8, y}, new double[]{0.8, -y});
        }
        List<double[]> path = asked.plan(START, GOAL).path();
        List<double[]> fresh = new PrmStar(checker, new PrmStar.Options(300, 4)).plan(START, GOAL).path();
        assertThat(path.toArray(double[][]::new)).isDeepEqualTo(fresh.toArray(double[][]::new));
        assertThat(asked.size()).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofSeveralGoalsTheNearestByPathIsTaken(boolean map) {
        CollisionChecker checker = block();
        Planner planner = map ? new PrmStar(checker, new PrmStar.Options(1500, 2)) : star(checker, 1500);
        double[] behind = {0.35, 0.1};
        double[] aside = {-0.2, 0.9};
        Plan plan = planner.plan(START, List.of(behind, aside));
        assertThat(plan.path().getLast()).isEqualTo(aside);
        assertThat(plan.length()).isCloseTo(1, within(0.02));
    }

    @Test
    void whyThereIsNoPathIsToldByAllPlanners() {
        CollisionChecker checker = new CollisionChecker(
                JointGroup.of(Robots.parse(BLOCK.replace(".3 .5 .1", ".3 2 .1"))).joints("x", "y").build(),
                CollisionChecker.Options.DEFAULT);
        for (Planner planner : List.of(new PrmStar(checker, new PrmStar.Options(100, 1)),
                new InformedRrtStar(checker,
                        new InformedRrtStar.Options(10, 0.3, new RrtConnect.Options(50, 0.3, 0, 3))))) {
            assertThat(planner.plan(new double[]{0, 0}, GOAL).reason())
                    .isEqualTo("at the start 'robot' and 'block' touch");
            assertThat(planner.plan(START, new double[]{0, 0}).outcome()).isEqualTo(Plan.Outcome.GOAL_BLOCKED);
            assertThat(planner.plan(START, List.of()).reason()).isEqualTo("there is no goal");
            Plan none = planner.plan(START, GOAL);
            assertThat(none.outcome()).isEqualTo(Plan.Outcome.NOT_FOUND);
            assertThat(none.reason()).startsWith("no path ").endsWith(": there may be none");
        }
    }

    @Test
    void anArmsPathThroughClutterBecomesShorterAndStaysFree() {
        Model model = Clutter.around("panda", 8, new Random(5));
        CollisionChecker checker = new CollisionChecker(JointGroup.to(Frame.of(model, "tcp"), model),
                CollisionChecker.Options.DEFAULT);
        Random random = new Random(2);
        double[] start = free(checker, random);
        double[] goal = free(checker, random);
        RrtConnect.Options raw = new RrtConnect.Options(5000, 0.8, 0, 1);
        Plan first = new RrtConnect(checker, raw).plan(start, goal);
        InformedRrtStar planner = new InformedRrtStar(checker, new InformedRrtStar.Options(600, 1.5, raw));
        Plan plan = planner.plan(start, goal);
        assertThat(plan.length()).isLessThan(0.9 * first.length());
        assertIsFree(checker, plan);
        assertThat(planner.plan(start, goal).path().toArray(double[][]::new))
                .isDeepEqualTo(plan.path().toArray(double[][]::new));
    }

    static double[] free(CollisionChecker checker, Random random) {
        double[] x = Robots.random(checker.group(), random);
        while (!checker.isFree(x)) {
            x = Robots.random(checker.group(), random);
        }
        return x;
    }

    static void assertIsFree(CollisionChecker checker, Plan plan) {
        for (int i = 1; i < plan.path().size(); i++) {
            double[] a = plan.path().get(i - 1);
            double[] b = plan.path().get(i);
            for (int k = 0; k <= 100; k++) {
                double[] x = new double[a.length];
                for (int j = 0; j < x.length; j++) {
                    x[j] = a[j] + (b[j] - a[j]) * k / 100;
                }
                assertThat(checker.isFree(x)).isTrue();
            }
        }
    }
}
