package org.isthmus.dataset.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeDescription;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Recordings;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.act.ActExporter;
import org.isthmus.dataset.annotation.AnnotatedEpisodes;
import org.isthmus.dataset.hdf5.Hdf5File;
import org.isthmus.dataset.hdf5.Hdf5Node;
import org.isthmus.dataset.maniskill.ManiSkillExporter;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.webdataset.WebDatasetExporter;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class OtherFormatsTest {
    @TempDir
    private Path folder;

    private Path record(int count) {
        Path place = folder.resolve("store");
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            for (int n = 0; n < count; n++) {
                Recordings.record(store, n);
            }
        }
        return place;
    }

    private Path export(Path place, String name, Consumer<ExportJob> exporter) {
        Path out = folder.resolve(name);
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            exporter.accept(new ExportJob(store, store.episodes(), out, 1, Progress.silent(), new Diagnostics()));
        }
        return out;
    }

    @Test
    void maniSkillHasOneObservationMoreThanActions() throws IOException {
        Path out = export(record(2), "maniskill", ManiSkillExporter::export);
        try (Hdf5File file = Hdf5File.open(out.resolve("trajectory.h5"), new Diagnostics())) {
            Hdf5Node trajectory = file.root().require("traj_1");
            assertThat(trajectory.require("actions").shape()).containsExactly(6L, 3L);
            assertThat(trajectory.require("obs/agent/qpos").read(6, 7).doubles())
                    .containsExactly(Recordings.state(1, 6));
            assertThat(trajectory.require("obs/sensor_data/wrist/rgb").bytes(6, 7))
                    .isEqualTo(Recordings.image(1, 6));
            assertThat(trajectory.require("obs/sensor_data/wrist/depth").shape()).containsExactly(7L, 8L, 12L, 1L);
            assertThat(trajectory.require("obs/sensor_data/wrist/depth").read(0, 1).doubles()[50]).isEqualTo(500);
            assertThat(trajectory.require("truncated").read().longs()).containsExactly(0, 0, 0, 0, 0, 1);
            assertThat(trajectory.require("success").read().longs()).containsOnly(0);
            assertThat(trajectory.require("rewards").shape()).containsExactly(6L);
        }
        JsonNode json = new ObjectMapper().readTree(out.resolve("trajectory.json").toFile());
        assertThat(json.path("episodes").path(1).path("elapsed_steps").asInt()).isEqualTo(6);
        assertThat(json.path("episodes").path(1).path("episode_seed").asInt()).isEqualTo(8);
        assertThat(json.path("env_info").path("env_id").asText()).isEqualTo("pick");
    }

    @Test
    void maniSkillHasCamerasOfAnnotatedEpisodes() {
        Path out = export(AnnotatedEpisodes.record(folder.resolve("a"), 1), "maniskill", ManiSkillExporter::export);
        try (Hdf5File file = Hdf5File.open(out.resolve("trajectory.h5"), new Diagnostics())) {
            Hdf5Node camera = file.root().require("traj_0/obs/sensor_param/front");
            assertThat(camera.require("intrinsic_cv").read(0, 1).doubles()).containsExactly(20, 0, 11.5, 0, 21, 7.5, 0,
                    0, 1);
            // at z = -1, turned half round about y: its x axis is -x, its z axis -z; OpenGL's y and z are the opposite
            assertThat(camera.require("cam2world_gl").read(0, 1).doubles()).containsExactly(
                    new double[]{-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, -1, 0, 0, 0, 1}, within(0.0));
            assertThat(file.root().require("traj_0/obs/sensor_data/front/segmentation").shape())
                    .containsExactly(5L, 16L, 24L, 1L);
        }
    }

    @Test
    void actHasAFileForEachEpisode() {
        Path out = export(record(2), "act", ActExporter::export);
        try (Hdf5File file = Hdf5File.open(out.resolve("episode_1.hdf5"), new Diagnostics())) {
            assertThat(file.root().require("action").read(5, 6).doubles()).containsExactly(1, 5, 0.1f * 5);
            assertThat(file.root().require("observations/qpos").shape()).containsExactly(6L, 5L);
            assertThat(file.root().require("observations/images/wrist").bytes(2, 3)).isEqualTo(Recordings.image(1, 2));
            assertThat(file.root().text("language")).contains("do it, grün");
        }
        Path none = folder.resolve("none");
        try (EpisodeStore store = EpisodeStore.openForWriting(none, 1, new Diagnostics());
                EpisodeWriter writer = store.begin(EpisodeInfo.of("x", FrameRate.of(1)), List.of(Channel.actions(1)))) {
            writer.append("actions", 1);
            writer.finish(Success.UNKNOWN, List.of());
        }
        assertThatThrownBy(() -> export(none, "x", ActExporter::export))
                .hasMessageContaining("episode 0 has no positions; expected actions, and one of states/qpos,");
    }

    /// A header of ustar: name, mode, size in octal, and a checksum of the bytes with blanks in its own place.
    @Test
    void webDatasetHasASampleForEachStep() throws IOException {
        byte[] tar = Files.readAllBytes(export(record(1), "shards", WebDatasetExporter::export)
                .resolve("shard-000000.tar"));
        int at = 0;
        int files = 0;
        while (tar[at] != 0) {
            int size = Integer.parseInt(new String(tar, at + 124, 11, StandardCharsets.US_ASCII), 8);
            int told = Integer.parseInt(new String(tar, at + 148, 6, StandardCharsets.US_ASCII), 8);
            int sum = 0;
            for (int i = 0; i < 512; i++) {
                sum += i >= 148 && i < 156 ? ' ' : tar[at + i] & 0xFF;
            }
            assertThat(told).isEqualTo(sum);
            String name = new String(tar, at, 100, StandardCharsets.US_ASCII).trim();
            assertThat(name).startsWith("000000_00000" + files / 3 + ".");
            if (name.equals("000000_000003.json")) {
                JsonNode json = new ObjectMapper().readTree(tar, at + 512, size);
                assertThat(json.path("states/qpos").path(2).asDouble()).isEqualTo(Recordings.state(0, 3)[2]);
                assertThat(json.path("actions").path(2).asDouble()).isEqualTo(0.1f * 3);
                assertThat(json.path("observations/depth/wrist.scale").asDouble()).isEqualTo(0.001);
            }
            at += 512 * (1 + Math.ceilDiv(size, 512));
            files++;
        }
        assertThat(files).isEqualTo(15);
        assertThat(tar.length - at).isEqualTo(1024);
    }

    @Test
    void notesAreReadAsTheyWereWrittenAndTakeAnything() {
        try (EpisodeStore store = EpisodeStore.open(record(1), new Diagnostics());
                Episode episode = store.read(0, new Diagnostics())) {
            EpisodeNote note = EpisodeNote.of(episode, channel -> channel.role() == Channel.Role.VALUES);
            EpisodeNote back = EpisodeNote.parse(note.toJson(), SourceLocation.UNKNOWN, new Diagnostics());
            assertThat(back.what()).isEqualTo(EpisodeDescription.of(episode));
            assertThat(back.lastRows()).containsOnlyKeys("states/qpos");
            assertThat(back.lastRows().get("states/qpos")).isEqualTo(episode.bytes("states/qpos", 5, 6));
            Fuzz.named("episode-note").seed(8).corpus(List.of(note.toJson().getBytes(StandardCharsets.UTF_8)))
                    .dictionary("last_rows", "channels", "states", "float64").extension(".json")
                    .allow(DiagnosticException.class).run(Fuzz.count() / 4, bytes -> EpisodeNote
                            .parse(new String(bytes, StandardCharsets.UTF_8), SourceLocation.UNKNOWN,
                                    new Diagnostics()));
        }
    }
}
