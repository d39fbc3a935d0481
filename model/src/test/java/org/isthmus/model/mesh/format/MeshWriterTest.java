package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.model.mesh.CornerValues;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;
import org.isthmus.model.mesh.MeshTexture;
import org.isthmus.model.mesh.MeshTransforms;
import org.isthmus.model.mesh.Welding;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class MeshWriterTest {
    private static final List<MeshMaterial> MATERIALS = List.of(
            new MeshMaterial("red", DoubleArray.wrap(1, 0, 0.1, 0.7), Optional.empty()),
            new MeshMaterial("sky blue", DoubleArray.wrap(), Optional.of(MeshTexture.file("/tex/a b.png"))));

    static Mesh random(RandomGenerator random) {
        int nvertex = 3 + random.nextInt(20);
        int nface = 1 + random.nextInt(20);
        double[] vertices = new double[3 * nvertex];
        for (int i = 0; i < vertices.length; i++) {
            vertices[i] = Math.clamp(Property.awkwardFinite(random), -Mesh.MAX_COORDINATE, Mesh.MAX_COORDINATE);
        }
        IntArray faces = IntArray.wrap(random.ints(3L * nface, 0, nvertex).toArray());
        List<MeshPart> parts = new ArrayList<>();
        for (int at = 0, n; at < nface; at += n) {
            n = 1 + random.nextInt(nface - at);
            parts.add(new MeshPart("part " + random.nextInt(3), at, n, MATERIALS.get(random.nextInt(2))));
        }
        CornerValues colours = random.nextBoolean() ? CornerValues.none(4)
                : new CornerValues(4, DoubleArray.wrap(random.doubles(4L * nvertex).toArray()), faces);
        return new Mesh(DoubleArray.wrap(vertices), faces, corners(random, 3, nface), corners(random, 2, nface),
                colours, parts);
    }

    private static CornerValues corners(RandomGenerator random, int width, int nface) {
        int n = 1 + random.nextInt(5);
        return random.nextBoolean() ? CornerValues.none(width)
                : new CornerValues(width, DoubleArray.wrap(random.doubles((long) width * n, -1, 1).toArray()),
                        IntArray.wrap(random.ints(3L * nface, 0, n).toArray()));
    }

    /// Colours of vertices that no face uses come back as those of vertex 0, so only used ones are compared.
    @Test
    void objComesBackExactly() {
        Property.check(61, 200, random -> {
            Mesh mesh = random(random);
            byte[] obj = MeshWriter.toObj(mesh, "m.mtl");
            Mesh read = Reading.of("a.obj", obj, Map.of("m.mtl", MeshWriter.toMtl(mesh), "tex/a b.png", new byte[1]),
                    MeshReadOptions.CONVERTED).mesh();
            assertThat(read.vertices()).isEqualTo(mesh.vertices());
            assertThat(read.faces()).isEqualTo(mesh.faces());
            assertThat(read.normals()).isEqualTo(mesh.normals());
            assertThat(read.texcoords()).isEqualTo(mesh.texcoords());
            assertThat(read.parts()).isEqualTo(mesh.parts());
            for (int i = 0; i < mesh.colours().corners().length(); i++) {
                int before = mesh.colours().corners().get(i);
                int after = read.colours().corners().get(i);
                assertThat(read.colours().values().slice(4 * after, 4 * after + 4))
                        .isEqualTo(mesh.colours().values().slice(4 * before, 4 * before + 4));
            }
        });
    }

    @Test
    void singlePrecisionMeshComesBackFromStlExactly() {
        Property.check(62, 200, random -> {
            Mesh mesh = Welding.weld(MeshTransforms.toSinglePrecision(random(random)));
            Mesh first = Reading.of("a.stl", MeshWriter.toStl(mesh)).mesh();
            assertThat(Reading.of("a.stl", MeshWriter.toStl(first)).mesh()).isEqualTo(first);
            for (int f = 0; f < mesh.faceCount(); f++) {
                for (int c = 0; c < 3; c++) {
                    // 0 and −0 are one place
                    assertThat(first.corner(f, c).minus(mesh.corner(f, c)).length()).isZero();
                }
            }
        });
    }

    @Test
    void objReadsWell() {
        Mesh square = Reading.of("a.obj", "o top\nv 0 0 0\nv 1 0 0\nv 1 1.5 0\nvt 0 0\nvn 0 0 1\nf 1/1/1 2/1/1 3/1/1")
                .mesh();
        assertThat(new String(MeshWriter.toObj(square, ""), UTF_8)).isEqualTo("""
                v 0 0 0
                v 1 0 0
                v 1 1.5 0
                vt 0 0
                vn 0 0 1
                o top
                f 1/1/1 2/1/1 3/1/1
                """);
    }

    @Test
    void namesCannotBreakTheFile() {
        Mesh mesh = new Mesh(DoubleArray.wrap(new double[9]), IntArray.wrap(0, 1, 2), CornerValues.none(3),
                CornerValues.none(2),
                CornerValues.none(4), List.of(new MeshPart("a\nv 1 2 3 # \\", 0, 1,
                        new MeshMaterial("m\nf 1 2 3", DoubleArray.wrap(), Optional.empty()))));
        Mesh read = Reading.of("a.obj", MeshWriter.toObj(mesh, "m.mtl"), Map.of("m.mtl", MeshWriter.toMtl(mesh)),
                MeshReadOptions.CONVERTED).mesh();
        assertThat(read.faceCount()).isEqualTo(1);
        assertThat(read.vertexCount()).isEqualTo(3);
        assertThat(read.parts().getFirst().name()).isEqualTo("a_v 1 2 3 _ _");
    }
}
