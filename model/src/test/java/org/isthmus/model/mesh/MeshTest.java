package org.isthmus.model.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Vec3;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class MeshTest {
    private static final DoubleArray TRIANGLE = DoubleArray.wrap(0, 0, 0, 1, 0, 0, 0, 1, 0);

    @Test
    void meshThatDoesNotFitTogetherIsRefused() {
        assertThatThrownBy(() -> Mesh.of(TRIANGLE, IntArray.wrap(0, 1, 3)))
                .hasMessage("face 0 uses vertex 3, expected 0 to 2");
        assertThatThrownBy(() -> Mesh.of(TRIANGLE, IntArray.wrap(0, 1)))
                .hasMessageContaining("expected multiples of 3");
        assertThatThrownBy(() -> Mesh.of(DoubleArray.wrap(0, Double.NaN, 0), IntArray.wrap()))
                .hasMessageStartingWith("vertex 0 has coordinate NaN");
        assertThatThrownBy(() -> Mesh.of(DoubleArray.wrap(0, 0, 2e15), IntArray.wrap()))
                .hasMessageContaining("expected a number of magnitude up to 1.0E15");
        assertThatThrownBy(() -> new CornerValues(2, DoubleArray.wrap(0, 0), IntArray.wrap(0, 0, 1)))
                .hasMessage("corner 2 has index 1, expected 0 to 0");
        CornerValues none = CornerValues.none(3);
        assertThatThrownBy(
                () -> new Mesh(TRIANGLE, IntArray.wrap(0, 1, 2), none, CornerValues.none(2), CornerValues.none(4),
                        List.of()))
                .hasMessage("parts cover 0 faces, expected 1");
    }

    @Test
    void boundsHoldAllVertices() {
        assertThat(Shapes.box(1, 2, 3).bounds()).isEqualTo(new Aabb(new Vec3(-1, -2, -3), new Vec3(1, 2, 3)));
        assertThat(new MeshBuilder().build().bounds().isEmpty()).isTrue();
    }

    @Test
    void builderFillsWhatSomeFacesLack() {
        MeshBuilder b = new MeshBuilder();
        for (int i = 0; i < 9; i += 3) {
            b.vertex(TRIANGLE.vec3(i / 3));
        }
        b.part("first", MeshMaterial.NONE);
        b.face(0, 1, 2);
        b.part("empty", MeshMaterial.NONE);
        b.part("second", MeshMaterial.NONE);
        b.face(0, 2, 1);
        int n = b.normal(1, 0, 0);
        int t = b.texcoord(0.5, 0.25);
        b.faceNormals(n, n, n);
        b.faceTexcoords(t, MeshBuilder.NONE, t);
        Mesh mesh = b.build();
        assertThat(mesh.parts()).extracting(MeshPart::name).containsExactly("first", "second");
        assertThat(mesh.normals().values()).isEqualTo(DoubleArray.wrap(1, 0, 0, 0, 0, 1));
        assertThat(mesh.normals().corners()).isEqualTo(IntArray.wrap(1, 1, 1, 0, 0, 0));
        assertThat(mesh.texcoords().values()).isEqualTo(DoubleArray.wrap(0.5, 0.25, 0, 0, 0, 0));
        assertThat(mesh.texcoords().corners()).isEqualTo(IntArray.wrap(1, 1, 1, 0, 2, 0));
        assertThat(mesh.colours().isEmpty()).isTrue();
    }

    @Test
    void weldingKeepsPlacesAndTheirFirstOrder() {
        Property.check(31, 50, random -> {
            DoubleArray points = RandomMeshes.grid(random, random.nextInt(200), 4);
            Welding welding = Welding.of(points);
            DoubleArray kept = welding.vertices(points);
            int next = 0;
            for (int i = 0; i < points.length() / 3; i++) {
                assertThat(kept.vec3(welding.target().get(i))).isEqualTo(points.vec3(i));
                assertThat(welding.target().get(i)).isLessThanOrEqualTo(next);
                next = Math.max(next, welding.target().get(i) + 1);
            }
            assertThat(Welding.of(kept).count()).isEqualTo(welding.count()).isEqualTo(next);
        });
        assertThat(Welding.of(DoubleArray.wrap(0.0, 1, 2, -0.0, 1, 2)).count()).isEqualTo(1);
    }

    @Test
    void mirroringKeepsFacesOutwardAndNormalsWithThem() {
        Mesh tetrahedron = new Mesh(DoubleArray.wrap(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1),
                IntArray.wrap(0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3),
                new CornerValues(3, DoubleArray.wrap(0, 0, -1, 0, -1, 0, -1, 0, 0, 0.6, 0.6, 0.6),
                        IntArray.wrap(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3)),
                CornerValues.none(2), CornerValues.none(4), List.of(new MeshPart("", 0, 4, MeshMaterial.NONE)));
        for (Vec3 s : new Vec3[]{new Vec3(2, 3, 4), new Vec3(-2, 3, 4), new Vec3(-2, -3, 4), new Vec3(-2, -3, -4)}) {
            Mesh scaled = MeshTransforms.scale(tetrahedron, s);
            assertThat(MassProperties.volume(scaled)).isCloseTo(4, within(1e-12));
            for (int f = 0; f < 4; f++) {
                Vec3 face = scaled.corner(f, 1).minus(scaled.corner(f, 0))
                        .cross(scaled.corner(f, 2).minus(scaled.corner(f, 0))).normalized();
                Vec3 given = scaled.normals().values().vec3(scaled.normals().corners().get(3 * f));
                assertThat(face.dot(given)).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void yUpBecomesZUp() {
        Mesh turned = MeshTransforms.yUpToZUp(Shapes.box(1, 2, 3));
        assertThat(turned.bounds()).isEqualTo(new Aabb(new Vec3(-1, -3, -2), new Vec3(1, 3, 2)));
        assertThat(MassProperties.volume(turned)).isEqualTo(48);
    }

    @Test
    void shapesApproachTheirTrueVolume() {
        double pi = Math.PI;
        assertVolume(Shapes.sphere(2, 200, 100), 4 * pi / 3 * 8);
        assertVolume(Shapes.ellipsoid(1, 2, 3, 200, 100), 4 * pi / 3 * 6);
        assertVolume(Shapes.cylinder(2, 3, 200), pi * 4 * 6);
        assertVolume(Shapes.cone(2, 3, 200), pi * 4 * 6 / 3);
        assertVolume(Shapes.capsule(2, 3, 200, 50), pi * 4 * 6 + 4 * pi / 3 * 8);
        assertVolume(Shapes.torus(3, 1, 200, 100), 2 * pi * pi * 3);
        assertThat(Shapes.plane(1, 2).bounds().max()).isEqualTo(new Vec3(1, 2, 0));
        assertThatThrownBy(() -> Shapes.cylinder(1, 1, 2)).hasMessage("slices is 2, expected 3 to 10000");
    }

    private static void assertVolume(Mesh mesh, double expected) {
        assertThat(MassProperties.volume(mesh)).isLessThan(expected).isGreaterThan(0.998 * expected);
    }
}
