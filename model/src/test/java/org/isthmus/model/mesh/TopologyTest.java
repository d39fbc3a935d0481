package org.isthmus.model.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.isthmus.core.array.IntArray;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Vec3;
import org.junit.jupiter.api.Test;

class TopologyTest {
    private static final SourceLocation HERE = new SourceLocation("hand.stl", 0, 0);

    private static Stream<String> warnings(Mesh mesh) {
        Diagnostics diagnostics = new Diagnostics();
        Topology.of(mesh).report(HERE, diagnostics);
        return diagnostics.list().stream().map(Diagnostic::toString);
    }

    /// The mesh with some of its faces replaced.
    private static Mesh withFaces(Mesh mesh, int... faces) {
        return Mesh.of(mesh.vertices(), IntArray.wrap(faces));
    }

    private static int[] facesAnd(Mesh mesh, int... more) {
        return Stream.of(mesh.faces().toArray(), more).flatMapToInt(java.util.Arrays::stream).toArray();
    }

    @Test
    void shapesAreSolidsOfTheirGenus() {
        for (Mesh mesh : new Mesh[]{Shapes.box(1, 2, 3), Shapes.icosphere(1, 2), Shapes.sphere(1, 7, 5),
            Shapes.cylinder(1, 2, 9), Shapes.cone(1, 2, 3), Shapes.capsule(1, 2, 8, 1), Shapes.capsule(1, 2, 8, 4)}) {
            assertThat(Topology.of(mesh).isSolid()).isTrue();
            assertThat(Topology.of(mesh).eulerCharacteristic()).isEqualTo(2);
            assertThat(warnings(mesh)).isEmpty();
        }
        assertThat(Topology.of(Shapes.torus(2, 1, 8, 5)).isSolid()).isTrue();
        assertThat(Topology.of(Shapes.torus(2, 1, 8, 5)).eulerCharacteristic()).isZero();
    }

    @Test
    void holeIsReported() {
        Mesh box = Shapes.box(1, 1, 1);
        Mesh open = withFaces(box, box.faces().slice(3, 36));
        assertThat(Topology.of(open).boundaryEdges()).isEqualTo(3);
        assertThat(warnings(open))
                .containsExactly("hand.stl: warning: the mesh is not watertight: 3 of 18 edges have one face; "
                        + "expected two faces at each edge; close the holes, or let inertia be computed from the convex hull or the shell");
    }

    @Test
    void flippedFaceIsReported() {
        int[] faces = Shapes.box(1, 1, 1).faces().toArray();
        int swap = faces[1];
        faces[1] = faces[2];
        faces[2] = swap;
        assertThat(warnings(withFaces(Shapes.box(1, 1, 1), faces)))
                .containsExactly("hand.stl: warning: the mesh has flipped "
                        + "faces: at 3 of 18 edges the two faces disagree on which side is out; expected faces counter-clockwise from "
                        + "outside; recompute the face orientation");
    }

    @Test
    void insideOutMeshIsReported() {
        assertThat(warnings(MeshTransforms.flip(Shapes.box(1, 1, 1))))
                .containsExactly("hand.stl: warning: the mesh is inside "
                        + "out: its volume is negative; expected faces counter-clockwise from outside; flip all faces");
    }

    @Test
    void edgeOfThreeFacesIsReported() {
        Mesh box = Shapes.box(1, 1, 1);
        int[] faces = box.faces().toArray();
        Mesh fin = withFaces(box, facesAnd(box, faces[0], faces[1], 7));
        assertThat(Topology.of(fin).branchingEdges()).isPositive();
        assertThat(warnings(fin))
                .anySatisfy(w -> assertThat(w).contains("not a manifold").contains("more than two faces"));
    }

    @Test
    void facesWithoutAreaJoinNothing() {
        Mesh box = Shapes.box(1, 1, 1);
        Mesh more = withFaces(box, facesAnd(box, 1, 1, 2, 3, 3, 3));
        assertThat(Topology.of(more).degenerateFaces()).isEqualTo(2);
        assertThat(Topology.of(more).isSolid()).isTrue();
        assertThat(warnings(more))
                .containsExactly(
                        "hand.stl: warning: 2 faces have two corners at the same place; expected triangles; remove them");
    }

    @Test
    void piecesAreCounted() {
        MeshBuilder b = new MeshBuilder();
        for (int i = 0; i < 5; i++) {
            Mesh box = MeshTransforms.translate(Shapes.box(1, 1, 1), new Vec3(3 * i, 0, 0));
            int base = b.vertexCount();
            for (int v = 0; v < 8; v++) {
                b.vertex(box.vertex(v));
            }
            for (int f = 0; f < 36; f += 3) {
                b.face(base + box.faces().get(f), base + box.faces().get(f + 1), base + box.faces().get(f + 2));
            }
        }
        assertThat(Topology.of(b.build()).components()).isEqualTo(5);
    }

    @Test
    void soupIsJoinedWhereVerticesCoincide() {
        Mesh box = Shapes.box(1, 1, 1);
        MeshBuilder b = new MeshBuilder();
        for (int f = 0; f < 12; f++) {
            b.face(b.vertex(box.corner(f, 0)), b.vertex(box.corner(f, 1)), b.vertex(box.corner(f, 2)));
        }
        assertThat(Topology.of(b.build())).isEqualTo(Topology.of(box));
    }

    @Test
    void emptyMeshIsNotClosed() {
        assertThat(Topology.of(new MeshBuilder().build()).isClosed()).isFalse();
    }
}
