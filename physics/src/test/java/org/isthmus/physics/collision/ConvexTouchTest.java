package org.isthmus.physics.collision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.testkit.Allocation;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvexTouchTest {
    private static final int SIZE = ConvexTouch.POINT;
    private static final List<String> CONVEX = Cases.SECOND;

    private final Model model = Cases.model();
    private final ConvexTouch touch = new ConvexTouch(model);
    private final double[] out = new double[ConvexTouch.MAX_POINTS * SIZE];
    private final double[] witness = new double[6];

    private int points(String first, String second, Cases.Case c, double margin) {
        return touch.touch(Cases.geom(model, first + "-a"), Cases.geom(model, second + "-b"),
                Cases.numbers(c.poses()[0]),
                Cases.numbers(c.poses()[1]), c.sizes()[0], c.sizes()[1], margin, out);
    }

    private double distance(String first, String second, Cases.Case c, double maximal) {
        return touch.distance(Cases.geom(model, first + "-a"), Cases.geom(model, second + "-b"),
                Cases.numbers(c.poses()[0]), Cases.numbers(c.poses()[1]), c.sizes()[0], c.sizes()[1], maximal, witness);
    }

    /// All pairs of convex bodies, planes with them, height fields with round ones. MuJoCo's own search ends at 1e-6 of curved
    /// surfaces, and it takes boxes, and capsules inside boxes, apart.
    @Test
    void deepestPointsAreThoseOfMujoco() {
        for (String first : List.of("plane", "hfield", "sphere", "capsule", "ellipsoid", "cylinder", "box", "stone",
                "prism")) {
            boolean field = first.equals("hfield");
            boolean ground = field || first.equals("plane");
            for (String second : ground ? CONVEX.subList(0, field ? 4 : 7)
                    : CONVEX.subList(CONVEX.indexOf(first), CONVEX.size())) {
                int exceptions = first.equals("box") && second.equals("box") ? 30
                        : first.equals("capsule") && second.equals("box") ? 20 : 3;
                assertThat(misfits(first, second, field ? 0 : Cases.MARGIN)).as(first + "-" + second)
                        .isLessThanOrEqualTo(exceptions);
            }
        }
    }

    private int misfits(String first, String second, double margin) {
        int misfits = 0;
        for (Cases.Case c : Cases.of(first, second)) {
            int n = points(first, second, c, margin);
            double[][] theirs = c.contacts();
            boolean fits = n == 0 == (theirs.length == 0);
            if (fits && n > 0) {
                double[] wanted = theirs[0];
                for (double[] contact : theirs) {
                    wanted = contact[0] < wanted[0] ? contact : wanted;
                }
                int deepest = deepest(n);
                fits = Math.abs(out[SIZE * deepest] - wanted[0]) < 1e-5;
                for (int k = 4; k < SIZE; k++) {
                    fits &= Math.abs(out[SIZE * deepest + k] - wanted[k]) < 2e-3;
                }
            }
            misfits += fits ? 0 : 1;
        }
        return misfits;
    }

    private int deepest(int n) {
        int deepest = 0;
        for (int i = 1; i < n; i++) {
            deepest = out[SIZE * i] < out[SIZE * deepest] ? i : deepest;
        }
        return deepest;
    }

    @Test
    void distancesAreThoseOfMujoco() {
        for (String first : CONVEX) {
            for (String second : CONVEX.subList(CONVEX.indexOf(first), CONVEX.size())) {
                int misfits = 0;
                for (Cases.Case c : Cases.of(first, second)) {
                    misfits += Math.abs(distance(first, second, c, 2) - c.distance()) < 1e-5 ? 0 : 1;
                }
                int exceptions = first.equals("capsule") && second.equals("box") ? 20 : 1;
                assertThat(misfits).as(first + "-" + second).isLessThanOrEqualTo(exceptions);
            }
        }
    }

    /// The vector between the nearest points has the length of the distance, and planes across it through them separate the bodies, or
    /// bound their overlap: no other direction needs less (support functions over many directions).
    @Test
    void nearestPointsProveTheDistance() {
        Solid a = new Solid();
        Solid b = new Solid();
        for (String first : CONVEX) {
            for (String second : CONVEX) {
                Property.check(5, 12, random -> {
                    Cases.Case c = randomCase(random, 0.5);
                    double d = distance(first, second, c, 2);
                    Vec3 between = Vec3.of(witness, 3).minus(Vec3.of(witness, 0));
                    assertThat(between.length()).isCloseTo(Math.abs(d), within(1e-7));
                    place(a, first + "-a", c, 0);
                    place(b, second + "-b", c, 1);
                    for (int i = 0; i < 200; i++) {
                        Vec3 n = unit(random);
                        // how far apart the bodies are along n
                        double gap = height(b, n, -1) - height(a, n, 1);
                        assertThat(d).isGreaterThan(gap - 1e-7);
                    }
                });
            }
        }
    }

    private void place(Solid solid, String name, Cases.Case c, int which) {
        int geom = Cases.geom(model, name);
        int data = model.geoms().dataId().get(geom);
        solid.place(TouchTest.type(name.substring(0, name.length() - 2)), c.sizes()[which],
                Cases.numbers(c.poses()[which]), data < 0 ? null : Hull.of(model.meshes().get(data)), 0, 0, 0);
    }

    private static double height(Solid solid, Vec3 n, int side) {
        solid.support(side * n.x(), side * n.y(), side * n.z());
        return n.x() * solid.sx + n.y() * solid.sy + n.z() * solid.sz + side * solid.radius;
    }

    private static Vec3 unit(RandomGenerator random) {
        return new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).normalized();
    }

    private static Pose randomPose(RandomGenerator random, double spread) {
        Quat q = new Quat(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
                .normalized();
        return new Pose(new Vec3(random.nextDouble(-spread, spread), random.nextDouble(-spread, spread),
                random.nextDouble(-spread, spread)), q);
    }

    private static Cases.Case randomCase(RandomGenerator random, double spread) {
        double[][] sizes = {Property.uniform(random, 3, 0.05, 0.3), Property.uniform(random, 3, 0.05, 0.3)};
        return new Cases.Case(sizes, new Pose[]{randomPose(random, spread), randomPose(random, spread)}, 0,
                new double[0][]);
    }

    @Test
    void distanceDependsOnNeitherOrderNorFrameAndMovesNoFasterThanTheBodies() {
        Property.check(6, 400, random -> {
            String first = CONVEX.get(random.nextInt(CONVEX.size()));
            String second = CONVEX.get(random.nextInt(CONVEX.size()));
            Cases.Case c = randomCase(random, 0.4);
            double d = distance(first, second, c, 2);
            Cases.Case swapped = new Cases.Case(new double[][]{c.sizes()[1], c.sizes()[0]},
                    new Pose[]{c.poses()[1], c.poses()[0]}, 0, c.contacts());
            assertThat(distance(second, first, swapped, 2)).isCloseTo(d, within(1e-7));
            Pose moved = randomPose(random, 3);
            Cases.Case elsewhere = new Cases.Case(c.sizes(),
                    new Pose[]{moved.times(c.poses()[0]), moved.times(c.poses()[1])}, 0, c.contacts());
            assertThat(distance(first, second, elsewhere, 2)).isCloseTo(d, within(1e-7));
            double step = random.nextDouble(0, 0.05);
            Pose other = new Pose(c.poses()[1].position().plus(unit(random).times(step)), c.poses()[1].rotation());
            Cases.Case stepped = new Cases.Case(c.sizes(), new Pose[]{c.poses()[0], other}, 0, c.contacts());
            assertThat(Math.abs(distance(first, second, stepped, 2) - d)).isLessThan(step + 1e-7);
        });
    }

    /// Every contact point lies half way between a point of each body: inside both bodies grown by half its distance.
    @Test
    void pointsLieBetweenTheSurfaces() {
        Solid a = new Solid();
        Solid b = new Solid();
        Property.check(8, 300, random -> {
            String first = CONVEX.get(random.nextInt(CONVEX.size()));
            String second = CONVEX.get(random.nextInt(CONVEX.size()));
            Cases.Case c = randomCase(random, 0.25);
            int n = points(first, second, c, 0.02);
            place(a, first + "-a", c, 0);
            place(b, second + "-b", c, 1);
            for (int i = 0; i < n; i++) {
                double d = out[SIZE * i];
                Vec3 normal = Vec3.of(out, SIZE * i + 4);
                Vec3 point = Vec3.of(out, SIZE * i + 1);
                assertThat(normal.length()).isCloseTo(1, within(1e-9));
                assertThat(d).isLessThanOrEqualTo(0.02);
                for (int k = 0; k < 50; k++) {
                    Vec3 u = unit(random);
                    Vec3 onA = point.plus(normal.times(-d / 2));
                    Vec3 onB = point.plus(normal.times(d / 2));
                    assertThat(u.dot(onA)).isLessThan(height(a, u, 1) + 1e-6);
                    assertThat(u.dot(onB)).isLessThan(height(b, u, 1) + 1e-6);
                }
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"prism, box, 4", "prism, prism, 4", "cylinder, box, 4", "cylinder, cylinder, 4", "box, capsule, 2",
        "prism, capsule, 2", "cylinder, capsule, 2", "prism, sphere, 1", "box, ellipsoid, 1"})
    void whatRestsFlatHasAFlatManifold(String lower, String upper, int count) {
        double[][] sizes = {{0.3, 0.2, 0.2}, {0.1, 0.15, 0.1}};
        double low = lower.equals("prism") ? 0.12 : 0.2;
        double high = switch (upper) {
            case "cylinder" -> 0.15;
            case "prism" -> 0.12;
            default -> 0.1;
        };
        // capsules lie
        Quat turn = upper.equals("capsule") ? new Quat(1, 0, 1, 0).normalized() : Quat.IDENTITY;
        // the prism's own axes are its principal axes
        Quat along = axisTurn(lower);
        Quat other = upper.equals("prism") ? axisTurn(upper) : turn;
        Pose[] poses = {new Pose(Vec3.ZERO, along), new Pose(new Vec3(0.02, 0.01, low + high - 0.001), other)};
        int n = points(lower, upper, new Cases.Case(sizes, poses, 0, new double[0][]), 0);
        assertThat(n).isEqualTo(count);
        for (int i = 0; i < n; i++) {
            assertThat(out[SIZE * i]).isCloseTo(-0.001, within(1e-6));
            assertThat(out[SIZE * i + 6]).isCloseTo(1, within(1e-6));
        }
    }

    /// The rotation that stands a geom upright, as its mesh was drawn.
    private Quat axisTurn(String name) {
        int data = model.geoms().dataId().get(Cases.geom(model, name + "-a"));
        return data < 0 ? Quat.IDENTITY : model.meshes().get(data).quat();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-12, 1e-9, 1e-6, -1e-12, -1e-9})
    void awkwardPlacesGiveFinitePoints(double offset) {
        for (String first : List.of("plane", "hfield", "sphere", "capsule", "ellipsoid", "cylinder", "box", "stone",
                "prism")) {
            for (String second : CONVEX) {
                for (Quat q : List.of(Quat.IDENTITY, new Quat(1, 1, 0, 0).normalized(), new Quat(1, offset, 0, 0))) {
                    for (double reach : new double[]{0, 0.1, 0.2, 0.4}) {
                        double[][] sizes = {{0.1, 0.1, 0.1}, {0.1, 0.1, 0.1}};
                        Pose[] poses = {Pose.IDENTITY, new Pose(new Vec3(0, 0, reach + offset), q)};
                        int n = points(first, second, new Cases.Case(sizes, poses, 0, new double[0][]), 0.01);
                        assertThat(n).isBetween(0, capacity(first, second));
                        for (int k = 0; k < n * SIZE; k++) {
                            assertThat(out[k]).isFinite();
                        }
                        for (int i = 0; i < n; i++) {
                            assertThat(Vec3.of(out, SIZE * i + 4).length()).isCloseTo(1, within(1e-9));
                        }
                    }
                }
            }
        }
    }

    private static int capacity(String first, String second) {
        return first.equals("hfield") ? ConvexTouch.MAX_POINTS
                : ConvexTouch.capacity(TouchTest.type(first), TouchTest.type(second));
    }

    @Test
    void bodiesNowhereTouchNothing() {
        double[][] sizes = {{0.1, 0.1, 0.1}, {0.1, 0.1, 0.1}};
        Pose nowhere = new Pose(new Vec3(Double.NaN, 0, 0), Quat.IDENTITY);
        for (String first : List.of("plane", "hfield", "sphere", "box", "stone")) {
            for (String second : CONVEX) {
                Cases.Case c = new Cases.Case(sizes, new Pose[]{Pose.IDENTITY, nowhere}, 0, new double[0][]);
                assertThat(points(first, second, c, 0.1)).isZero();
                assertThat(distance(first, second, c, 1)).isEqualTo(1);
            }
        }
    }

    /// Plates and needles, of any size, aligned or nearly so, centres in line or at one place: what is found is finite, and the
    /// bodies overlap along the normal by the distance, which no other direction beats by much.
    @Test
    void thinAndAlignedBodiesAreNoTrap() {
        Solid a = new Solid();
        Solid b = new Solid();
        int[] poor = {0};
        Property.check(12, 4000, random -> {
            String first = CONVEX.get(random.nextInt(5));
            String second = CONVEX.get(random.nextInt(5));
            double scale = StrictMath.pow(10, random.nextDouble(-3, 3));
            double[][] sizes = {thin(random, scale), thin(random, scale)};
            Pose pose = randomPose(random, scale);
            Quat turn = switch (random.nextInt(4)) {
                case 0 -> pose.rotation();
                case 1 -> pose.rotation().times(new Quat(1, 0, 0, random.nextDouble(-1e-4, 1e-4)).normalized());
                default -> randomPose(random, 1).rotation();
            };
            Vec3 offset = switch (random.nextInt(4)) {
                case 0 -> Vec3.ZERO;
                case 1 -> pose.rotation().rotate(new Vec3(0, 0, sizes[0][2] + sizes[1][2]));
                default -> unit(random).times(random.nextDouble(0, scale));
            };
            Pose[] poses = {pose, new Pose(pose.position().plus(offset), turn)};
            Cases.Case c = new Cases.Case(sizes, poses, 0, new double[0][]);
            int n = points(first, second, c, 0.01 * scale);
            double d = distance(first, second, c, 10 * scale);
            assertThat(d).isFinite();
            place(a, first + "-a", c, 0);
            place(b, second + "-b", c, 1);
            double size = a.reach() + b.reach();
            for (int k = 0; k < n * SIZE; k++) {
                assertThat(out[k]).isFinite();
            }
            if (n > 0) {
                assertThat(out[SIZE * deepest(n)]).isCloseTo(d, within(2e-6 * size));
                Vec3 normal = Vec3.of(out, 4);
                double along = height(b, normal, -1) - height(a, normal, 1);
                poor[0] += Math.abs(along - d) < 1e-5 * size ? 0 : 1;
            }
            for (int k = 0; k < 20; k++) {
                Vec3 u = unit(random);
                assertThat(d).isGreaterThan(height(b, u, -1) - height(a, u, 1) - 1e-3 * size);
            }
        });
        assertThat(poor[0]).isLessThan(8);
    }

    private static double[] thin(RandomGenerator random, double scale) {
        double[] size = new double[3];
        Arrays.setAll(size, k -> scale * StrictMath.pow(10, random.nextDouble(-3, 0)));
        return size;
    }

    @Test
    void theLeastDistanceOfManyPairsIsTheLeastOfAll() {
        Property.check(9, 40, random -> {
            int n = model.sizes().ngeom();
            double[] poses = new double[12 * n];
            double[] sizes = Property.uniform(random, 3 * n, 0.05, 0.3);
            for (int g = 0; g < n; g++) {
                System.arraycopy(Cases.numbers(randomPose(random, 1.5)), 0, poses, 12 * g, 12);
            }
            int[] pairs = new int[2 * 20];
            double expected = 0.7;
            for (int i = 0; i < 20; i++) {
                pairs[2 * i] = random.nextInt(n);
                pairs[2 * i + 1] = random.nextInt(n);
                expected = Math.min(expected, distanceOf(pairs[2 * i], pairs[2 * i + 1], poses, sizes));
            }
            assertThat(touch.least(pairs, poses, sizes, 0.7, witness)).isCloseTo(expected, within(1e-9));
            int found = touch.nearestPair();
            assertThat(found >= 0).isEqualTo(expected < 0.7);
            if (found >= 0) {
                assertThat(distanceOf(pairs[2 * found], pairs[2 * found + 1], poses, sizes)).isCloseTo(expected,
                        within(1e-9));
            }
        });
    }

    private double distanceOf(int a, int b, double[] poses, double[] sizes) {
        return touch.distance(a, b, Arrays.copyOfRange(poses, 12 * a, 12 * a + 12),
                Arrays.copyOfRange(poses, 12 * b, 12 * b + 12), Arrays.copyOfRange(sizes, 3 * a, 3 * a + 3),
                Arrays.copyOfRange(sizes, 3 * b, 3 * b + 3), 0.7, witness);
    }

    @Test
    void callsDoNotDependOnEarlierOnesAndAllocateNothing() {
        int a = Cases.geom(model, "stone-a");
        int b = Cases.geom(model, "cylinder-b");
        int field = Cases.geom(model, "hfield-a");
        Cases.Case c = Cases.of("cylinder", "stone").get(2);
        double[] poseA = Cases.numbers(c.poses()[0]);
        double[] poseB = Cases.numbers(c.poses()[1]);
        int n = touch.touch(a, b, poseA, poseB, c.sizes()[0], c.sizes()[1], 0.5, out);
        double[] before = Arrays.copyOf(out, n * SIZE);
        for (Cases.Case other : Cases.of("box", "prism")) {
            points("box", "prism", other, 0.1);
        }
        ConvexTouch another = new ConvexTouch(touch);
        assertThat(another.touch(a, b, poseA, poseB, c.sizes()[0], c.sizes()[1], 0.5, out)).isEqualTo(n);
        assertThat(Arrays.copyOf(out, n * SIZE)).isEqualTo(before);
        assertThat(n).isPositive();
        Allocation.assertNone(200, () -> {
            touch.touch(a, b, poseA, poseB, c.sizes()[0], c.sizes()[1], 0.5, out);
            touch.touch(field, b, poseA, poseB, c.sizes()[0], c.sizes()[1], 0.1, out);
            touch.distance(a, b, poseA, poseB, c.sizes()[0], c.sizes()[1], 2, witness);
        });
    }
}
