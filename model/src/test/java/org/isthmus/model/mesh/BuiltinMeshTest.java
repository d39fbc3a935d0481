package org.isthmus.model.mesh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

class BuiltinMeshTest {
    private static double[] numbers(String line) {
        return Stream.of(line.split(" ")).filter(s -> !s.isEmpty()).mapToDouble(Double::parseDouble).toArray();
    }

    /// The text was written by `builtin_meshes.py` beside it.
    @Test
    void verticesAndFacesAreMujocosInItsOrder() throws IOException {
        List<String> lines;
        try (InputStream in = BuiltinMeshTest.class.getResourceAsStream("builtin_meshes.txt")) {
            lines = new String(in.readAllBytes(), UTF_8).lines().toList();
        }
        for (int i = 0; i < lines.size(); i += 3) {
            String[] words = lines.get(i).split(" ", 2);
            Mesh mesh = BuiltinMesh.valueOf(words[0].toUpperCase(Locale.ROOT)).make(numbers(words[1]));
            assertClose(mesh.vertices().toArray(), numbers(lines.get(i + 1)), Tolerances.SINGLE);
            assertThat(mesh.faces().toArray()).as(lines.get(i))
                    .isEqualTo(Arrays.stream(numbers(lines.get(i + 2))).mapToInt(x -> (int) x).toArray());
        }
        assertThat(lines).hasSize(45);
    }

    @Test
    void solidsAreClosedAndFaceOutwards() {
        for (Mesh mesh : List.of(BuiltinMesh.SPHERE.make(3), BuiltinMesh.HEMISPHERE.make(7),
                BuiltinMesh.SUPERSPHERE.make(9, 0.7, 1.3),
                BuiltinMesh.SUPERTORUS.make(9, 0.4, 0.7, 1.3))) {
            assertThat(Topology.of(mesh).isSolid()).isTrue();
        }
    }

    @Test
    void parametersThatCannotBeAreTold() {
        assertThat(BuiltinMesh.SPHERE.problem(2)).isEmpty();
        assertThat(BuiltinMesh.SPHERE.problem()).isEqualTo("0 parameters, expected 1");
        assertThat(BuiltinMesh.SPHERE.problem(5)).isEqualTo("subdivisions is 5.0, expected from 0.0 to 4.0");
        assertThat(BuiltinMesh.SUPERTORUS.problem(3, 0, 1, 1)).isEqualTo("radius is 0.0, expected above 0 to 1.0");
        assertThat(BuiltinMesh.CONE.problem(3, Double.NaN)).startsWith("radius is NaN");
        assertThatThrownBy(() -> BuiltinMesh.PLATE.make(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
