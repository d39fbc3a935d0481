package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Aabb;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.MassProperties;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

/// Every mesh file of the shared data loads or says why not; the numbers of many agree with independent readers
/// (`mesh_reference.py` beside the csv file).
class RealMeshesTest {
    private final Diagnostics diagnostics = new Diagnostics();

    private Optional<Mesh> read(Path root, Path file) {
        return MeshReader.read(FileAccess.name(file), FileAccess.onDisk(List.of(root)), MeshReadOptions.CONVERTED,
                SourceLocation.UNKNOWN, diagnostics);
    }

    private static List<Path> meshFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(f -> MeshReader.extensions().contains(
                    f.toString().substring(f.toString().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))).sorted()
                    .toList();
        }
    }

    @Test
    void robotsAndObjectsLoadOrAreMeshesOfGmsh() throws IOException {
        int loaded = 0;
        for (String folder : List.of("robots", "objects")) {
            Path root = SharedData.require(folder);
            for (Path file : meshFiles(root)) {
                int errors = diagnostics.errorCount();
                Optional<Mesh> mesh = read(root, file);
                String name = root.relativize(file).toString();
                if (name.endsWith("/line.obj")) {
                    assertThat(lastError()).contains("the file has 4 vertices and no faces");
                } else if (name.endsWith(".msh") && !name.endsWith("/cube.msh")) {
                    assertThat(lastError()).as(name).contains("the file is a mesh of Gmsh");
                } else {
                    assertThat(mesh).as(name).isPresent();
                    assertThat(diagnostics.errorCount()).as(name).isEqualTo(errors);
                    loaded++;
                }
            }
        }
        assertThat(loaded).isGreaterThan(230);
    }

    private String lastError() {
        return diagnostics.list().getLast().found();
    }

    /// File (of objects_dirty/trimesh), then faces, or what is found wrong.
    private static final String DIRTY = """
            7_8ths_cube.stl                  24
            BoxInterleaved.glb               12
            BoxTextured.glb                  12
            BoxTextured.ply                  12
            ballA.off                        3796
            blue_cube.dae                    12
            comments.off                     12
            cube.OBJ                         12
            cube.glb                         12
            cube_compressed.obj              12
            cube_invalid_shininess.dae       12
            cubevt.obj                       12 some texture coordinates are missing or not finite
            empty.obj                        the file has 0 vertices and no faces
            empty.ply                        the file has 0 vertices and no faces
            empty.stl                        the file has 0 vertices and no faces
            emptyIO/obj_points.obj           12 the file has vertices and no faces
            emptyIO/obj_wireframe.obj        the file has 8 vertices and no faces
            emptyIO/ply_points_ascii.ply     the file has 8 vertices and no faces
            emptyIO/ply_points_bin.ply       the file has 8 vertices and no faces
            emptyIO/stl_empty_ascii.stl      the file has 0 vertices and no faces
            emptyIO/stl_empty_bin.stl        the STL file declares no faces
            face_in_group_name.obj           the file has 1 vertices and no faces
            face_in_group_name_mid_file.obj  2 some normals are missing or not finite
            featuretype.STL                  3476
            insulated.msh                    the file is a mesh of Gmsh
            joined_tetrahedra.obj            8
            mirror.ply                       286
            negative_indices.obj             12
            nested.glb                       36
            noimg.obj                        1000 material 'material_0' is not defined
            not_convex.obj                   96
            octagonal_pocket.ply             3262
            plate_holes.STL                  1252
            singlevn.obj                     2 file 'surface.mtl' does not exist
            textured_tetrahedron.obj         4
            tube.obj                         120 file 'fat_pipe.mtl' does not exist
            two_objects.obj                  16
            two_objects_mixed_case_names.stl 24
            unit_cube.STL                    12
            unit_sphere.STL                  1280
            wallhole.obj                     66 file '00.mtl' does not exist
            whitespace.off                   12
            """;

    @Test
    void dirtyMeshesLoadOrSayWhatIsWrong() throws IOException {
        Path root = SharedData.require("objects_dirty/trimesh");
        StringBuilder found = new StringBuilder();
        for (Path file : meshFiles(root)) {
            Diagnostics own = new Diagnostics();
            Optional<Mesh> mesh = MeshReader.read(FileAccess.name(file), FileAccess.onDisk(List.of(root)),
                    MeshReadOptions.CONVERTED, SourceLocation.UNKNOWN, own);
            String faces = mesh.map(m -> m.faceCount() + " ").orElse("");
            String said = own.list().stream().findFirst().map(Diagnostic::found).orElse("");
            found.append(String.format(Locale.ROOT, "%-32s %s", root.relativize(file), faces + said).strip())
                    .append('\n');
        }
        assertThat(found.toString()).isEqualTo(DIRTY);
    }

    @Test
    void facesVolumesAreasAndBoundsAgreeWithIndependentReaders() throws IOException {
        for (String line : lines()) {
            String[] row = line.split(",");
            double[] expected = Arrays.stream(row).skip(1).mapToDouble(Double::parseDouble).toArray();
            Path root = SharedData.require(row[0].substring(0, row[0].indexOf('/')));
            Mesh mesh = read(root, SharedData.require(row[0])).orElseThrow();
            assertThat(mesh.faceCount()).as(row[0]).isEqualTo((int) expected[0]);
            Aabb box = boundsOfFaces(mesh);
            double size = box.halfSize().length();
            double volume = size * size * size;
            assertClose(volumeAboutOrigin(mesh) / volume, expected[1] / volume, 1e-6);
            assertClose(MassProperties.surfaceArea(mesh) / expected[2], 1, 1e-6);
            assertClose(box.min().toArray(), Arrays.copyOfRange(expected, 3, 6), 1e-6 * size, 1e-6);
            assertClose(box.max().toArray(), Arrays.copyOfRange(expected, 6, 9), 1e-6 * size, 1e-6);
        }
    }

    /// Of open surfaces the volume depends on the point to which it is taken.
    private static double volumeAboutOrigin(Mesh mesh) {
        double sum = 0;
        for (int f = 0; f < mesh.faceCount(); f++) {
            sum += mesh.corner(f, 0).dot(mesh.corner(f, 1).cross(mesh.corner(f, 2))) / 6;
        }
        return sum;
    }

    private static Aabb boundsOfFaces(Mesh mesh) {
        Aabb box = Aabb.EMPTY;
        for (int f = 0; f < mesh.faceCount(); f++) {
            box = box.union(Aabb.around(mesh.corner(f, 0), mesh.corner(f, 1), mesh.corner(f, 2)));
        }
        return box;
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = RealMeshesTest.class.getResourceAsStream("mesh_reference.csv")) {
            return new String(in.readAllBytes(), UTF_8).lines().skip(1).toList();
        }
    }
}
