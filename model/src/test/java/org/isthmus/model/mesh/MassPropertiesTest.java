package org.isthmus.model.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.isthmus.testkit.Tolerances.assertClose;

import org.isthmus.core.math.Inertia;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MassPropertiesTest {
    private static double[] numbers(MassProperties p) {
        Sym3 i = p.inertia();
        Vec3 c = p.centerOfMass();
        return new double[]{p.measure(), c.x(), c.y(), c.z(), i.xx(), i.yy(), i.zz(), i.xy(), i.xz(), i.yz()};
    }

    private static void assertSame(MassProperties actual, MassProperties expected) {
        assertClose(numbers(actual), numbers(expected), Tolerances.TIGHT);
    }

    private static MassProperties of(double measure, Inertia inertia) {
        return new MassProperties(measure, inertia.centerOfMass(), inertia.aboutCenter());
    }

    @Test
    void boxIsATextbookBoxInEachMode() {
        Mesh box = MeshTransforms.translate(Shapes.box(1, 2, 3), new Vec3(4, 5, 6));
        Inertia expected = Inertia.box(48, new Vec3(1, 2, 3)).transformed(Pose.at(4, 5, 6));
        for (InertiaMode mode : new InertiaMode[]{InertiaMode.EXACT, InertiaMode.LEGACY, InertiaMode.CONVEX}) {
            assertSame(MassProperties.of(box, mode), of(48, expected));
        }
    }

    /// A hollow cube of edge a and mass m: 5/18 m a² about each axis.
    @Test
    void shellOfACubeIsATextbookShell() {
        MassProperties shell = MassProperties.of(Shapes.box(1, 1, 1), InertiaMode.SHELL);
        double moment = 5.0 / 18 * 24 * 4;
        assertSame(shell, new MassProperties(24, Vec3.ZERO, new Sym3(moment, moment, moment, 0, 0, 0)));
    }

    @Test
    void exactAgreesWithMirtichsProjectionIntegrals() {
        Property.check(11, 30, random -> {
            Mesh blob = MeshTransforms.transform(RandomMeshes.blob(random), RandomMeshes.pose(random));
            assertSame(MassProperties.of(blob, InertiaMode.EXACT), Mirtich.of(blob));
        });
        assertSame(MassProperties.of(Shapes.torus(2, 0.7, 17, 9), InertiaMode.EXACT),
                Mirtich.of(Shapes.torus(2, 0.7, 17, 9)));
    }

    @ParameterizedTest
    @EnumSource
    void rigidMotionMovesTheCentreAndTurnsTheInertia(InertiaMode mode) {
        Property.check(12, 20, random -> {
            Mesh blob = RandomMeshes.blob(random);
            Pose pose = RandomMeshes.pose(random);
            MassProperties here = MassProperties.of(blob, mode);
            MassProperties there = MassProperties.of(MeshTransforms.transform(blob, pose), mode);
            assertSame(there, new MassProperties(here.measure(), pose.transform(here.centerOfMass()),
                    here.inertia().rotated(pose.rotation().toRotation())));
        });
    }

    @Test
    void scalingByKScalesVolumeByKCubedAndAreaByKSquared() {
        Property.check(13, 20, random -> {
            Mesh blob = RandomMeshes.blob(random);
            double k = random.nextDouble(0.1, 10);
            Mesh scaled = MeshTransforms.scale(blob, new Vec3(k, k, k));
            assertClose(MassProperties.volume(scaled) / MassProperties.volume(blob), k * k * k, Tolerances.TIGHT);
            assertClose(MassProperties.surfaceArea(scaled) / MassProperties.surfaceArea(blob), k * k, Tolerances.TIGHT);
        });
    }

    @Test
    void sphereConvergesWithTheSquareOfTheEdgeLength() {
        double[] error = new double[5];
        for (int i = 0; i < error.length; i++) {
            error[i] = 4 * Math.PI / 3 - MassProperties.volume(Shapes.icosphere(1, i + 2));
        }
        for (int i = 1; i < error.length; i++) {
            assertThat(error[i - 1] / error[i]).isCloseTo(4, within(0.2));
        }
        assertThat(error[error.length - 1]).isPositive().isLessThan(0.001);
    }

    @Test
    void signedModesOrderAsTheyShouldOnAConcaveSolid() {
        Mesh torus = Shapes.torus(1, 0.3, 40, 20);
        double exact = MassProperties.of(torus, InertiaMode.EXACT).measure();
        assertThat(exact).isCloseTo(2 * Math.PI * Math.PI * 0.09, within(0.05));
        assertThat(MassProperties.of(torus, InertiaMode.LEGACY).measure()).isGreaterThan(1.2 * exact);
        assertThat(MassProperties.of(torus, InertiaMode.CONVEX).measure()).isGreaterThan(1.2 * exact);
    }

    @Test
    void flippedFacesMakeTheVolumeNegative() {
        Mesh box = MeshTransforms.flip(Shapes.box(1, 1, 1));
        assertThat(MassProperties.volume(box)).isEqualTo(-8);
        assertThat(MassProperties.of(box, InertiaMode.LEGACY).measure()).isEqualTo(8);
    }

    @Test
    void surfaceWithoutVolumeHasNone() {
        assertSame(MassProperties.of(Shapes.plane(1, 1), InertiaMode.EXACT),
                new MassProperties(0, Vec3.ZERO, Sym3.ZERO));
        assertSame(MassProperties.of(Shapes.plane(1, 1), InertiaMode.CONVEX),
                new MassProperties(0, Vec3.ZERO, Sym3.ZERO));
        assertThat(MassProperties.surfaceArea(Shapes.plane(1, 1))).isEqualTo(4);
    }

    @Test
    void almostNoAreaOrVolumeYieldsNumbers() {
        Mesh speck = MeshTransforms.scale(Shapes.box(1, 1, 1), new Vec3(1e-110, 1e-110, 1e-110));
        Mesh sliver = MeshTransforms.translate(MeshTransforms.scale(Shapes.box(1, 1, 1), new Vec3(1, 1e-310, 1)),
                new Vec3(1e3, 0, 0));
        for (InertiaMode mode : InertiaMode.values()) {
            for (Mesh mesh : new Mesh[]{speck, sliver}) {
                assertThat(MassProperties.of(mesh, mode).inertia().isFinite()).isTrue();
                assertThat(MassProperties.of(mesh, mode).centerOfMass().isFinite()).isTrue();
            }
        }
    }

    /// The algorithm of B. Mirtich, Fast and accurate computation of polyhedral mass properties, 1996, on triangles: the divergence
    /// theorem reduces volume integrals to integrals over faces, here evaluated by the exact quadrature of cubic
    /// polynomials on a triangle (centroid and three points, G. Strang and G. Fix, 1973, rule of degree 3).
    private static final class Mirtich {
        private static final double[][] POINTS = {
            {1.0 / 3, 1.0 / 3, 1.0 / 3}, {0.6, 0.2, 0.2}, {0.2, 0.6, 0.2}, {0.2, 0.2, 0.6}};
        private static final double[] WEIGHTS = {-27.0 / 48, 25.0 / 48, 25.0 / 48, 25.0 / 48};

        static MassProperties of(Mesh mesh) {
            // ∫x dV = ∫ x²/2 n_x dA, ∫x² dV = ∫ x³/3 n_x dA, ∫xy dV = ∫ x²y/2 n_x dA, and cyclically.
            double volume = 0;
            double[] first = new double[3];
            double[] square = new double[3];
            double[] product = new double[3];
            for (int f = 0; f < mesh.faceCount(); f++) {
                Vec3 a = mesh.corner(f, 0);
                Vec3 b = mesh.corner(f, 1);
                Vec3 c = mesh.corner(f, 2);
                Vec3 area = b.minus(a).cross(c.minus(a)).times(0.5);
                for (int q = 0; q < 4; q++) {
                    double[] w = POINTS[q];
                    Vec3 p = a.times(w[0]).plus(b.times(w[1])).plus(c.times(w[2]));
                    volume += WEIGHTS[q] * p.x() * area.x();
                    for (int i = 0; i < 3; i++) {
                        double x = p.get(i);
                        double dA = WEIGHTS[q] * area.get(i);
                        first[i] += x * x / 2 * dA;
                        square[i] += x * x * x / 3 * dA;
                        product[i] += x * x * p.get((i + 1) % 3) / 2 * dA;
                    }
                }
            }
            Vec3 center = Vec3.of(first, 0).times(1 / volume);
            Sym3 second = new Sym3(square[0], square[1], square[2], product[0], product[2], product[1])
                    .minus(Sym3.outer(center).times(volume));
            double t = second.trace();
            return new MassProperties(volume, center, new Sym3(t, t, t, 0, 0, 0).minus(second));
        }
    }
}
