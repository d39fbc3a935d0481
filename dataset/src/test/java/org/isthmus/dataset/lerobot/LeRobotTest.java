package org.isthmus.dataset.lerobot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.SameEpisodes;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoCodec;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class LeRobotTest {
    private static final int WIDTH = 32;
    private static final int HEIGHT = 24;

    @TempDir
    private Path folder;

    private Path record(String name, boolean withCamera, int count) {
        Path place = folder.resolve(name);
        List<Channel> numbers = List.of(Channel.actions(2).withLabels(List.of("x", "it's")),
                Channel.values("observations/state", Element.FLOAT64, Timing.STATES, 3),
                Channel.values("observations/touch", Element.BOOL, Timing.STEPS, 2),
                Channel.values("rewards", Element.FLOAT32, Timing.STEPS, 1),
                Channel.values("phase", Element.INT64, Timing.STEPS, 1));
        List<Channel> all = withCamera
                ? Stream.concat(numbers.stream(), Stream.of(Channel.image("top", Timing.STATES, WIDTH, HEIGHT)))
                        .toList()
                : numbers;
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            for (int n = 0; n < count; n++) {
                EpisodeInfo info = EpisodeInfo.of("pick", FrameRate.of(10))
                        .withLanguage(n % 2 == 0 ? "pick it" : "don't \"grün\"")
                        .withRobot("panda");
                try (EpisodeWriter writer = store.begin(info, all)) {
                    recordRows(writer, n, withCamera);
                }
            }
        }
        return place;
    }

    private static void recordRows(EpisodeWriter writer, int n, boolean withCamera) {
        int steps = 7 + n;
        for (int t = 0; t <= steps; t++) {
            if (t < steps) {
                writer.append("actions", n, 0.1 * t);
                writer.append("observations/touch", t % 2, 1);
                writer.append("rewards", t);
                writer.append("phase", Math.floorDiv(t, 3));
            }
            writer.append("observations/state", state(n, t));
            if (withCamera) {
                writer.append("observations/images/top", image(n, t));
            }
        }
        writer.finish(n % 2 == 0 ? Success.YES : Success.NO, List.of());
    }

    private static double[] state(int n, int t) {
        RandomStream random = RandomStream.of(n).child("state", t);
        return new double[]{random.nextDouble(-1, 1), random.nextDouble(-1, 1), n};
    }

    private static byte[] image(int n, int t) {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (40 * n + 10 * t + i / (WIDTH * 3));
        }
        return rgb;
    }

    private Path export(Path place, String name, LeRobotOptions options) {
        Path out = folder.resolve(name);
        Diagnostics diagnostics = new Diagnostics();
        try (EpisodeStore store = EpisodeStore.open(place, diagnostics)) {
            LeRobotExporter.export(new ExportJob(store, store.episodes(), out, 1, Progress.silent(), diagnostics),
                    options);
        }
        assertThat(diagnostics.list()).isEmpty();
        return out;
    }

    private Path read(Path dataset, String name, Diagnostics diagnostics) {
        Path place = folder.resolve(name);
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, diagnostics)) {
            LeRobotImporter.read(dataset, store, true, Progress.silent(), diagnostics);
        }
        return place;
    }

    private static LeRobotOptions options(LeRobotVersion version) {
        return LeRobotOptions.of(version, VideoCodec.AV1);
    }

    @Test
    void imagesInTablesComeBackWithoutLoss() {
        LeRobotOptions options = options(LeRobotVersion.V3_0).withImagesInTables();
        Path dataset = export(record("a", true, 2), "dataset", options);
        assertThat(dataset.resolve("videos")).doesNotExist();
        Path back = read(dataset, "back", new Diagnostics());
        try (EpisodeStore store = EpisodeStore.open(back, new Diagnostics());
                Episode episode = store.read(1, new Diagnostics())) {
            for (int t = 0; t < episode.steps(); t++) {
                assertThat(episode.bytes("observations/images/top", t, t + 1)).isEqualTo(image(1, t));
            }
        }
        Path again = export(back, "again", options);
        for (String name : List.of("data/chunk-000/file-000.parquet", "meta/episodes/chunk-000/file-000.parquet",
                "meta/stats.json", "meta/info.json")) {
            assertThat(again.resolve(name)).as(name).hasSameBinaryContentAs(dataset.resolve(name));
        }
    }

    @Test
    void grootIsToldWhatIsWhere() {
        Path dataset = export(record("a", true, 1), "dataset", options(LeRobotVersion.V2_1).withGroot());
        assertThat(dataset.resolve("meta/modality.json")).content().isEqualToIgnoringWhitespace("""
                {"state": {"state": {"start": 0, "end": 3, "original_key": "observation.state"},
                           "touch": {"start": 0, "end": 2, "original_key": "observation.touch"}},
                 "action": {"action": {"start": 0, "end": 2, "original_key": "action"}},
                 "video": {"top": {"original_key": "observation.images.top"}},
                 "annotation": {"human.task_description": {"original_key": "task_index"}}}""");
    }

    @ParameterizedTest
    @EnumSource(LeRobotVersion.class)
    void whatWasExportedIsImported(LeRobotVersion version) {
        Path dataset = export(record("a", true, 3), "dataset", options(version));
        Path back = read(dataset, "back", new Diagnostics());
        try (EpisodeStore store = EpisodeStore.open(back, new Diagnostics())) {
            assertThat(store.episodes()).hasSize(3);
            for (int n = 0; n < 3; n++) {
                try (Episode episode = store.read(n, new Diagnostics())) {
                    checkEpisode(episode, n);
                }
            }
        }
    }

    private static void checkEpisode(Episode episode, int n) {
        int steps = 7 + n;
        assertThat(episode.steps()).isEqualTo(steps);
        assertThat(episode.success()).isEqualTo(n % 2 == 0 ? Success.YES : Success.NO);
        assertThat(episode.info().language()).isEqualTo(n % 2 == 0 ? "pick it" : "don't \"grün\"");
        assertThat(episode.info().robot()).isEqualTo("panda");
        assertThat(episode.channel("actions").labels()).containsExactly("x", "it's");
        for (int t = 0; t < steps; t++) {
            assertThat(episode.values("actions", t, t + 1)).containsExactly(n, (float) (0.1 * t));
            assertThat(episode.values("observations/state", t, t + 1)).containsExactly(state(n, t));
            assertThat(episode.values("observations/touch", t, t + 1)).containsExactly(t % 2, 1);
            assertThat(episode.values("rewards", t, t + 1)).containsExactly(t);
            assertThat(episode.values("phase", t, t + 1)).containsExactly(Math.floorDiv(t, 3));
            byte[] seen = episode.bytes("observations/images/top", t, t + 1);
            byte[] truth = image(n, t);
            double error = 0;
            for (int i = 0; i < seen.length; i++) {
                error += Math.abs((seen[i] & 0xff) - (truth[i] & 0xff)) / (double) seen.length;
            }
            assertThat(error).as("image %d of episode %d", t, n).isLessThan(3);
        }
    }

    @ParameterizedTest
    @EnumSource(LeRobotVersion.class)
    void exportThenImportIsTheIdentityOfNumbers(LeRobotVersion version) {
        Path place = record("a", false, 3);
        SameEpisodes.check(place, read(export(place, "dataset", options(version)), "back", new Diagnostics()));
    }

    @Test
    void datasetsThatOthersChangedAreReadWithoutNotes() throws IOException {
        Path dataset = export(record("a", false, 2), "dataset", options(LeRobotVersion.V2_1));
        Path notes = dataset.resolve("meta/isthmus.jsonl");
        List<String> lines = Files.readAllLines(notes);
        Files.write(notes, List.of(lines.get(1), lines.get(0))); // episodes of other lengths
        Path back = read(dataset, "back", new Diagnostics());
        try (EpisodeStore store = EpisodeStore.open(back, new Diagnostics());
                Episode episode = store.read(0, new Diagnostics())) {
            assertThat(episode.channel("observations/state").timing()).isEqualTo(Timing.STEPS);
            assertThat(episode.info().language()).isEqualTo("pick it");
        }
        Files.writeString(notes, "{\"channels\": [{}]}\n");
        assertThatThrownBy(() -> read(dataset, "x", new Diagnostics())).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("isthmus.jsonl:1: error: an episode described wrongly");
    }

    @ParameterizedTest
    @EnumSource(LeRobotVersion.class)
    void exportOfAnImportIsTheSameDataset(LeRobotVersion version) throws IOException {
        Path first = export(record("a", false, 3), "first", options(version));
        Path second = export(read(first, "back", new Diagnostics()), "second", options(version));
        try (Stream<Path> files = Files.walk(first)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(second.resolve(first.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void fullFilesAreFollowedByOthers() {
        Path dataset = export(record("a", true, 4), "dataset",
                new LeRobotOptions(LeRobotVersion.V3_0, VideoCodec.AV1, 1500, 1, false, false));
        assertThat(dataset.resolve("data/chunk-000/file-001.parquet")).exists();
        assertThat(dataset.resolve("videos/observation.images.top/chunk-000/file-003.mp4")).exists();
        Path back = read(dataset, "back", new Diagnostics());
        try (EpisodeStore store = EpisodeStore.open(back, new Diagnostics());
                Episode last = store.read(3, new Diagnostics())) {
            checkEpisode(last, 3);
        }
    }

    @Test
    void informationIsWhatReadersExpect() throws IOException {
        Path dataset = export(record("a", true, 2), "dataset", options(LeRobotVersion.V3_0));
        JsonNode info = new ObjectMapper().readTree(dataset.resolve("meta/info.json").toFile());
        assertThat(info.path("codebase_version").asText()).isEqualTo("v3.0");
        assertThat(info.path("total_frames").asInt()).isEqualTo(15);
        assertThat(info.path("splits").path("train").asText()).isEqualTo("0:2");
        assertThat(info.path("features").path("observation.images.top").path("shape")).hasToString("[24,32,3]");
        assertThat(info.path("features").path("action").path("names")).hasToString("[\"x\",\"it's\"]");
        JsonNode statistics = new ObjectMapper().readTree(dataset.resolve("meta/stats.json").toFile());
        assertThat(statistics.path("rewards")).isEmpty();
        JsonNode reward = statistics.path("next.reward"); // 0 to 6, and 0 to 7
        assertThat(reward.path("count").path(0).asInt()).isEqualTo(15);
        assertThat(reward.path("mean").path(0).asDouble()).isCloseTo(49.0 / 15, within(1e-12));
        assertThat(statistics.path("observation.images.top").path("mean").path(2).path(0).path(0).asDouble()).isBetween(
                0.1,
                0.6);
    }

    /// numpy.quantile of [3, 1, 4, 1, 5] at 0.01, 0.1, 0.5, 0.9, 0.99, and its std.
    @Test
    void quantilesAreThoseOfNumpy() {
        FeatureStatistics s = FeatureStatistics.ofValues(new double[]{3, 1, 4, 1, 5}, 1);
        assertThat(s.quantiles()).isDeepEqualTo(new double[][]{{1}, {1}, {3}, {4.6}, {4.96}});
        assertThat(s.deviation()[0]).isCloseTo(1.6, within(1e-15));
        FeatureStatistics.Histogram histogram = new FeatureStatistics.Histogram();
        histogram.add(new byte[]{3, 0, 0, 1, 0, 0, 4, 0, 0, 1, 0, 0, 5, 0, 0}, 5, 1, 1);
        assertThat(histogram.statistics().quantiles()[3][0] * 255).isCloseTo(4.6, within(1e-12));
        assertThat(histogram.statistics().deviation()[0] * 255).isCloseTo(1.6, within(1e-12));
    }

    @Test
    void episodesThatDoNotFitTogetherAreTold() throws IOException {
        Path place = record("a", false, 1);
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            try (EpisodeWriter writer = store.begin(EpisodeInfo.of("x", FrameRate.of(10)),
                    List.of(Channel.actions(3)))) {
                writer.append("actions", 1, 2, 3);
                writer.finish(Success.UNKNOWN, List.of());
            }
        }
        assertThatThrownBy(() -> export(place, "dataset", options(LeRobotVersion.V3_0)))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("episode 1 has other channels than episode 0; expected the same names");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(place);
        }
        Files.createDirectory(folder.resolve("there"));
        assertThatThrownBy(() -> export(record("b", false, 1), "there", options(LeRobotVersion.V3_0)))
                .hasMessageContaining("the folder is there already");
    }

    @Test
    void damagedDatasetsAreTold() throws IOException {
        Path store = record("a", true, 2);
        Path dataset = export(store, "dataset", options(LeRobotVersion.V3_0));
        assertThatThrownBy(() -> read(folder.resolve("none"), "x", new Diagnostics()))
                .hasMessageContaining("the file cannot be read")
                .hasMessageContaining("the folder of a LeRobot dataset");
        damage(export(store, "images", options(LeRobotVersion.V3_0).withImagesInTables()),
                List.of("data/chunk-000/file-000.parquet"));
        damage(dataset, List.of("data/chunk-000/file-000.parquet", "meta/episodes/chunk-000/file-000.parquet",
                "meta/info.json", "videos/observation.images.top/chunk-000/file-000.mp4"));
    }

    /// Reads a dataset whose files are empty, cut or changed in some bytes.
    private void damage(Path dataset, List<String> names) throws IOException {
        RandomStream random = RandomStream.of(4);
        for (String name : names) {
            Path file = dataset.resolve(name);
            byte[] right = Files.readAllBytes(file);
            for (int i = 0; i < 12; i++) {
                byte[] wrong = i == 0 ? new byte[0] : i == 1 ? Arrays.copyOf(right, right.length / 2)
                        : right.clone();
                for (int k = 0; i > 1 && k < 5; k++) {
                    wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
                }
                Files.write(file, wrong);
                try {
                    read(dataset, dataset.getFileName() + name.replace('/', '-') + i, new Diagnostics());
                } catch (DiagnosticException e) {
                    assertThat(e.diagnostics()).isNotEmpty();
                }
            }
            Files.write(file, right);
        }
    }

    @Test
    void demonstrationsOfARealRobotAreImported() {
        Path dataset = SharedData.require("demos/lerobot_v21_unitree_g1");
        Path place = folder.resolve("g1");
        Diagnostics diagnostics = new Diagnostics();
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, diagnostics)) {
            int count = LeRobotImporter.read(dataset, store, false, Progress.silent(), diagnostics);
            assertThat(count).isEqualTo(30);
            try (Episode first = store.read(0, diagnostics)) {
                assertThat(first.steps()).isEqualTo(479);
                assertThat(first.channel("actions").labels()).hasSize(26).startsWith("kLeftShoulderPitch");
                assertThat(first.info().language()).isEqualTo("Pick up the yellow bottle on the table.");
            }
        }
        assertThat(diagnostics.list()).extracting(Diagnostic::found).singleElement().asString()
                .startsWith("70 of 100 episodes are left out, since files are not there, the first ")
                .contains("episode_000001.parquet: episodes 1 to 3, 5 to 7, ").endsWith(", …");
    }
}
