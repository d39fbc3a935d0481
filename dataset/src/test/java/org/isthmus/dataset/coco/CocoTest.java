package org.isthmus.dataset.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.Recordings;
import org.isthmus.dataset.annotation.AnnotatedEpisodes;
import org.isthmus.dataset.export.ExportJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class CocoTest {
    @TempDir
    private Path folder;

    private Path export(Path place, String name, boolean wantsPolygons) {
        Path out = folder.resolve(name);
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            CocoExporter.export(
                    new ExportJob(store, store.episodes(), out, 1, Progress.silent(), new Diagnostics()),
                    wantsPolygons);
        }
        return out;
    }

    @Test
    void everyImageAndEveryVisibleObjectIsThere() throws IOException {
        Path out = export(AnnotatedEpisodes.record(folder.resolve("a"), 2), "coco", true);
        JsonNode json = new ObjectMapper().readTree(out.resolve("coco_annotations.json").toFile());
        assertThat(json.path("images")).hasSize(10);
        assertThat(json.path("annotations")).hasSize(20); // the third object is never seen
        assertThat(json.path("images").path(9).path("file_name").asText()).isEqualTo("images/000001_front_000004.png");
        assertThat(out.resolve("images/000001_front_000004.png")).isNotEmptyFile();
        assertThat(json.path("categories").toString()).isEqualTo(
                "[{\"id\":1,\"name\":\"cup\",\"supercategory\":\"object\",\"keypoints\":[\"rim\",\"handle\"],\"skeleton\":[]},"
                        + "{\"id\":2,\"name\":\"carton\",\"supercategory\":\"object\"}]");
        JsonNode mug = json.path("annotations").path(0);
        assertThat(mug.path("bbox").toString()).isEqualTo("[3,3,9,11]");
        assertThat(mug.path("keypoints").toString()).isEqualTo("[8.0,4.0,2.0,9.5,8.0,1.0]");
        assertThat(mug.path("segmentation").isArray()).isTrue();
        assertThat(json.path("annotations").path(1).path("segmentation").path("size").toString())
                .as("a mask with a hole is kept as run lengths").isEqualTo("[16,24]");
    }

    /// A square, one that touches it at a corner, and the worked example of COCO's order: columns first.
    @Test
    void masksBecomeRunsAndOutlines() {
        boolean[] mask = {true, false, false, false, true, true};
        assertThat(RunLengths.of(mask, 3)).containsExactly(0, 1, 2, 1, 1, 1);
        assertThat(Outlines.of(mask, 3)).hasValue(List.of(List.of(0, 0, 1, 0, 1, 1, 0, 1),
                List.of(1, 1, 3, 1, 3, 2, 1, 2)));
        assertThat(Outlines.of(new boolean[4], 2)).hasValue(List.of());
        boolean[] ring = {true, true, true, true, false, true, true, true, true};
        assertThat(Outlines.of(ring, 3)).isEmpty();
    }

    @Test
    void runsAndOutlinesHaveTheAreaOfTheMask() {
        RandomStream random = RandomStream.of(3);
        for (int i = 0; i < 300; i++) {
            int width = 1 + random.nextInt(9);
            boolean[] mask = new boolean[width * (1 + random.nextInt(9))];
            int area = 0;
            for (int k = 0; k < mask.length; k++) {
                mask[k] = random.nextInt(3) > 0;
                area += mask[k] ? 1 : 0;
            }
            List<Integer> runs = RunLengths.of(mask, width);
            assertThat(runs.stream().mapToInt(r -> r).sum()).isEqualTo(mask.length);
            int inside = 0;
            for (int k = 1; k < runs.size(); k += 2) {
                inside += runs.get(k);
            }
            assertThat(inside).isEqualTo(area);
            int expected = area;
            Outlines.of(mask, width).ifPresent(polygons -> assertThat(polygons.stream().mapToInt(CocoTest::area).sum())
                    .isEqualTo(expected));
        }
    }

    private static int area(List<Integer> p) {
        int sum = 0;
        for (int i = 0; i < p.size(); i += 2) {
            sum += p.get(i) * p.get((i + 3) % p.size()) - p.get((i + 2) % p.size()) * p.get(i + 1);
        }
        return sum / 2;
    }

    @Test
    void episodesWithoutAnnotationsAreTold() {
        Path place = folder.resolve("plain");
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            Recordings.record(store, 0);
        }
        assertThatThrownBy(() -> export(place, "coco", false)).hasMessageContaining("episode 0 has no annotations")
                .hasMessageContaining("render it with isthmus data replay --annotate");
        assertThat(folder.resolve("coco")).doesNotExist();
    }
}
