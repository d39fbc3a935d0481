package org.isthmus.model.mjcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each file of `shared_mjcf.txt` comes out as it says there; what loads also survives writing and reading.
class SharedMjcfTest {
    private static final int GEOMS = 2;
    private static final int MESHES = 4;

    private record Row(String fate, String path, List<Integer> counts, List<String> error) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(SharedMjcfTest.class.getResourceAsStream("shared_mjcf.txt"))) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                String[] words = line.split(" ");
                if (line.startsWith("  ")) {
                    rows.getLast().error.add(line.strip().replace("*", rows.getLast().path));
                } else if (!line.startsWith("#")) {
                    List<Integer> counts = Arrays.stream(words).skip(2).map(Integer::valueOf).toList();
                    rows.add(new Row(words[0], words[1], counts, new ArrayList<>()));
                }
            }
        }
        return rows;
    }

    @TestFactory
    List<DynamicTest> everyFileComesOutLikeThis() throws IOException {
        Path root = SharedData.require("MANIFEST.md").toAbsolutePath().resolveSibling("");
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.path, () -> check(row, root))).toList();
    }

    private static void check(Row row, Path root) {
        if (row.fate.equals("loads")) {
            Scene scene = read(row, root, MissingFiles.ERROR);
            assertThat(counts(scene)).isEqualTo(row.counts);
            MjcfRoundTripTest.checkScene(scene);
            return;
        }
        assertThat(firstError(row, root)).containsSubsequence(row.error.getFirst().split("…"));
        if (row.fate.equals("incomplete")) {
            List<Integer> counts = new ArrayList<>(counts(read(row, root, MissingFiles.WARN)));
            for (int leftOut : List.of(GEOMS, MESHES)) {
                assertThat(counts.get(leftOut)).isLessThanOrEqualTo(row.counts.get(leftOut));
                counts.set(leftOut, row.counts.get(leftOut));
            }
            assertThat(counts).isEqualTo(row.counts);
        }
    }

    private static Scene read(Row row, Path root, MissingFiles missing) {
        return MjcfReader.read(FileAccess.onDisk(List.of(root)), FileAccess.name(root.resolve(row.path)),
                new MjcfReader.Options(missing), new Diagnostics());
    }

    private static String firstError(Row row, Path root) {
        try {
            read(row, root, MissingFiles.ERROR);
            return "none";
        } catch (DiagnosticException e) {
            return e.diagnostics().stream()
                    .filter(d -> d.severity() == Severity.ERROR)
                    .map(Diagnostic::toString)
                    .findFirst().orElseThrow()
                    .replace(FileAccess.name(root) + "/", "");
        }
    }

    private static List<Integer> counts(Scene scene) {
        int[] n = new int[4];
        scene.world.forEach(body -> {
            n[0]++;
            n[1] += body.joints.size();
            n[2] += body.geoms.size();
            n[3] += body.sites.size();
        });
        return List.of(n[0], n[1], n[2], n[3], scene.meshes.size(), scene.actuators.size(), scene.sensors.size(),
                scene.tendons.size(), scene.equalities.size());
    }
}
