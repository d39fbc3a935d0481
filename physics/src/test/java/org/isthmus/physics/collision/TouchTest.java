package org.isthmus.physics.collision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.trace.Precision;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TouchTest {
    /// What float32 of the golden file allows.
    private static final double TOLERANCE = 1e-6;

    /// MuJoCo's points, one by one; `exceptions` are cases out of 240 in which it decides by rounding, or the axis of the capsule is in
    /// the box.
    @ParameterizedTest
    @CsvSource({"plane, sphere, 0", "plane, capsule, 0", "plane, ellipsoid, 0", "plane, cylinder, 2", "plane, box, 0",
        "sphere, sphere, 0", "sphere, capsule, 0", "sphere, cylinder, 0", "sphere, box, 0", "capsule, box, 30",
        "box, box, 2"})
    void pointsAreThoseOfMujoco(String first, String second, int exceptions) {
        assertThat(misfits(first, second, Precision.DOUBLE, TOLERANCE, true)).isLessThanOrEqualTo(exceptions);
        assertThat(misfits(first, second, Precision.FLOAT, 2e-5, true)).isLessThanOrEqualTo(exceptions + 2);
    }

    /// Where the axis of the capsule is not in the box the deepest point is MuJoCo's; of parallel capsules end to end it makes one
    /// point where MuJoCo makes the same point twice.
    @ParameterizedTest
    @CsvSource({"capsule, capsule, 0", "capsule, box, 10"})
    void deepestPointsAreThoseOfMujoco(String first, String second, int exceptions) {
        assertThat(misfits(first, second, Precision.DOUBLE, TOLERANCE, false)).isLessThanOrEqualTo(exceptions);
        assertThat(misfits(first, second, Precision.FLOAT, 2e-5, false)).isLessThanOrEqualTo(exceptions + 2);
    }

    private static int misfits(
            String first, String second, Precision precision, double tolerance, boolean everyPoint) {
        TouchKernel kernel = new TouchKernel(type(first), type(second), precision, false);
        List<Cases.Case> cases = Cases.of(first, second);
        double[][][] all = kernel.run(cases);
        int misfits = 0;
        for (int c = 0; c < cases.size(); c++) {
            double[][] mine = TouchKernel.near(all[c]);
            double[][] theirs = cases.get(c).contacts();
            boolean fits = everyPoint ? mine.length == theirs.length && contains(mine, theirs, tolerance)
                    : theirs.length == 0 || contains(mine, new double[][]{deepest(theirs)}, tolerance);
            misfits += fits ? 0 : 1;
        }
        return misfits;
    }

    private static boolean contains(double[][] points, double[][] wanted, double tolerance) {
        for (double[] w : wanted) {
            boolean found = false;
            for (double[] p : points) {
                found |= distance(w, p) < tolerance;
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static double distance(double[] p, double[] q) {
        double most = 0;
        for (int k = 0; k < p.length; k++) {
            most = Math.max(most, Math.abs(p[k] - q[k]) * (k < 4 ? 1 : 0.1));
        }
        return most;
    }

    private static double[] deepest(double[][] points) {
        double[] deepest = points[0];
        for (double[] p : points) {
            deepest = p[0] < deepest[0] ? p : deepest;
        }
        return deepest;
    }

    static GeomType type(String name) {
        return switch (name) {
            case "plane" -> GeomType.PLANE;
            case "sphere" -> GeomType.SPHERE;
            case "capsule" -> GeomType.CAPSULE;
            case "ellipsoid" -> GeomType.ELLIPSOID;
            case "cylinder" -> GeomType.CYLINDER;
            case "box" -> GeomType.BOX;
            default -> GeomType.MESH;
        };
    }

    @ParameterizedTest
    @CsvSource({"plane, cylinder", "sphere, cylinder", "capsule, capsule", "capsule, box", "box, box"})
    void vectorsGiveTheBitsOfScalars(String first, String second) {
        for (Precision precision : Precision.values()) {
            List<Cases.Case> cases = Cases.of(first, second);
            assertThat(new TouchKernel(type(first), type(second), precision, true).run(cases))
                    .isDeepEqualTo(new TouchKernel(type(first), type(second), precision, false).run(cases));
        }
    }

    @ParameterizedTest
    @CsvSource({"plane, sphere, 11", "plane, capsule, 31", "plane, ellipsoid, 46", "plane, cylinder, 96",
        "plane, box, 103", "sphere, sphere, 19", "sphere, capsule, 31", "sphere, cylinder, 59", "sphere, box, 85",
        "capsule, capsule, 98", "capsule, box, 468", "box, box, 865"})
    void kernelsDoNotGrow(String first, String second, int operations) {
        assertThat(new TouchKernel(type(first), type(second), Precision.FLOAT, false).operationCount())
                .isLessThanOrEqualTo(operations);
    }

    /// Boxes that overlap, by another algorithm, have a point that says so; its depth is never more than the depth of overlap.
    @Test
    void boxesThatOverlapHaveAPoint() {
        ConvexTouch convex = new ConvexTouch(Cases.model());
        int a = Cases.geom(Cases.model(), "box-a");
        int b = Cases.geom(Cases.model(), "box-b");
        List<Cases.Case> cases = new ArrayList<>();
        Property.check(21, 3000, random -> {
            double spread = random.nextDouble(0.05, 0.5);
            double[][] sizes = {Property.uniform(random, 3, 0.02, 0.3), Property.uniform(random, 3, 0.02, 0.3)};
            Vec3 offset = Vec3.of(Property.uniform(random, 3, -spread, spread), 0);
            Quat turn = Quat.of(Property.uniform(random, 4, -1, 1), 0).normalized();
            cases.add(new Cases.Case(sizes, new Pose[]{Pose.IDENTITY, new Pose(offset, turn)}, 0, new double[0][]));
        });
        for (Precision precision : Precision.values()) {
            double[][][] all = new TouchKernel(GeomType.BOX, GeomType.BOX, precision, false).run(cases);
            double[] witness = new double[6];
            int overlapping = 0;
            for (int c = 0; c < all.length; c++) {
                Cases.Case box = cases.get(c);
                double d = convex.distance(a, b, Cases.numbers(box.poses()[0]), Cases.numbers(box.poses()[1]),
                        box.sizes()[0], box.sizes()[1], 1, witness);
                double deepest = deepest(all[c])[0];
                if (d < -1e-5) {
                    overlapping++;
                    assertThat(deepest).as("case " + c).isLessThan(0);
                }
                assertThat(deepest).isGreaterThan(Math.min(0, 1.06 * d) - 1e-5);
            }
            assertThat(overlapping).isGreaterThan(1000);
        }
    }

    /// Neither which box comes first nor the frame matters; boxes that overlap have a point that says so.
    @Test
    void boxesTouchTheSameWhicheverComesFirst() {
        TouchKernel kernel = new TouchKernel(GeomType.BOX, GeomType.BOX, Precision.DOUBLE, false);
        List<Cases.Case> cases = Cases.of("box", "box");
        List<Cases.Case> swapped = cases.stream()
                .map(c -> new Cases.Case(new double[][]{c.sizes()[1], c.sizes()[0]},
                        new Pose[]{c.poses()[1], c.poses()[0]}, 0, c.contacts()))
                .toList();
        double[][][] there = kernel.run(cases);
        double[][][] back = kernel.run(swapped);
        int differing = 0;
        for (int c = 0; c < cases.size(); c++) {
            double[][] p = TouchKernel.near(there[c]);
            double[][] q = TouchKernel.near(back[c]);
            for (double[] point : q) {
                for (int k = 4; k < 7; k++) {
                    point[k] = -point[k];
                }
            }
            differing += p.length == q.length && contains(p, q, 1e-9) ? 0 : 1;
        }
        // faces that overlap equally: the first box's wins
        assertThat(differing).isLessThanOrEqualTo(4);
    }
}
