package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.model.mesh.Mesh;
import org.junit.jupiter.api.Test;

class PlyReaderTest {
    private static final String HEADER = """
            ply
            format FORMAT 1.0
            comment made by hand
            element extra 2
            property uchar a
            property list int16 double b
            element vertex 4
            property double x
            property float y
            property float z
            property uchar red
            property uchar green
            property uchar blue
            element face 2
            property int8 flag
            property list uchar int vertex_index
            end_header
            """;

    static byte[] binary(ByteOrder order) {
        byte[] header = HEADER
                .replace("FORMAT", order == ByteOrder.BIG_ENDIAN ? "binary_big_endian" : "binary_little_endian")
                .getBytes(UTF_8);
        ByteBuffer out = ByteBuffer.allocate(1000).order(order).put(header);
        out.put((byte) 1).putShort((short) 0);
        out.put((byte) 1).putShort((short) 2).putDouble(7).putDouble(8);
        for (int i = 0; i < 4; i++) {
            out.putDouble(i & 1).putFloat(i >> 1).putFloat(0.5f).put((byte) 255).put((byte) (51 * i)).put((byte) 0);
        }
        out.put((byte) -1).put((byte) 3).putInt(0).putInt(1).putInt(2);
        out.put((byte) -1).put((byte) 3).putInt(1).putInt(3).putInt(2);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    static String text() {
        return HEADER.replace("FORMAT", "ascii") + """
                1 0
                1 2 7 8
                0 0 0.5 255 0 0
                1 0 0.5 255 51 0
                0 1 0.5 255 102 0
                1 1 0.5 255 153 0
                -1 3 0 1 2
                -1 3 1 3 2""";
    }

    @Test
    void allThreeFormsHoldTheSame() {
        Mesh mesh = Reading.of("a.ply", text()).mesh();
        assertThat(mesh.vertices()).isEqualTo(DoubleArray.wrap(0, 0, 0.5, 1, 0, 0.5, 0, 1, 0.5, 1, 1, 0.5));
        assertThat(mesh.faces()).isEqualTo(IntArray.wrap(0, 1, 2, 1, 3, 2));
        assertThat(mesh.colours().values().slice(0, 8)).containsExactly(1, 0, 0, 1, 1, 0.2, 0, 1);
        assertThat(Reading.of("a.ply", binary(ByteOrder.LITTLE_ENDIAN)).mesh()).isEqualTo(mesh);
        assertThat(Reading.of("a.ply", binary(ByteOrder.BIG_ENDIAN)).mesh()).isEqualTo(mesh);
    }

    @Test
    void polygonsCarryTexcoordsOfTheirCorners() {
        Mesh mesh = Reading.of("a.ply", """
                ply
                format ascii 1.0
                comment TextureFile sky blue.png
                element vertex 4
                property float x
                property float y
                property float z
                element face 1
                property list uchar uint vertex_indices
                property list uchar float texcoord
                end_header
                0 0 0
                1 0 0
                1 1 0
                0 1 0
                4 0 1 2 3 8 0 0 1 0 1 1 0 1""", Map.of("sky blue.png", new byte[1])).mesh();
        assertThat(mesh.faceCount()).isEqualTo(2);
        assertThat(mesh.texcoords().corners()).isEqualTo(mesh.faces());
        assertThat(mesh.parts().getFirst().material().texture().orElseThrow().name()).isEqualTo("/sky blue.png");
    }

    @Test
    void stripsTurnEverySecondTriangle() {
        String strip = """
                ply
                format ascii 1.0
                element vertex 4
                property float x
                property float y
                property float z
                element tristrips 1
                property list int int vertex_indices
                end_header
                0 0 0
                1 0 0
                0 1 0
                1 1 0
                8 0 1 2 3 -1 0 1 2""";
        assertThat(Reading.of("a.ply", strip).mesh().faces()).isEqualTo(IntArray.wrap(0, 1, 2, 2, 1, 3, 0, 1, 2));
    }

    @Test
    void lineWithMoreNumbersThanTheHeaderSaysIsUsedWithAWarning() {
        Reading reading = Reading.of("a.ply", text().replace("-1 3 0 1 2", "-1 3 0 1 2 9 9"));
        assertThat(reading.result().orElseThrow().faces()).isEqualTo(IntArray.wrap(0, 1, 2, 1, 3, 2));
        assertThat(reading.said()).containsExactly(
                "/a.ply:24: warning: the line has more numbers than the header says; they are ignored");
    }

    @Test
    void headerThatCannotBeIsTold() {
        assertThat(Reading.of("a.ply", "ply\nformat ascii 1.0\nelement vertex x\n").said())
                .containsExactly(
                        "/a.ply:3: error: the element has no name or no count; expected element <name> <count>; export the "
                                + "mesh again");
        assertThat(Reading.of("a.ply", "ply\nformat xml 1.0\n").said().getFirst())
                .contains("format 'xml'; expected ascii, binary_little_endian or binary_big_endian");
        assertThat(Reading.of("a.ply", "ply\nproperty float x\n").said().getFirst())
                .contains("the property is wrong or out of place");
        assertThat(Reading.of("a.ply", "ply\nformat ascii 1.0\n").said().getFirst())
                .contains("the header does not end");
        assertThat(Reading.of("a.ply", "ply\nend_header\n").said().getFirst()).contains("the header names no format");
        assertThat(Reading.of("a.ply", "ply\nformt\n").said().getFirst()).contains("'formt' in the header");
        assertThat(Reading.of("a.ply", text().replace("element vertex 4", "element vertex 2000000000")).said())
                .hasSize(1).first()
                .asString().contains("cut off: it declares 2000000000 rows of 'vertex', of at least 24000000000 bytes");
        assertThat(Reading.of("a.ply", text().replace("property float z", "property float w")).said())
                .containsExactly(
                        "/a.ply: error: vertices have no properties x, y and z; expected three coordinates; export the "
                                + "mesh again");
    }

    @Test
    void brokenRowsAreTold() {
        assertThat(Reading.of("a.ply", text().replace("-1 3 1 3 2", "-1 3 1 4 2")).said())
                .containsExactly("/a.ply: error: face 1 uses vertex 4.0; expected 0 to 3; export the mesh again");
        assertThat(Reading.of("a.ply", text().replace("-1 3 1 3 2", "-1 3 1 a 2")).said())
                .containsExactly("/a.ply:25: error: 'a' is not a number; export the mesh again");
        assertThat(Reading.of("a.ply", text().replace("-1 3 1 3 2", "-1 -3")).said().getFirst())
                .contains("a list 'vertex_index' has length -3.0; expected 0 to");
        byte[] cut = java.util.Arrays.copyOf(binary(ByteOrder.LITTLE_ENDIAN),
                binary(ByteOrder.LITTLE_ENDIAN).length - 1);
        assertThat(Reading.of("a.ply", cut).said().getFirst()).contains("has length 3.0; expected 0 to 2");
        assertThat(Reading.of("a.ply", text().replace("\n-1 3 1 3 2", "")).said().getFirst())
                .contains("ends too early");
    }

    @Test
    void pointsAloneAreNoSurface() {
        assertThat(
                Reading.of("a.ply", text().replaceAll("(?s)element face.*?(end_header.*)\\n-1.*\\n-1.*", "$1")).said())
                .containsExactly(
                        "/a.ply: error: the file has 4 vertices and no faces; expected triangles or polygons; export the "
                                + "surface, not points, lines or curves");
    }
}
