package org.isthmus.dataset.rlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Recordings;
import org.isthmus.dataset.SameEpisodes;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.tfrecord.Example;
import org.isthmus.dataset.tfrecord.TfRecordReader;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.testkit.Fuzz;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RldsTest {
    @TempDir
    private Path folder;

    private Path record(String name, int count) {
        Path place = folder.resolve(name);
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            for (int n = 0; n < count; n++) {
                Recordings.record(store, n);
            }
        }
        return place;
    }

    private Path export(Path place, String name) {
        Path out = folder.resolve(name);
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            RldsExporter.export(new ExportJob(store, store.episodes(), out, 1, Progress.silent(), new Diagnostics()));
        }
        return out;
    }

    private Path read(Path dataset, String name, Optional<FrameRate> rate, Diagnostics diagnostics) {
        Path place = folder.resolve(name);
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, diagnostics)) {
            RldsImporter.read(dataset, store, rate, true, Progress.silent(), diagnostics);
        }
        return place;
    }

    @Test
    void exportThenImportIsTheIdentity() {
        Path place = record("a", 3);
        Diagnostics diagnostics = new Diagnostics();
        Path back = read(export(place, "set"), "back", Optional.empty(), diagnostics);
        assertThat(diagnostics.list()).isEmpty();
        SameEpisodes.check(place, back);
    }

    @Test
    void everyElementRoleAndShapeComesBack() {
        List<Channel> channels = List.of(Channel.actions(1),
                new Channel("a/bool", Element.BOOL, List.of(2), Timing.STEPS, Role.VALUES, "", List.of("p", "q"), 1),
                new Channel("a/large", Element.FLOAT32, List.of(40, 40), Timing.STATES, Role.VALUES, "N", List.of(), 1),
                new Channel("a/long", Element.INT64, List.of(1), Timing.STEPS, Role.VALUES, "", List.of(), 1),
                new Channel("a/mask32", Element.INT32, List.of(2, 3), Timing.STEPS, Role.MASK, "", List.of(), 1),
                new Channel("a/mask8", Element.UINT8, List.of(2, 3), Timing.STEPS, Role.MASK, "", List.of(), 1),
                new Channel("a/small", Element.UINT16, List.of(2, 2), Timing.STEPS, Role.VALUES, "", List.of(), 0.5));
        Path place = folder.resolve("all");
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics());
                EpisodeWriter writer = store.begin(EpisodeInfo.of("t", new FrameRate(30_000, 1001)), channels)) {
            for (Channel channel : channels) {
                for (int t = 0; t < channel.rows(2); t++) {
                    double[] row = new double[channel.rowSize()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = channel.element() == Element.BOOL ? i : channel.element() == Element.INT64 ? -0x1p50
                                : 3 * i % 200 + t;
                    }
                    writer.append(channel.name(), row);
                }
            }
            writer.finish(Success.UNKNOWN, List.of());
        }
        Path back = read(export(place, "set"), "back", Optional.empty(), new Diagnostics());
        SameEpisodes.check(place, back);
    }

    @Test
    void recordsHoldWhatRldsWants() {
        Path dataset = export(record("a", 1), "My Set");
        Path records = dataset.resolve("1.0.0/my_set-train.tfrecord-00000-of-00001");
        try (TfRecordReader reader = TfRecordReader.open(records, new Diagnostics())) {
            Example example = Example.parse(reader.next().orElseThrow(), SourceLocation.UNKNOWN, new Diagnostics());
            int steps = Recordings.steps(0);
            assertThat(example.find("steps/is_first").orElseThrow().size()).isEqualTo(steps + 1);
            assertThat(example.find("steps/is_last").orElseThrow().number(steps)).isEqualTo(1);
            assertThat(example.find("steps/is_terminal").orElseThrow().number(steps)).isEqualTo(1);
            assertThat(example.find("steps/action").orElseThrow().number(3)).isEqualTo(0); // of step 1
            assertThat(example.find("steps/action").orElseThrow().number(4)).isEqualTo(1);
            assertThat(example.find("steps/reward").orElseThrow().number(1)).isEqualTo(1);
            assertThat(example.find("steps/language_instruction").orElseThrow().text(0)).isEqualTo("do it, grün");
            assertThat(reader.next()).isEmpty();
        }
        assertThat(dataset.resolve("1.0.0/dataset_info.json")).content()
                .contains("\"name\" : \"my_set\"", "\"shardLengths\" : [ \"1\" ]");
    }

    @Test
    void realEpisodesOfAWidowxAreImported() {
        Path dataset = SharedData.require("demos/rlds_bridge_octo/bridge_dataset");
        Diagnostics diagnostics = new Diagnostics();
        Path place = read(dataset.resolve("1.0.0/bridge_dataset-train.tfrecord-00000-of-00001"), "bridge",
                Optional.of(FrameRate.of(5)), diagnostics);
        try (EpisodeStore store = EpisodeStore.open(place, diagnostics); Episode first = store.read(0, diagnostics)) {
            assertThat(store.episodes()).hasSize(25).allMatch(e -> e.steps() == 10);
            assertThat(first.channels()).extracting(Channel::name).containsExactly("actions", "language_embedding",
                    "observations/images/image_0", "observations/images/image_1", "observations/images/image_2",
                    "observations/images/image_3", "observations/state", "rewards");
            assertThat(first.info().task()).isEqualTo("bridge_dataset");
            assertThat(first.info().language()).isNotEmpty();
            assertThat(first.channel("observations/images/image_0").shape()).containsExactly(64, 64, 3);
        }
        assertThat(diagnostics.list()).isEmpty();
        read(dataset, "both", Optional.empty(), diagnostics);
        assertThat(diagnostics.list()).extracting(Diagnostic::toString).singleElement().asString()
                .contains("the dataset does not say how often the robot acts; expected --rate; 10 times per second");
    }

    @Test
    void damagedFilesAreTold() throws IOException {
        Path dataset = export(record("a", 2), "set").resolve("1.0.0");
        Path records = dataset.resolve("set-train.tfrecord-00000-of-00001");
        byte[] right = Files.readAllBytes(records);
        byte[] wrong = right.clone();
        wrong[wrong.length / 2] ^= 4;
        Files.write(records, wrong);
        assertThatThrownBy(() -> read(dataset, "x", Optional.empty(), new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("cannot be read: its checksum is wrong")
                .hasMessageContaining("the file is damaged; copy it again");
        Files.write(records, Arrays.copyOf(right, right.length - 3));
        assertThatThrownBy(() -> read(dataset, "y", Optional.empty(), new Diagnostics()))
                .hasMessageContaining("record 1").hasMessageContaining("the file ends in it");
        Files.write(records, right);
        Files.writeString(dataset.resolve("features.json"), "{}");
        assertThatThrownBy(() -> read(dataset, "z", Optional.empty(), new Diagnostics()))
                .hasMessageContaining("there is no dataset 'steps' of features");
        assertThatThrownBy(() -> read(folder.resolve("a"), "w", Optional.empty(), new Diagnostics()))
                .hasMessageContaining("no dataset of RLDS is there");
    }

    @Test
    void readersTakeAnything() throws IOException {
        Path dataset = export(record("a", 1), "set").resolve("1.0.0");
        Path records = dataset.resolve("set-train.tfrecord-00000-of-00001");
        byte[] record;
        try (TfRecordReader reader = TfRecordReader.open(records, new Diagnostics())) {
            record = reader.next().orElseThrow();
        }
        byte[] features = Files.readAllBytes(dataset.resolve("features.json"));
        List<Field> fields = FeaturesJson.read(new String(features, StandardCharsets.UTF_8), SourceLocation.UNKNOWN,
                new Diagnostics());
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("fuzz"), 1, new Diagnostics())) {
            Fuzz.named("rlds-record").seed(5).corpus(List.of(record)).extension(".record")
                    .allow(DiagnosticException.class).run(Fuzz.count() / 4, bytes -> new EpisodeReader(fields, "t",
                            FrameRate.of(1), true, SourceLocation.UNKNOWN, new Diagnostics()).read(
                                    Example.parse(bytes, SourceLocation.UNKNOWN, new Diagnostics()), store,
                                    SourceLocation.UNKNOWN));
        }
        Path file = folder.resolve("fuzzed");
        Fuzz.named("tfrecord").seed(6).corpus(List.of(Files.readAllBytes(records))).extension(".tfrecord")
                .allow(DiagnosticException.class).run(Fuzz.count() / 4, bytes -> {
                    Files.write(file, bytes);
                    try (TfRecordReader reader = TfRecordReader.open(file, new Diagnostics())) {
                        while (reader.next().isPresent()) {
                            assertThat(bytes).isNotEmpty();
                        }
                    }
                });
        Fuzz.named("rlds-features").seed(7).corpus(List.of(features)).dictionary("featuresDict", "sequence", "shape")
                .extension(".json").allow(DiagnosticException.class)
                .run(Fuzz.count() / 4, bytes -> FeaturesJson
                        .read(new String(bytes, StandardCharsets.UTF_8), SourceLocation.UNKNOWN, new Diagnostics()));
    }
}
