package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.ConvexHull;
import org.isthmus.model.mesh.InertiaMode;
import org.isthmus.model.mesh.MassProperties;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshTransforms;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.model.mesh.Topology;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;

/// Whatever bytes a mesh file holds, reading it ends in a mesh or in diagnostics; and whatever mesh was read, all that is
/// computed from meshes can be computed from it.
class MeshFuzzTest {

    private static void fuzz(String extension, List<byte[]> corpus, Map<String, byte[]> others, String... words) {
        Fuzz.named("mesh-" + extension).seed(71).corpus(corpus).extension("." + extension).dictionary(words)
                .allow(DiagnosticException.class)
                .run(Fuzz.count(), bytes -> {
                    Map<String, byte[]> files = new LinkedHashMap<>(others);
                    files.put("a." + extension, bytes);
                    read("/a." + extension, FileAccess.inMemory(files));
                });
    }

    private static void read(String name, FileAccess files) {
        Diagnostics diagnostics = new Diagnostics();
        byte[] bytes = files.bytes(name, SourceLocation.UNKNOWN, diagnostics)
                .orElseThrow();
        Optional<Mesh> mesh = MeshReader.parse(name, bytes, files, MeshReadOptions.CONVERTED, diagnostics);
        assertThat(mesh.isPresent()).isNotEqualTo(diagnostics.hasErrors());
        mesh.ifPresent(MeshFuzzTest::use);
    }

    private static void use(Mesh mesh) {
        for (InertiaMode mode : InertiaMode.values()) {
            assertThat(MassProperties.of(mesh, mode).measure()).isFinite();
        }
        Topology topology = Topology.of(mesh);
        assertThat(topology.faces() + topology.degenerateFaces()).isEqualTo(mesh.faceCount());
        ConvexHull hull = ConvexHull.of(mesh.vertices());
        if (hull.dimension() == 3) {
            assertThat(Topology.of(Mesh.of(mesh.vertices(), hull.faces())).isClosed()).isTrue();
        }
        if (mesh.bounds().max().length() + mesh.bounds().min().length() < Mesh.MAX_COORDINATE / 4) {
            MeshTransforms.scale(MeshTransforms.toSinglePrecision(mesh), new Vec3(-1, 2, 3));
        }
    }

    @Test
    void stl() {
        fuzz("stl", List.of(MeshWriter.toStl(Shapes.box(1, 2, 3)), MeshWriter.toStl(Shapes.icosphere(1, 1)), """
                solid a
                facet normal 0 0 1 outer loop
                vertex 0 0 0
                vertex 1 0 0
                vertex 0 1 0
                endloop endfacet
                endsolid""".getBytes(UTF_8)), Map.of(), "solid", "facet", "vertex", "endloop");
    }

    @Test
    void obj() {
        fuzz("obj", List.of(MeshWriter.toObj(Shapes.icosphere(1, 1), ""), """
                mtllib m.mtl
                o a
                v 0 0 0 1 0 0
                v 1 0 0 1 0 0
                v 1 1 0
                v 0 1 0
                v 0.2 0.3 0
                vt 0 0
                vn 0 0 1
                usemtl red
                f 1/1/1 2/1/1 3/1/1 4/1/1
                g b
                f 1//1 2//1 3//1 4//1 -1//-1
                f 1 2 \\
                3
                l 1 2
                """.getBytes(UTF_8)), Map.of("m.mtl", "newmtl red\nKd 1 0 0\n".getBytes(UTF_8)),
                "v", "vt", "vn", "f", "o", "g", "usemtl", "mtllib", "l", "p", "s", "/", "//", "\\\n");
    }

