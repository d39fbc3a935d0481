package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.model.mesh.MassProperties;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;
import org.isthmus.model.mesh.MeshTexture;
import org.isthmus.model.mesh.MeshTransforms;
import org.junit.jupiter.api.Test;

class ObjReaderTest {
    private static final String SQUARE = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n";

    @Test
    void indicesCountFromOneOrBackwards() {
        assertThat(Reading.of("a.obj", SQUARE + "f 1 2 3\nf -4 -2 -1\n").mesh().faces())
                .isEqualTo(IntArray.wrap(0, 1, 2, 0, 2, 3));
    }

    @Test
    void cornersShareTexcoordsAndNormals() {
        Mesh mesh = Reading.of("a.obj", SQUARE + """
                vt 0 0
                vt 1
                vt .5 1 9
                vn 0 0 1
                f 1/1/1 2/2/1 3/3/1
                f 1//1 3//-1 4//1
                f 1/-3 3/3 4/2
                f 1 3 4""").mesh();
        assertThat(mesh.texcoords().values()).isEqualTo(DoubleArray.wrap(0, 0, 1, 0, 0.5, 1, 0, 0, 0, 0));
        assertThat(mesh.texcoords().corners()).isEqualTo(IntArray.wrap(0, 1, 2, 3, 3, 3, 0, 2, 1, 4, 4, 4));
        assertThat(mesh.normals().corners()).isEqualTo(IntArray.wrap(0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2));
        assertThat(mesh.normals().values().vec3(2).z()).isEqualTo(1);
    }

    @Test
    void commentsBlanksAndContinuedLinesAreNoTrouble() {
        Mesh mesh = Reading
                .of("a.obj", "\uFEFF# c\r\n  v 0 0 \\\r\n0 # here\r\nv\t1 0 0\r\rv 0 1 0\n\nf 1 2 \\\n 3\ns off\n")
                .mesh();
        assertThat(mesh.vertexCount()).isEqualTo(3);
        assertThat(mesh.faceCount()).isEqualTo(1);
    }

    @Test
    void quadrilateralIsCutAlongItsShorterDiagonal() {
        assertThat(Reading.of("a.obj", "v 0 0 0\nv 1 0 0\nv 2 2 0\nv 0 1 0\nf 1 2 3 4").mesh().faces())
                .isEqualTo(IntArray.wrap(0, 1, 3, 1, 2, 3));
        assertThat(Reading.of("a.obj", "v 0 0 0\nv 3 -1 0\nv 1 1 0\nv -1 3 0\nf 1 2 3 4").mesh().faces())
                .isEqualTo(IntArray.wrap(0, 1, 2, 0, 2, 3));
    }

    @Test
    void partsFollowObjectsGroupsAndMaterials() {
        Reading reading = Reading.of("m/a.obj", "mtllib my colours.mtl\no hand\nusemtl red\n" + SQUARE
                + "f 1 2 3\nusemtl blue\nf 1 3 4\ng thumb\nf 1 2 4\n",
                Map.of(
                        "m/my colours.mtl", """
                                newmtl red
                                Kd 1 0 0.25
                                d 0.5
                                newmtl blue
                                map_Kd -s 1 1 -clamp on ../t/blue sky.png
                                """.getBytes(UTF_8),
                        "t/blue sky.png", new byte[1]));
        MeshMaterial red = new MeshMaterial("red", DoubleArray.wrap(1, 0, 0.25, 0.5), Optional.empty());
        MeshMaterial blue = new MeshMaterial("blue", DoubleArray.wrap(),
                Optional.of(MeshTexture.file("/t/blue sky.png")));
        assertThat(reading.mesh().parts()).containsExactly(new MeshPart("hand", 0, 1, red),
                new MeshPart("hand", 1, 1, blue),
                new MeshPart("thumb", 2, 1, blue));
        Mesh first = MeshTransforms.firstObject(reading.mesh());
        assertThat(first.faceCount()).isEqualTo(2);
        assertThat(first.vertexCount()).isEqualTo(4);
    }

