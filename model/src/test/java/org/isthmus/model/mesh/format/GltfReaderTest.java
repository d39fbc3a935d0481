package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.MassProperties;
import org.isthmus.model.mesh.Mesh;
import org.junit.jupiter.api.Test;

class GltfReaderTest {
    /// Positions of a tetrahedron (48 bytes), its faces as unsigned short (24), texture coordinates as normalised unsigned byte
    /// with a stride of 4 (16), colours as float (48).
    static final byte[] BUFFER = Reading.bytes(0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f,
            (short) 0, (short) 2, (short) 1, (short) 0, (short) 1, (short) 3, (short) 0, (short) 3, (short) 2,
            (short) 1, (short) 2,
            (short) 3,
            (byte) 0, (byte) 0, (short) 0, (byte) -1, (byte) 0, (short) 0, (byte) 0, (byte) 51, (short) 0, (byte) -1,
            (byte) -1, (short) 0,
            1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f);

    static final String DOCUMENT = """
            {
              "asset": {"version": "2.0"},
              "scene": 0,
              "scenes": [{"nodes": [0]}],
              "nodes": [{"mesh": 0, "name": "hand"}],
              "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "TEXCOORD_0": 2, "COLOR_0": 3}, "indices": 1, "material": 0}]}],
              "materials": [{"name": "skin", "alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorFactor": [1, 0.5, 0, 0.25],
                "baseColorTexture": {"index": 0}}}],
              "textures": [{"source": 0}],
              "images": [{"uri": "sk%69n.png"}],
              "accessors": [
                {"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3"},
                {"bufferView": 1, "componentType": 5123, "count": 12, "type": "SCALAR"},
                {"bufferView": 2, "componentType": 5121, "normalized": true, "count": 4, "type": "VEC2"},
                {"bufferView": 3, "componentType": 5126, "count": 4, "type": "VEC3"}],
              "bufferViews": [
                {"buffer": 0, "byteLength": 48}, {"buffer": 0, "byteOffset": 48, "byteLength": 24},
                {"buffer": 0, "byteOffset": 72, "byteLength": 16, "byteStride": 4},
                {"buffer": 0, "byteOffset": 88, "byteLength": 48}],
              "buffers": [{"byteLength": 136, "uri": "URI"}]
            }
            """;