    @Test
    void mtl() {
        byte[] obj = "mtllib a.mtl\nusemtl red\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n".getBytes(UTF_8);
        List<byte[]> corpus = List
                .of("newmtl red\nKd 1 0 0.5\nd 0.5\nTr 0.1\nmap_Kd -s 1 1 1 -clamp on b.png\n".getBytes(UTF_8));
        Fuzz.named("mesh-mtl").seed(72).corpus(corpus).extension(".mtl")
                .dictionary("newmtl", "Kd", "d", "Tr", "map_Kd", "-s", "-o")
                .allow(DiagnosticException.class)
                .run(Fuzz.count(), bytes -> read("/a.obj", FileAccess.inMemory(Map.of("a.obj", obj, "a.mtl", bytes))));
    }

    @Test
    void msh() {
        fuzz("msh", List.of(
                Reading.bytes(4, 4, 4, 4, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f,
                        1f, 0f, 0f, 0f,
                        1f, 0f, 0f, 1f, 0f, 0f, 1f, 1f, 1f, 0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3),
                Reading.bytes(4, 0, 0, 0, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f)), Map.of());
    }

    @Test
    void ply() {
        fuzz("ply", List.of(PlyReaderTest.text().getBytes(UTF_8), PlyReaderTest.binary(ByteOrder.LITTLE_ENDIAN),
                PlyReaderTest.binary(ByteOrder.BIG_ENDIAN)), Map.of(), "element", "property", "list", "vertex", "face",
                "tristrips",
                "uchar", "int", "double", "x", "end_header", "format", "ascii", "binary_little_endian");
    }

    @Test
    void off() {
        fuzz("off", List.of("OFF\n4 2 0\n0 0 0\n1 0 0\n1 1 0\n0 1 0\n4 0 1 2 3 1 0 0\n3 0 1 2\n".getBytes(UTF_8),
                "COFF 5 1 0\n0 0 0\n1 0 0\n1 1 0\n0 1 0\n.5 .1 0\n5 0 4 1 2 3\n".getBytes(UTF_8)), Map.of(), "OFF",
                "NOFF", "#");
    }

    @Test
    void collada() {
        String bound = """
                <node id="n"><rotate>0 0 1 90</rotate><instance_geometry url="#geo"><bind_material><technique_common>
                <instance_material symbol="m" target="#red"/></technique_common></bind_material></instance_geometry>
                <instance_node url="#shared"/></node>""";
        String polygons = "<polylist count=\"2\">" + ColladaReaderTest.INPUTS
                + "<vcount>4 3</vcount><p>0 0 0 1 0 0 2 0 0 3 0 0 0 0 0 1 0 0 2 0 0</p></polylist>";
        fuzz("dae", List.of(
                ColladaReaderTest.document("<unit meter=\"0.01\"/>", ColladaReaderTest.TRIANGLES, bound)
                        .getBytes(UTF_8),
                ColladaReaderTest.document("", polygons, ColladaReaderTest.NODE).getBytes(UTF_8)), Map.of(),
                "<node>", "</node>", "<p>", "<vcount>", "triangles", "polylist", "polygons", "trifans", "tristrips",
                "url=\"#n\"",
                "<instance_node url=\"#n\"/>", "<instance_geometry url=\"#geo\"/>", "stride=\"0\"", "offset=\"7\"",
                "<matrix>");
    }

    @Test
    void gltf() {
        fuzz("gltf", List.of(GltfReaderTest.embedded().getBytes(UTF_8),
                GltfReaderTest.DOCUMENT.replace("URI", "data.bin").getBytes(UTF_8)),
                Map.of("data.bin", GltfReaderTest.BUFFER),
                "\"nodes\"", "\"children\": [0]", "\"sparse\"", "\"count\": 999999999", "\"byteStride\": 1",
                "\"mode\": 5", "null", "[]",
                "{}", "\"matrix\"", "\"bufferView\": 1", "5121", "5126", "\"VEC4\"");
    }

    @Test
    void glb() {
        fuzz("glb",
                List.of(GltfReaderTest.binary(GltfReaderTest.DOCUMENT.replace(", \"uri\": \"URI\"", ""),
                        GltfReaderTest.BUFFER)),
                Map.of(), "JSON", "BIN", "glTF");
    }
}