    @Test
    void missingMaterialsAndTexturesAreWarnings() {
        Reading reading = Reading.of("a.obj", "mtllib no.mtl b.mtl\nusemtl rod\n" + SQUARE + "f 1 2 3\n",
                Map.of("b.mtl", "newmtl red\nKd 1 1\nmap_Kd no.png\nTr 1\n".getBytes(UTF_8)));
        assertThat(reading.result()).isPresent();
        assertThat(reading.said()).containsExactly(
                "/a.obj:1: warning: file 'no.mtl' does not exist; expected a file in /; did you mean 'b.mtl' in /?",
                "/b.mtl:2: warning: the statement has too few numbers; expected 3 numbers; it is ignored",
                "/b.mtl:3: warning: file 'no.png' does not exist; expected a file in /; check the name, or add the folder that "
                        + "holds it to the search folders",
                "/a.obj:2: warning: material 'rod' is not defined; expected one of the material libraries' materials; did you "
                        + "mean 'red'?");
    }

    @Test
    void coloursOfVerticesAreKept() {
        Mesh mesh = Reading.of("a.obj", "v 0 0 0 1 0 0\nv 1 0 0 0 1 0\nv 0 1 0 0 0 1\nf 1 2 3").mesh();
        assertThat(mesh.colours().values()).isEqualTo(DoubleArray.wrap(1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1));
        assertThat(mesh.colours().corners()).isEqualTo(mesh.faces());
    }

    @Test
    void brokenStatementsAreToldTogether() {
        assertThat(Reading
                .of("a.obj", "v 0 0\nv 1 x 0\nv 1 1 0\nv 0 1 0\nf 1 2 0\nf 1 2\nf 1 2 a/b\nvn 1 2\nf 1 2 3 9\n").said())
                .containsExactly("/a.obj:1: error: the vertex has 2 numbers; expected v x y z; export the mesh again",
                        "/a.obj:2: error: 'x' is not a number; expected v x y z; export the mesh again",
                        "/a.obj:5: error: '0' is not a corner of a face; expected vertex/texcoord/normal, counted from 1, or from "
                                + "-1 backwards; export the mesh again",
                        "/a.obj:6: error: the face has 2 corners; expected 3 to 1000000; export the mesh again",
                        "/a.obj:7: error: 'a/b' is not a corner of a face; expected vertex/texcoord/normal, counted from 1, or "
                                + "from -1 backwards; export the mesh again",
                        "/a.obj:8: error: there are 2 numbers; expected vn x y z; export the mesh again",
                        "/a.obj:9: error: face 1 uses a vertex that the file does not define; expected one of 4 vertices; "
                                + "export the mesh again");
    }

    @Test
    void indicesOfMissingNormalsAreAWarning() {
        Reading reading = Reading.of("a.obj", SQUARE + "vn 0 0 1\nvt 0 nan\nf 1/1/1 2/1/2 3/1/1");
        assertThat(reading.result().orElseThrow().normals().isEmpty()).isTrue();
        assertThat(reading.said()).containsExactly(
                "/a.obj: warning: some normals are missing or not finite; all normals are ignored",
                "/a.obj: warning: some texture coordinates are missing or not finite; all texture coordinates are ignored");
    }

    @Test
    void strangeStatementsAreNamedOnce() {
        Reading reading = Reading.of("a.obj", "curv 1 2\ncurv 3 4\n" + SQUARE + "f 1 2 3\nxyz\n");
        assertThat(reading.result()).isPresent();
        assertThat(reading.said())
                .containsExactly("/a.obj: warning: statements are not understood: curv, xyz; they are ignored");
    }

    @Test
    void facesMayComeBeforeTheirVertices() {
        assertThat(Reading.of("a.obj", "f 1 2 3 4\n" + SQUARE).mesh().faceCount()).isEqualTo(2);
    }

    @Test
    void pointsBecomeTheirHullButLinesAreNoSurface() {
        String tetrahedron = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\n";
        Reading points = Reading.of("a.obj", tetrahedron);
        assertThat(MassProperties.volume(points.result().orElseThrow())).isEqualTo(1.0 / 6);
        assertThat(points.said())
                .containsExactly("/a.obj: warning: the file has vertices and no faces; expected triangles or "
                        + "polygons; the convex hull of the vertices is used, as in MuJoCo");
        assertThat(Reading.of("a.obj", tetrahedron + "l 1 2 3").said())
                .containsExactly("/a.obj: error: the file has 4 vertices "
                        + "and no faces; expected triangles or polygons; export the surface, not points, lines or curves");
        assertThat(Reading.of("a.obj", SQUARE).result()).isEmpty();
    }
}
