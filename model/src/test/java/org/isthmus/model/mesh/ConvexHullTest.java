package org.isthmus.model.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class ConvexHullTest {
    /// Closed, oriented, one piece, sphere-like, and no point strictly outside a face.
    private static void assertIsHull(DoubleArray points, ConvexHull hull) {
        Mesh mesh = Mesh.of(points, hull.faces());
        Topology topology = Topology.of(mesh);
        assertThat(topology.isSolid()).as("%s", topology).isTrue();
        assertThat(topology.components()).isEqualTo(1);
        assertThat(topology.eulerCharacteristic()).isEqualTo(2);
        assertThat(topology.degenerateFaces()).isZero();
        double[] v = points.toArray();
        for (int f = 0; f < mesh.faceCount(); f++) {
            for (int p = 0; p < mesh.vertexCount(); p++) {
                int side = ExactSign.side(v, hull.faces().get(3 * f), hull.faces().get(3 * f + 1),
                        hull.faces().get(3 * f + 2),
                        p);
                assertThat(side).isLessThanOrEqualTo(0);
            }
        }
    }

    /// The corners by definition: of all planes through three points that have all points on one side, the points in them that
    /// are not between others; found by trying everything.
    private static Set<Integer> bruteForceCorners(double[] v) {
        int n = v.length / 3;
        Set<Integer> corners = new TreeSet<>();
        for (int p = 0; p < n; p++) {
            if (isCorner(v, n, p)) {
                corners.add(p);
            }
        }
        return corners;
    }

    /// `p` is a corner when no tetrahedron, triangle or segment of other points holds it: when some three supporting planes
    /// through it meet in it alone. Enough: the planes through p and two others that support the points span space.
    private static boolean isCorner(double[] v, int n, int p) {
        Set<String> normals = new TreeSet<>();
        double[][] found = new double[3][];
        int rank = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                if (a == p || b == p || a == b || ExactSign.collinear(v, p, a, b) || !supports(v, n, p, a, b)) {
                    continue;
                }
                double[] normal = normal(v, p, a, b);
                if (rank < 3 && normals.add(Arrays.toString(normal)) && independent(found, rank, normal)) {
                    found[rank++] = normal;
                }
            }
        }
        return rank == 3;
    }

    private static boolean supports(double[] v, int n, int p, int a, int b) {
        for (int q = 0; q < n; q++) {
            if (ExactSign.side(v, p, a, b, q) > 0) {
                return false;
            }
        }
        return true;
    }

    private static double[] normal(double[] v, int p, int a, int b) {
        Vec3 o = Vec3.of(v, 3 * p);
        return Vec3.of(v, 3 * a).minus(o).cross(Vec3.of(v, 3 * b).minus(o)).normalized().toArray();
    }

    private static boolean independent(double[][] found, int rank, double[] normal) {
        Vec3 n = Vec3.of(normal, 0);
        return switch (rank) {
            case 0 -> true;
            case 1 -> n.cross(Vec3.of(found[0], 0)).length() > 1e-9;
            default -> Math.abs(n.dot(Vec3.of(found[0], 0).cross(Vec3.of(found[1], 0)))) > 1e-9;
        };
    }

    private static Set<Integer> corners(ConvexHull hull) {
        return new TreeSet<>(Arrays.stream(hull.vertices().toArray()).boxed().toList());
    }

    @Test
    void hullOfRandomPointsIsTheBruteForceHull() {
        Property.check(21, 40, random -> {
            DoubleArray points = RandomMeshes.cloud(random, 4 + random.nextInt(20));
            ConvexHull hull = ConvexHull.of(points);
            assertIsHull(points, hull);
            assertThat(corners(hull)).isEqualTo(bruteForceCorners(points.toArray()));
        });
    }

    @Test
    void hullOfGridPointsIsTheBruteForceHullWhateverCoincides() {
        Property.check(22, 100, random -> {
            DoubleArray points = RandomMeshes.grid(random, 5 + random.nextInt(20), 2 + random.nextInt(3));
            DoubleArray different = Welding.of(points).vertices(points);
            ConvexHull hull = ConvexHull.of(different);
            if (hull.dimension() == 3) {
                assertIsHull(different, hull);
                assertThat(corners(hull)).isEqualTo(bruteForceCorners(different.toArray()));
            }
            assertThat(ConvexHull.of(points).dimension()).isEqualTo(hull.dimension());
            assertThat(ConvexHull.of(points).vertices().length()).isEqualTo(hull.vertices().length());
        });
    }

    @Test
    void hullOfAlmostCoplanarPointsIsStillAHull() {
        Property.check(23, 30, random -> {
            double[] v = RandomMeshes.cloud(random, 60).toArray();
            for (int i = 2; i < v.length; i += 3) {
                v[i] = 1e-16 * random.nextInt(3) + 0.1 * v[i - 1] + 0.3 * v[i - 2];
            }
            DoubleArray points = DoubleArray.wrap(v);
            ConvexHull hull = ConvexHull.of(points);
            if (hull.dimension() == 3) {
                assertIsHull(points, hull);
            }
        });
    }

    @Test
    void hullOfAHullIsItself() {
        Property.check(24, 20, random -> {
            Mesh hull = ConvexHull.meshOf(RandomMeshes.cloud(random, 200));
            ConvexHull again = ConvexHull.of(hull.vertices());
            assertThat(again.vertices().length()).isEqualTo(hull.vertexCount());
            assertThat(MassProperties.volume(Mesh.of(hull.vertices(), again.faces())))
                    .isCloseTo(MassProperties.volume(hull), within(1e-12));
        });
    }

    @Test
    void boxWithPointsInFacesAndEdgesHasEightCornersAndTwelveFaces() {
        MeshBuilder b = new MeshBuilder();
        for (int z = 0; z < 10; z++) {
            for (int y = 0; y < 10; y++) {
                for (int x = 0; x < 10; x++) {
                    b.vertex(x, y, z);
                }
            }
        }
        ConvexHull hull = ConvexHull.of(b.build().vertices());
        assertThat(hull.faces().length()).isEqualTo(36);
        assertThat(hull.vertices()).isEqualTo(IntArray.wrap(0, 9, 90, 99, 900, 909, 990, 999));
    }

    @Test
    void pointsWithoutVolumeSayTheirDimension() {
        assertThat(ConvexHull.of(DoubleArray.wrap()).dimension()).isZero();
        assertThat(ConvexHull.of(DoubleArray.wrap(1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3)).dimension()).isZero();
        Property.check(25, 50, random -> {
            assertThat(ConvexHull.of(alongOneLine(random)).dimension()).isEqualTo(1);
            assertThat(ConvexHull.of(inOnePlane(random)).dimension()).isEqualTo(2);
        });
    }

    private static DoubleArray alongOneLine(RandomGenerator random) {
        double[] v = new double[30];
        Vec3 direction = new Vec3(random.nextInt(1, 9), random.nextInt(-9, 9), random.nextInt(9));
        for (int i = 0; i < 10; i++) {
            direction.times(random.nextInt(100) + 200 * (i & 1)).into(v, 3 * i);
        }
        return DoubleArray.wrap(v);
    }

    private static DoubleArray inOnePlane(RandomGenerator random) {
        double[] v = new double[60];
        for (int i = 0; i < 20; i++) {
            double x = random.nextInt(100);
            double y = random.nextInt(100);
            new Vec3(x, y, 3 * x - 7 * y + 5).into(v, 3 * i);
        }
        return DoubleArray.wrap(v);
    }

    @Test
    void boundOnVerticesGivesAHullInside() {
        DoubleArray points = Shapes.icosphere(1, 4).vertices();
        double before = 0;
        for (int most : new int[]{4, 5, 8, 32, 200}) {
            ConvexHull hull = ConvexHull.of(points, most);
            assertThat(hull.vertices().length()).isEqualTo(most);
            double volume = MassProperties.volume(Mesh.of(points, hull.faces()));
            assertThat(volume).isGreaterThan(before).isLessThan(4.19);
            before = volume;
        }
        assertThat(before).isGreaterThan(3.9);
        assertThatThrownBy(() -> ConvexHull.of(points, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hugeAndTinyCoordinatesAreNoTrouble() {
        for (double size : new double[]{1e-50, 1e-20, 1, 1e12}) {
            ConvexHull hull = ConvexHull.of(Shapes.icosphere(size, 2).vertices());
            assertThat(hull.faces().length()).isEqualTo(3 * 20 * 16);
        }
        assertThat(ConvexHull.of(Shapes.box(1e-70, 1e-70, 1e-70).vertices()).dimension()).isZero();
    }
}