    static String embedded() {
        return DOCUMENT.replace("URI",
                "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(BUFFER));
    }

    static byte[] binary(String json, byte[] data) {
        byte[] text = json.getBytes(UTF_8);
        byte[] padded = Arrays.copyOf(text, (text.length + 3) / 4 * 4);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return ByteBuffer.allocate(28 + padded.length + data.length).order(ByteOrder.LITTLE_ENDIAN)
                .put("glTF".getBytes(UTF_8)).putInt(2).putInt(28 + padded.length + data.length)
                .putInt(padded.length).put("JSON".getBytes(UTF_8)).put(padded)
                .putInt(data.length).put("BIN\0".getBytes(UTF_8)).put(data).array();
    }

    private static Reading read(String json) {
        return Reading.of("m/a.gltf", json, Map.of("m/skin.png", new byte[1], "m/a data.bin", BUFFER));
    }

    @Test
    void embeddedSeparateAndBinaryBuffersHoldTheSame() {
        Mesh mesh = read(embedded()).mesh();
        assertThat(MassProperties.volume(mesh)).isCloseTo(1.0 / 6, within(1e-15));
        assertThat(mesh.vertex(3)).isEqualTo(new Vec3(0, -1, 0));
        assertThat(read(DOCUMENT.replace("URI", "a%20data.bin")).mesh()).isEqualTo(mesh);
        String json = DOCUMENT.replace(", \"uri\": \"URI\"", "");
        assertThat(Reading
                .of("m/a.glb", binary(json, BUFFER), Map.of("m/skin.png", new byte[1]), MeshReadOptions.CONVERTED)
                .mesh())
                .isEqualTo(mesh);
    }

    @Test
    void attributesAreReadWithStrideAndNormalisation() {
        Mesh mesh = read(embedded()).mesh();
        assertThat(mesh.texcoords().values()).isEqualTo(DoubleArray.wrap(0, 1, 1, 1, 0, 0.8, 1, 0));
        assertThat(mesh.colours().values().slice(0, 8)).containsExactly(1, 0, 0, 1, 0, 1, 0, 1);
        assertThat(mesh.faces()).isEqualTo(IntArray.wrap(0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3));
    }

    @Test
    void baseColourBecomesSrgb() {
        Mesh mesh = read(embedded()).mesh();
        assertThat(mesh.parts().getFirst().name()).isEqualTo("hand");
        assertThat(mesh.parts().getFirst().material().rgba().toArray()).usingComparatorWithPrecision(1e-12)
                .containsExactly(1, 0.7353569830524495, 0, 0.25);
        assertThat(mesh.parts().getFirst().material().texture().orElseThrow().name()).isEqualTo("/m/skin.png");
        assertThat(read(embedded().replace("BLEND", "OPAQUE")).mesh().parts().getFirst().material().rgba().get(3))
                .isEqualTo(1);
    }

    @Test
    void embeddedImageIsKept() {
        Mesh mesh = read(
                embedded().replace("{\"uri\": \"sk%69n.png\"}", "{\"bufferView\": 1, \"mimeType\": \"image/png\"}"))
                .mesh();
        assertThat(mesh.parts().getFirst().material().texture().orElseThrow().isEmbedded()).isTrue();
        assertThat(mesh.parts().getFirst().material().texture().orElseThrow().embedded().length()).isEqualTo(24);
        assertThat(mesh.parts().getFirst().material().texture().orElseThrow().name()).isEqualTo("/m/a.gltf#image0");
    }

    @Test
    void nodesPlaceTurnScaleAndMirror() {
        Mesh mesh = read(embedded().replace("\"nodes\": [{\"mesh\": 0, \"name\": \"hand\"}]", """
                "nodes": [{"children": [1, 2], "translation": [1, 2, 3], "rotation": [0, 0, 0.7071067811865476, 0.7071067811865476]},
                {"mesh": 0, "scale": [-2, 2, 2]},
                {"mesh": 0, "matrix": [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 5, 0, 0, 1]}]""")).mesh();
        assertThat(MassProperties.volume(mesh)).isCloseTo(9.0 / 6, within(1e-12));
        // y-up (1, 2, 3) is z-up (1, −3, 2); −2 along x turned about z is −2 along y, which is z here
        assertThat(mesh.vertex(1).minus(new Vec3(1, -3, 0)).length()).isLessThan(1e-12);
        assertThat(mesh.vertex(4).minus(new Vec3(1, -3, 7)).length()).isLessThan(1e-12);
    }

    @Test
    void yUpStaysWhenAskedFor() {
        Reading reading = Reading.of("a.gltf", embedded().getBytes(UTF_8), Map.of("sk%69n.png", new byte[1]),
                MeshReadOptions.AS_IN_FILE);
        assertThat(reading.result().orElseThrow().vertex(3)).isEqualTo(new Vec3(0, 0, 1));
    }

    @Test
    void stripsAndFansAreCut() {
        assertThat(read(embedded().replace("\"indices\": 1,", "\"mode\": 5,")).mesh().faces())
                .isEqualTo(IntArray.wrap(0, 1, 2, 2, 1, 3));
        assertThat(read(embedded().replace("\"indices\": 1,", "\"mode\": 6,")).mesh().faces())
                .isEqualTo(IntArray.wrap(0, 1, 2, 0, 2, 3));
        assertThat(read(embedded().replace("\"indices\": 1,", "\"mode\": 1,")).said()).hasSize(1).first().asString()
                .contains("the file has 0 vertices and no faces");
    }

    @Test
    void sparseRowsOverwrite() {
        String sparse = "{\"bufferView\": 0, \"componentType\": 5126, \"count\": 4, \"type\": \"VEC3\", \"sparse\": {\"count\": 1, "
                + "\"indices\": {\"bufferView\": 1, \"byteOffset\": 2, \"componentType\": 5123}, \"values\": {\"bufferView\": 3}}}";
        Mesh mesh = read(embedded()
                .replace("{\"bufferView\": 0, \"componentType\": 5126, \"count\": 4, \"type\": \"VEC3\"}", sparse))
                .mesh();
        assertThat(mesh.vertex(2)).isEqualTo(new Vec3(1, 0, 0));
        assertThat(mesh.vertex(1)).isEqualTo(new Vec3(1, 0, 0));
    }

    @Test
    void documentsWithoutSceneOrNodesGiveTheirMeshes() {
        assertThat(read(embedded().replace("\"scene\": 0,", "").replace("\"scenes\": [{\"nodes\": [0]}],", "")).mesh()
                .faceCount())
                .isEqualTo(4);
        assertThat(read(embedded().replaceAll("(?s)\"scene\": 0.*\"meshes\"", "\"meshes\"")).mesh().faceCount())
                .isEqualTo(4);
    }

    private static String problem(String json) {
        Reading reading = read(json);
        assertThat(reading.result()).isEmpty();
        return reading.said().getLast();
    }

    @Test
    void brokenDocumentsAreTold() {
        String good = embedded();
        assertThat(problem("{")).startsWith("/m/a.gltf:1:2: error: not well-formed JSON:");
        assertThat(problem("[]")).contains("the document is not a JSON object");
        assertThat(problem("{\"a\": ".repeat(70))).contains("nesting depth");
        assertThat(problem(good.replace("\"2.0\"", "\"1.0\""))).contains("of glTF version '1.0'; expected 2.0");
        assertThat(problem(good.replace("\"scene\": 0", "\"extensionsRequired\": [\"KHR_draco_mesh_compression\", "
                + "\"KHR_materials_unlit\"], \"scene\": 0")))
                .isEqualTo(
                        "/m/a.gltf: error: the mesh requires the extensions KHR_draco_mesh_compression; expected none, or such that "
                                + "change looks only; export it without compression");
        assertThat(problem(good.replace("\"nodes\": [0]", "\"nodes\": [7]")))
                .contains("there is no item 7 in 'nodes'; expected 0 to 0");
        assertThat(problem(good.replace("\"name\": \"hand\"", "\"children\": [0]")))
                .contains("node 0 has several parents");
        assertThat(problem(good.replace("\"indices\": 1", "\"indices\": -1")))
                .contains("'indices' is -1; expected an integer");
        assertThat(problem(good.replace("\"indices\": 1", "\"indices\": 0")))
                .contains("indices has rows of 3 numbers; expected 1 to 1");
        assertThat(problem(good.replace("\"count\": 12", "\"count\": 13")))
                .contains("accessor 1 reads up to byte 26 of a view with a "
                        + "stride of 2; expected within its 24 bytes");
        assertThat(problem(good.replace("\"byteStride\": 4", "\"byteStride\": 1"))).contains("a stride of at least 2");
        assertThat(problem(
                good.replace("\"byteOffset\": 88, \"byteLength\": 48", "\"byteOffset\": 88, \"byteLength\": 49")))
                .contains("buffer view 3 is from byte 88 on, 49 long; expected within the 136 bytes of its buffer");
        assertThat(problem(good.replace("\"byteLength\": 136", "\"byteLength\": 137")))
                .contains("buffer 0 declares 137 bytes and has 136");
        assertThat(problem(good.replace("base64,", "base64,!"))).contains("the data URI of buffer 0 cannot be decoded");
        assertThat(problem(DOCUMENT.replace("URI", "no.bin")))
                .contains("buffer 0 is not there; expected its file 'no.bin'");
        assertThat(problem(good.replace("5123, \"count\": 12", "5122, \"count\": 12")
                .replace("\"byteOffset\": 48", "\"byteOffset\": 60")
                .replace("\"byteLength\": 24", "\"byteLength\": 30"))).contains("a primitive uses vertex");
        assertThat(problem(good.replace("\"bufferView\": 0, \"componentType\": 5126, \"count\": 4",
                "\"componentType\": 5126, \"count\": 2000000000")))
                .contains("accessor 0 has 2000000000 rows without data");
        assertThat(problem(good.replace("\"VEC2\"", "\"VEC9\""))).contains("accessor type 'VEC9'");
        assertThat(problem(good.replace("5121", "5100"))).contains("component type 5100");
    }

    @Test
    void brokenBinaryFilesAreTold() {
        byte[] good = binary(DOCUMENT.replace(", \"uri\": \"URI\"", ""), BUFFER);
        assertThat(Reading.of("a.glb", Arrays.copyOf(good, 10)).said().getFirst())
                .contains("the header of the GLB file is cut off");
        assertThat(Reading.of("a.glb", Arrays.copyOf(good, good.length - 8)).said().getFirst())
                .contains("the GLB file is cut off: it "
                        + "declares " + good.length + " bytes and has " + (good.length - 8));
        good[12] = 0;
        assertThat(Reading.of("a.glb", good).said().getFirst()).startsWith("/a.glb: error:");
        assertThat(Reading.of("a.glb", embedded()).result()).isPresent();
    }
}
