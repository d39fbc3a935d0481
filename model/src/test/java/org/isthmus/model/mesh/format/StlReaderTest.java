package org.isthmus.model.mesh.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.isthmus.core.array.IntArray;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshPart;
import org.junit.jupiter.api.Test;

class StlReaderTest {
    private static final String TWO_FACES = """
            solid left  hand
              facet normal 0 0 1
                outer loop
                  vertex 0 0 0
                  vertex 1.5 0 0
                  VERTEX 0 1e0 0
                endloop
              endfacet
            endsolid left hand
            solid right
            facet normal 0 0 0 outer loop
            vertex 0 0 0
            vertex 0 1 0
            vertex -1 -0 +.5
            endloop
            endfacet
            endsolid""";

    private static byte[] binary(String header, int declared, float... corners) {
        byte[] bytes = Reading.bytes(Arrays.copyOf(header.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 80),
                declared);
        for (int i = 0; i < corners.length; i += 9) {
            Object[] record = new Object[13];
            Arrays.fill(record, 0f);
            for (int j = 0; j < 9; j++) {
                record[3 + j] = corners[i + j];
            }
            record[12] = (short) 0;
            byte[] face = Reading.bytes(record);
            bytes = Arrays.copyOf(bytes, bytes.length + 50);
            System.arraycopy(face, 0, bytes, bytes.length - 50, 50);
        }
        return bytes;
    }

    @Test
    void textIsReadAndCoincidentVerticesAreWelded() {
        Mesh mesh = Reading.of("a.stl", TWO_FACES).mesh();
        assertThat(mesh.vertices().toArray()).containsExactly(0, 0, 0, 1.5, 0, 0, 0, 1, 0, -1, -0.0, 0.5);
        assertThat(mesh.faces()).isEqualTo(IntArray.wrap(0, 1, 2, 0, 2, 3));
        assertThat(mesh.parts()).extracting(MeshPart::name).containsExactly("left  hand", "right");
    }

    @Test
    void binaryIsReadWhateverItsHeaderSays() {
        for (String header : new String[]{"", "solid but binary", "solid facet normal"}) {
            Mesh mesh = Reading.of("a.STL", binary(header, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0.1f, 0, 3))
                    .mesh();
            assertThat(mesh.faces()).isEqualTo(IntArray.wrap(0, 1, 2, 0, 2, 3));
            assertThat(mesh.vertex(3).x()).isEqualTo(0.1f);
        }
    }

    @Test
    void sizeThatDisagreesIsToldOrWarnedOf() {
        byte[] one = binary("", 2, 0, 0, 0, 1, 0, 0, 0, 1, 0);
        assertThat(Reading.of("a.stl", one).said()).containsExactly(
                "/a.stl: error: the STL file is cut off: it declares 2 faces and holds 1; export or download the mesh again");
        one[80] = 1;
        Reading longer = Reading.of("a.stl", Arrays.copyOf(one, one.length + 7));
        assertThat(longer.result()).isPresent();
        assertThat(longer.said()).containsExactly("/a.stl: warning: 7 bytes follow the last face; they are ignored");
        one[83] = (byte) 0xFF;
        assertThat(Reading.of("a.stl", one).said().getFirst()).contains("declares 4278190081 faces and holds 1");
        assertThat(Reading.of("a.stl", new byte[20]).said())
                .containsExactly(
                        "/a.stl: error: the file has 20 bytes; expected at least 84 for the header of an STL file; "
                                + "export the mesh again");
        assertThat(Reading.of("a.stl", new byte[0]).said())
                .containsExactly("/a.stl: error: the file is empty; expected a mesh; export the mesh again");
        assertThat(Reading.of("a.stl", binary("", 0)).said()).containsExactly(
                "/a.stl: error: the STL file declares no faces; expected at least one; export the surface again");
    }

    @Test
    void coordinateThatIsNoNumberIsTold() {
        assertThat(Reading.of("a.stl", binary("", 1, 0, 0, 0, Float.NaN, 0, 0, 0, 1, Float.POSITIVE_INFINITY)).said())
                .containsExactly(
                        "/a.stl: error: face 0 has the coordinate NaN; expected a finite number of at most 1.0E15; "
                                + "export the mesh again",
                        "/a.stl: error: face 0 has the coordinate Infinity; expected a finite number of at most 1.0E15; "
                                + "export the mesh again");
        assertThat(Reading.of("a.stl", TWO_FACES.replace("1.5", "inf")).said())
                .containsExactly(
                        "/a.stl: error: vertex 1 is at Infinity 0.0 0.0; expected finite coordinates of at most 1.0E15; "
                                + "export the mesh again");
    }

    @Test
    void brokenTextIsToldLineByLine() {
        assertThat(Reading.of("a.stl", TWO_FACES.replace("1e0", "1m0").replace("vertex 0 1 0", "")).said())
                .containsExactly(
                        "/a.stl:6: error: the vertex is not three numbers; expected vertex x y z; export the mesh again",
                        "/a.stl:15: error: the face has 2 corners; expected 3; export the mesh again");
        assertThat(Reading.of("a.stl", TWO_FACES.substring(0, TWO_FACES.indexOf("endloop"))).said().getLast())
                .contains("cut off within a face");
        assertThat(Reading.of("a.stl", "solid nothing\nendsolid nothing").said())
                .containsExactly("/a.stl: error: the file has "
                        + "0 vertices and no faces; expected triangles or polygons; export the surface, not points, lines or curves");
    }
}
