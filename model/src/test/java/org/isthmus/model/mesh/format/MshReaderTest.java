package org.isthmus.model.mesh.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.mesh.MassProperties;
import org.isthmus.model.mesh.Mesh;
import org.junit.jupiter.api.Test;

class MshReaderTest {
    private static final Object[] TETRAHEDRON = {0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f};
    private static final Object[] FACES = {0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3};

    private static byte[] file(Object... parts) {
        return Reading.bytes(java.util.Arrays.stream(parts)
                .flatMap(
                        p -> p instanceof Object[] many ? java.util.Arrays.stream(many) : java.util.stream.Stream.of(p))
                .toArray());
    }

    @Test
    void verticesNormalsTexcoordsAndFacesAreRead() {
        Object[] texcoords = {0f, 0f, 0.25f, 0f, 0f, 1f, 1f, 0.25f};
        Mesh mesh = Reading.of("a.msh", file(4, 4, 4, 4, TETRAHEDRON, TETRAHEDRON, texcoords, FACES)).mesh();
        assertThat(MassProperties.volume(mesh)).isEqualTo(1.0 / 6);
        assertThat(mesh.texcoords().values()).isEqualTo(DoubleArray.wrap(0, 1, 0.25, 1, 0, 0, 1, 0.75));
        assertThat(mesh.normals().corners()).isEqualTo(mesh.faces());
    }

    @Test
    void pointsBecomeTheirHull() {
        Reading reading = Reading.of("a.msh", file(4, 0, 0, 0, TETRAHEDRON));
        assertThat(reading.result().orElseThrow().faceCount()).isEqualTo(4);
        assertThat(reading.said()).hasSize(1).first().asString().contains("the convex hull of the vertices is used");
    }

    @Test
    void headerThatCannotBeIsTold() {
        assertThat(Reading.of("a.msh", file(4, 3, 0, 4, TETRAHEDRON)).said())
                .containsExactly("/a.msh: error: the header "
                        + "declares 4 vertices, 3 normals, 0 texture coordinates and 4 faces; expected at least 4 vertices and as many "
                        + "normals and texture coordinates, or none; check that this is a mesh of MuJoCo");
        assertThat(Reading.of("a.msh", file(2_000_000_000, 0, 0, 2_000_000_000)).said())
                .containsExactly("/a.msh: error: the "
                        + "file has 16 bytes; expected 48000000016 bytes for 2000000000 vertices, 0 normals, 0 texture coordinates and "
                        + "2000000000 faces; export the mesh again");
        assertThat(Reading.of("a.msh", new byte[3]).said().getFirst()).contains("expected at least 16");
        assertThat(Reading.of("a.msh", file(4, 0, 0, 1, TETRAHEDRON, 1, 2, 4)).said())
                .containsExactly("/a.msh: error: face 0 "
                        + "uses a vertex that the file does not define; expected one of 4 vertices; export the mesh again");
    }

    @Test
    void meshOfGmshIsNamedAsSuch() {
        assertThat(Reading.of("a.msh", "$MeshFormat\n2.2 0 8\n").said()).hasSize(1).first().asString()
                .startsWith("/a.msh: error: the file is a mesh of Gmsh; expected a triangle mesh in one of: stl, obj")
                .endsWith("export the surface from Gmsh as STL");
    }

    @Test
    void unknownExtensionIsTold() {
        assertThat(Reading.of("a.skn", "?").said()).hasSize(1).first().asString()
                .startsWith("/a.skn: error: '.skn' is not a known mesh format; expected one of: stl, obj");
    }
}
