package org.isthmus.motion.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.Robots;
import org.isthmus.testkit.Fuzz;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

class BodyRetargetTest {
    private static final double SPEED = 12;

    private static RobotBody robot() {
        Model model = Robots.load(SharedData.require("robots/unitree_g1/g1_29dof_rev_1_0.xml").toString());
        return RobotBody.named("g1", model);
    }

    @Test
    void aWalkKeepsFeetWhereTheyStandAndStaysAboveTheFloorClearAndWithinLimits() {
        RobotBody g1 = robot();
        BodyMotion walk = Walker.motion(2.4, 1);
        BodyRetargeter.Result result = new BodyRetargeter(g1, SPEED).retarget(walk);
        Map<String, Double> figures = result.report().figures();
        assertThat(result.joints().length).isEqualTo(walk.frames());
        for (double[] x : result.joints()) {
            assertThat(g1.group().isWithinLimits(x)).isTrue();
        }
        assertThat(figures.get("key point error, mean, mm")).isLessThan(40);
        assertThat(figures.get("standing foot, farthest from its place, mm")).isLessThan(2);
        assertThat(figures.get("deepest below the floor, mm")).isLessThan(2);
        assertThat(figures.get("deepest overlap of limbs, mm")).isLessThan(1);
        assertThat(figures.get("largest step between frames, rad or m")).isLessThan(SPEED / Walker.RATE + 1e-9);
        // both feet stand while it reaches, each has stood and swung while it walks
        assertThat(result.stands()[walk.frames() - 5]).containsExactly(true, true);
        for (int side = 0; side < 2; side++) {
            int foot = side;
            assertThat(IntStream.range(0, 100).filter(f -> result.stands()[f][foot]).count()).isBetween(30L, 85L);
        }
        assertThat(new BodyRetargeter(g1, SPEED).retarget(walk).joints()).isDeepEqualTo(result.joints());
    }

    @Test
    void theDerivativeIsThatOfDifferences() {
        RobotBody g1 = robot();
        BodyProblem problem = new BodyProblem(g1);
        List<Vec3> targets = new BodyTargets(g1, Walker.motion(0.1, 0.1)).at(0);
        Property.check(1, 5, random -> {
            double[] joints = Robots.random(g1.group(), random);
            Standing[] feet = {new Standing(g1, 0), new Standing(g1, 1)};
            problem.set(new Pose(new Vec3(0, 0, 0.5), Pose.IDENTITY.rotation()), joints, targets, feet);
            double[] x = new double[problem.unknowns()];
            System.arraycopy(joints, 0, x, 6, joints.length);
            double[] r = new double[problem.residuals()];
            double[] ahead = new double[r.length];
            double[] behind = new double[r.length];
            double[] jacobian = new double[r.length * x.length];
            feet[0].update(true, targets, problem);
            problem.set(new Pose(new Vec3(0, 0, 0.5), Pose.IDENTITY.rotation()), joints, targets, feet);
            problem.evaluate(x, r);
            problem.linearize(x, r, jacobian);
            for (int i = 0; i < x.length; i++) {
                double h = 1e-6;
                double kept = x[i];
                x[i] = kept + h;
                problem.evaluate(x, ahead);
                x[i] = kept - h;
                problem.evaluate(x, behind);
                x[i] = kept;
                for (int k = 0; k < r.length; k++) {
                    assertThat(jacobian[k * x.length + i]).isCloseTo((ahead[k] - behind[k]) / (2 * h), within(1e-3));
                }
            }
        });
    }

    private static String csv(BodyMotion motion) {
        String header = Arrays.stream(KeyPoint.values()).map(p -> p.name().toLowerCase(Locale.ROOT))
                .map(p -> p + ".x," + p + ".y," + p + ".z").collect(Collectors.joining(","));
        return "frame," + header + "\n" + IntStream.range(0, motion.frames()).mapToObj(f -> f + "," + Arrays
                .stream(motion.points()[f]).mapToObj(Double::toString).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void filesOfKeyPointsAreReadAsTheyStand() {
        BodyMotion motion = Walker.motion(0.2, 0.1);
        BodyMotion read = BodyCsv.read("walk.csv", csv(motion), Walker.RATE, new Diagnostics());
        assertThat(read.points()).isDeepEqualTo(motion.points());
    }

    @Test
    void whatIsWrongWithAFileIsTold() {
        String good = csv(Walker.motion(0.1, 0.1));
        assertThatThrownBy(() -> BodyCsv.read("a.csv", good.replace("left_knee.y", "left_knee"), 50, new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("no column 'left_knee.y'");
        assertThatThrownBy(() -> BodyCsv.read("a.csv", good + "\n1,2", 50, new Diagnostics()))
                .hasMessageContaining("2 fields").hasMessageContaining("37, as in the header");
        assertThatThrownBy(
                () -> BodyCsv.read("a.csv", good.replaceFirst("\n0,[^,]*", "\n0,far"), 50, new Diagnostics()))
                .hasMessageContaining("'far' for 'left_hip.x'").hasMessageContaining("a number of metres");
        assertThatThrownBy(() -> BodyCsv.read("a.csv", good.lines().findFirst().orElseThrow(), 50, new Diagnostics()))
                .hasMessageContaining("no frames");
    }

    @Test
    void anyBytesGiveFramesOrDiagnostics() {
        byte[] good = csv(Walker.motion(0.1, 0.1)).getBytes(StandardCharsets.UTF_8);
        Fuzz.named("body-csv").seed(1).corpus(List.of(good)).dictionary(",", "\n", "NaN", "1e999", "left_hip.x")
                .allow(DiagnosticException.class).run(1000, bytes -> BodyCsv.read("fuzz.csv",
                        new String(bytes, StandardCharsets.UTF_8), 50, new Diagnostics()));
    }
}
