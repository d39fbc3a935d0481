package org.isthmus.dataset.bop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.annotation.AnnotatedEpisodes;
import org.isthmus.dataset.export.ExportJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class BopTest {
    @TempDir
    private Path folder;

    @Test
    void scenesHaveCamerasPosesAndMasks() throws IOException {
        Path out = folder.resolve("bop");
        try (EpisodeStore store = EpisodeStore.open(AnnotatedEpisodes.record(folder.resolve("a"), 2),
                new Diagnostics())) {
            BopExporter
                    .export(new ExportJob(store, store.episodes(), out, 1, Progress.silent(), new Diagnostics()));
        }
        JsonNode camera = json(out.resolve("train_pbr/000001/scene_camera.json")).path("3");
        assertThat(camera.path("cam_K").toString()).isEqualTo("[20.0,0.0,11.5,0.0,21.0,7.5,0.0,0.0,1.0]");
        assertThat(camera.path("depth_scale").asDouble()).isEqualTo(0.5);
        JsonNode truth = json(out.resolve("train_pbr/000001/scene_gt.json")).path("3");
        assertThat(truth).hasSize(3);
        // the camera is at z = -1, turned half round about y: the point (0.3, 1, 1) of the world is (-0.3, 1, -2) there
        assertThat(truth.path(0).path("cam_t_m2c")).extracting(n -> (double) Math.round(n.asDouble()))
                .containsExactly(-300.0, 1000.0, -2000.0);
        assertThat(truth.path(1).path("obj_id").asInt()).isEqualTo(2);
        JsonNode info = json(out.resolve("train_pbr/000001/scene_gt_info.json")).path("0");
        assertThat(info.path(0).path("bbox_obj").toString()).isEqualTo("[3,3,11,11]");
        assertThat(info.path(2).path("bbox_visib").toString()).isEqualTo("[-1,-1,-1,-1]");
        assertThat(info.path(1).path("visib_fract").asDouble()).isEqualTo(1);
        assertThat(json(out.resolve("models/models_info.json")).path("2").path("diameter").asDouble())
                .isEqualTo(Math.sqrt(3) * 200);
        assertThat(json(out.resolve("camera.json")).path("width").asInt()).isEqualTo(24);
        assertThat(out.resolve("train_pbr/000001/mask_visib/000004_000002.png")).isNotEmptyFile();
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
