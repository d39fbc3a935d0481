package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Sym3;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.InertiaMode;
import org.isthmus.model.mesh.MassProperties;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshTransforms;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

/// Real meshes as MuJoCo 3.14 reads them; the numbers were written by `mujoco_inertia.py` beside the csv file.
class MujocoInertiaTest {
    private final Map<String, Mesh> meshes = new LinkedHashMap<>();

    private Mesh read(String file) {
        Path path = SharedData.require(file);
        FileAccess files = FileAccess.onDisk(List.of(path.getParent()));
        Mesh mesh = MeshReader.read(FileAccess.name(path), files, MeshReadOptions.AS_IN_FILE, SourceLocation.UNKNOWN,
                new Diagnostics()).orElseThrow();
        return MeshTransforms.firstObject(MeshTransforms.toSinglePrecision(mesh));
    }

    @Test
    void countsVolumesCentresAndInertiasAgreeToSixDigits() throws IOException {
        for (String line : lines()) {
            String[] row = line.split(",");
            Mesh mesh = meshes.computeIfAbsent(row[0], this::read);
            assertThat(List.of(mesh.vertexCount(), mesh.faceCount())).as(row[0])
                    .isEqualTo(List.of(Integer.parseInt(row[2]), Integer.parseInt(row[3])));
            InertiaMode mode = InertiaMode.valueOf(row[1].toUpperCase(Locale.ROOT));
            compare(mesh, MassProperties.of(mesh, mode),
                    Arrays.stream(row, 5, 15).mapToDouble(Double::parseDouble).toArray());
        }
        assertThat(meshes).hasSizeGreaterThan(30);
    }

    /// Volume relative to itself, the centre to the mesh's size, the inertia to its largest moment.
    private static void compare(Mesh mesh, MassProperties p, double[] expected) {
        double size = mesh.bounds().halfSize().length();
        Sym3 i = p.inertia();
        double largest = Math.max(expected[4], Math.max(expected[5], expected[6]));
        assertClose(p.measure() / expected[0], 1, 1e-6);
        assertClose(p.centerOfMass().toArray(), Arrays.copyOfRange(expected, 1, 4), 1e-6 * size, 0);
        assertClose(new double[]{i.xx(), i.yy(), i.zz(), i.xy(), i.xz(), i.yz()}, Arrays.copyOfRange(expected, 4, 10),
                1e-6 * largest, 0);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = MujocoInertiaTest.class.getResourceAsStream("mujoco_inertia.csv")) {
            return new String(in.readAllBytes(), UTF_8).lines().skip(1).toList();
        }
    }
}
