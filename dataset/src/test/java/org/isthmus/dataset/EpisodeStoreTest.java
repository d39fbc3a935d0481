package org.isthmus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.StoreCheck.Problem;
import org.isthmus.dataset.video.FrameRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeStoreTest {
    @TempDir
    private Path folder;

    private Path record(String name, int threads, long... numbers) {
        Path store = folder.resolve(name);
        try (EpisodeStore open = EpisodeStore.openForWriting(store, threads, new Diagnostics())) {
            for (long number : numbers) {
                Recordings.record(open, number);
            }
        }
        return store;
    }

    private static List<Problem> verify(Path store) {
        return StoreCheck.verify(store, Progress.silent(), new Diagnostics());
    }

    private static List<Problem> repair(Path store) {
        return StoreCheck.repair(store, Progress.silent(), new Diagnostics());
    }

    @Test
    void whatWasRecordedIsRead() {
        Path place = record("a", 2, 0, 1, 2);
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            assertThat(Recordings.numbers(store.episodes())).containsExactly(0L, 1L, 2L);
            EpisodeEntry entry = store.find(1).orElseThrow();
            assertThat(entry.info()).isEqualTo(Recordings.info(1));
            assertThat(entry.seconds()).isEqualTo(0.3);
            try (Episode episode = store.read(1, new Diagnostics())) {
                assertThat(episode.info()).isEqualTo(Recordings.info(1));
                assertThat(episode.success()).isEqualTo(Success.NO);
                assertThat(episode.segments()).containsExactly(new Segment("reach", 0, 2), new Segment("grasp", 2, 5));
                assertThat(episode.channels()).containsExactlyInAnyOrderElementsOf(Recordings.CHANNELS);
                checkRows(episode);
            }
        }
        assertThat(verify(place)).isEmpty();
    }

    private static void checkRows(Episode episode) {
        int steps = (int) episode.steps();
        assertThat(steps).isEqualTo(Recordings.steps(1));
        for (int t = 0; t <= steps; t++) {
            assertThat(episode.values("states/qpos", t, t + 1)).containsExactly(Recordings.state(1, t));
            assertThat(episode.bytes("observations/images/wrist", t, t + 1)).isEqualTo(Recordings.image(1, t));
            float[] metres = episode.depth("observations/depth/wrist", t);
            float[] truth = Recordings.depth(1, t);
            assertThat(metres[0]).isZero();
            assertThat(metres[1]).isZero();
            assertThat(metres[2]).isCloseTo(65.535f, within(1e-4f));
            for (int i = 3; i < metres.length; i++) {
                assertThat(metres[i]).isCloseTo(truth[i], within(0.000501f));
            }
        }
        assertThat(episode.values("actions", 2, 4)).containsExactly(1, 2, 0.1f * 2, 1, 3, 0.1f * 3);
    }

    @Test
    void rowsOfNothingAreRead() {
        List<Channel> channels = List.of(Channel.actions(1),
                Channel.values("nothing", Channel.Element.FLOAT64, Channel.Timing.STATES, 0));
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("store"), 1, new Diagnostics())) {
            try (EpisodeWriter writer = store.begin(EpisodeInfo.of("wait", FrameRate.of(10)), channels)) {
                writer.append("nothing", new double[0]);
                for (int t = 0; t < 3; t++) {
                    writer.append("actions", t);
                    writer.append("nothing", new double[0]);
                }
                writer.finish(Success.YES, List.of());
            }
            try (Episode episode = store.read(0, new Diagnostics())) {
                assertThat(episode.values("nothing", 0, 4)).isEmpty();
                assertThat(episode.values("nothing", 2, 3)).isEmpty();
                assertThat(episode.values("nothing", 2, 2)).isEmpty();
                assertThat(episode.values("actions", 1, 1)).isEmpty();
                assertThat(episode.values("actions", 0, 3)).containsExactly(0, 1, 2);
            }
        }
    }

    @Test
    void sameRecordingsGiveTheSameFilesOnAnyNumberOfThreads() throws IOException {
        Path one = record("a", 1, 3, 4);
        Path three = record("b", 3, 4);
        String name = "episodes/chunk-000/episode-000004.hdf5";
        assertThat(three.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
    }

    @Test
    void severalThreadsRecordAtOnce() {
        Path place = folder.resolve("a");
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 2, new Diagnostics());
                Parallel pool = Parallel.of(3)) {
            pool.run(20, 1, (from, to) -> Recordings.record(store, from));
        }
        assertThat(verify(place)).isEmpty();
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            assertThat(store.episodes()).hasSize(20);
        }
    }

    @Test
    void recordingGoesOnAfterTheLast() {
        Path place = record("a", 1, 5);
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            try (EpisodeWriter abandoned = store.begin(Recordings.info(0), Recordings.CHANNELS)) {
                assertThat(abandoned.number()).isEqualTo(6);
            }
            assertThatThrownBy(() -> store.begin(5, Recordings.info(0), Recordings.CHANNELS))
                    .hasMessage("episode 5 of a store that has or records it already");
            Recordings.record(store, 7);
        }
        assertThat(verify(place)).isEmpty();
    }

    @Test
    void manifestIsMadeAgainFromTheFiles() throws IOException {
        Path place = record("a", 1, 0, 1, 2);
        Path manifest = place.resolve("manifest.jsonl");
        byte[] right = Files.readAllBytes(manifest);
        Files.writeString(manifest, Files.readString(manifest).substring(0, 900));
        assertThat(verify(place)).extracting(Problem::what).contains("the manifest does not list it");
        EpisodeStore.openForWriting(place, 1, new Diagnostics()).close();
        assertThat(manifest).hasBinaryContent(right);
        Files.delete(manifest);
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            assertThat(store.episodes()).hasSize(3);
        }
        assertThat(manifest).doesNotExist();
    }

    @Test
    void channelsOfDifferentLengthsAreTold() {
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("a"), 1, new Diagnostics());
                EpisodeWriter writer = store.begin(Recordings.info(0), List.of(Channel.actions(1),
                        Channel.values("states/qpos", Channel.Element.FLOAT64, Channel.Timing.STATES, 1)))) {
            writer.append("actions", 1.0);
            writer.append("states/qpos", 1.0);
            assertThatThrownBy(() -> writer.finish(Success.YES, List.of())).isInstanceOf(DiagnosticException.class)
                    .hasMessageContaining(
                            "episode 0 with channels of different lengths (rows: actions 1, states/qpos 1); "
                                    + "expected T rows of what is taken at steps, T + 1 of states; "
                                    + "append a row to every channel at every step");
            assertThatThrownBy(() -> writer.append("action", 1.0))
                    .hasMessage("no channel 'action'; there are [actions, states/qpos]");
            assertThatThrownBy(() -> writer.append("actions", 1, 2))
                    .hasMessage("a row of 2 elements for channel 'actions', expected 1");
        }
    }

    @Test
    void otherFoldersAndSecondWritersAreTold() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "x");
        assertThatThrownBy(() -> EpisodeStore.openForWriting(folder, 1, new Diagnostics()))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("a folder that is neither a store nor empty");
        assertThatThrownBy(() -> EpisodeStore.open(folder, new Diagnostics())).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("this is no store of episodes (it has no store.json); check the name");
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("a"), 1, new Diagnostics())) {
            assertThat(store.episodes()).isEmpty();
            assertThatThrownBy(() -> EpisodeStore.openForWriting(folder.resolve("a"), 1, new Diagnostics()))
                    .isInstanceOf(DiagnosticException.class).hasMessageContaining("somebody is writing to this store");
        }
        Path later = record("later", 1, 0);
        Files.writeString(later.resolve("store.json"), "{\"format\":\"isthmus-store\",\"version\":2}");
        assertThatThrownBy(() -> EpisodeStore.open(later, new Diagnostics()))
                .hasMessageContaining("a store of version 2; expected version 1");
    }

    @Test
    void everyFlippedBitIsFoundAndItsDatasetNamed() throws IOException {
        Path place = record("a", 1, 0);
        Path file = place.resolve("episodes/chunk-000/episode-000000.hdf5");
        byte[] right = Files.readAllBytes(file);
        RandomStream random = RandomStream.of(3);
        int named = 0;
        for (int i = 0; i < 150; i++) {
            byte[] wrong = right.clone();
            wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, wrong);
            List<Problem> problems = verify(place);
            assertThat(problems).as("flip %d", i).isNotEmpty();
            assertThat(problems.getFirst().file()).isEqualTo(file.toAbsolutePath());
            named += problems.getFirst().what().contains("dataset '") ? 1 : 0;
        }
        assertThat(named).isGreaterThan(10);
    }

    @Test
    void aDamagedImageIsNamedWithItsRow() throws IOException {
        Path place = record("a", 1, 0);
        Path file = place.resolve("episodes/chunk-000/episode-000000.hdf5");
        byte[] bytes = Files.readAllBytes(file);
        bytes[EpisodeFile.USER_BLOCK + EpisodeFile.SUPERBLOCK + 40] ^= 1; // in the first chunk that was written
        Files.write(file, bytes);
        assertThat(verify(place)).hasToString("[" + file.toAbsolutePath()
                + ": the checksum is wrong: dataset 'observations/images/wrist' is damaged from row 0 on]");
    }

    @Test
    void repairPutsDamagedFilesAsideAndKeepsTheRest() throws IOException {
        Path place = record("a", 1, 0, 1, 2, 3);
        Path chunk = place.resolve("episodes/chunk-000");
        byte[] cut = Files.readAllBytes(chunk.resolve("episode-000001.hdf5"));
        Files.write(chunk.resolve("episode-000001.hdf5"), Arrays.copyOf(cut, cut.length - 100));
        Files.writeString(chunk.resolve(".episode-000009.hdf5.77-1.partial"), "unfinished");
        Files.delete(chunk.resolve("episode-000002.hdf5"));
        Files.delete(place.resolve("store.json"));
        Files.writeString(place.resolve("store.json"), "{\"format\":\"isthmus-store\",\"version\":1}");
        assertThat(verify(place)).extracting(Problem::what).containsExactlyInAnyOrder(
                "the file has " + (cut.length - 100) + " bytes", "the manifest lists it, but it is gone",
                "left unfinished by a process that ended early");
        assertThat(repair(place)).extracting(Problem::what).containsExactly("deleted: it was left unfinished",
                "moved to damaged/episode-000001.hdf5: the file has " + (cut.length - 100) + " bytes",
                "written anew: it listed 4 episodes, there are 2");
        assertThat(verify(place)).isEmpty();
        assertThat(repair(place)).isEmpty();
        Files.delete(place.resolve("store.json"));
        assertThat(repair(place)).isEmpty();
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            assertThat(Recordings.numbers(store.episodes())).containsExactly(0L, 3L);
        }
    }

    @Test
    void readersLeaveDamagedEpisodesOutWithAWarning() throws IOException {
        Path place = record("a", 1, 0, 1);
        Files.writeString(place.resolve("episodes/chunk-000/episode-000001.hdf5"), "nonsense");
        Diagnostics diagnostics = new Diagnostics();
        try (EpisodeStore store = EpisodeStore.open(place, diagnostics)) {
            assertThat(Recordings.numbers(store.episodes())).containsExactly(0L);
            assertThat(store.damaged()).hasSize(1);
        }
        assertThat(diagnostics.list()).singleElement().hasToString(place.toAbsolutePath()
                + "/episodes/chunk-000/episode-000001.hdf5: warning: a damaged episode is left out (the file does not begin as "
                + "an episode of version 1); isthmus data verify says more, isthmus data repair puts it aside");
    }

    @Test
    void mergingCopiesFilesAsTheyAre() {
        Path a = record("a", 1, 0, 1, 2);
        Path b = record("b", 1, 3, 4);
        Path merged = folder.resolve("merged");
        try (EpisodeStore first = EpisodeStore.open(a, new Diagnostics());
                EpisodeStore second = EpisodeStore.open(b, new Diagnostics());
                EpisodeStore to = EpisodeStore.openForWriting(merged, 1, new Diagnostics())) {
            EpisodeFilter good = new EpisodeFilter(List.of(), List.of(Success.YES), List.of(), 1);
            StoreCopy.copy(first, good.of(first.episodes()), to, Progress.silent(), new Diagnostics());
            StoreCopy.copy(second, second.episodes(), to, Progress.silent(), new Diagnostics());
            assertThat(Recordings.numbers(to.episodes())).containsExactly(0L, 1L, 2L, 3L);
            assertThat(to.file(1)).hasSameBinaryContentAs(first.file(2));
            assertThat(to.find(1).orElseThrow().info()).isEqualTo(Recordings.info(2));
        }
        assertThat(verify(merged)).isEmpty();
    }

    @Test
    void damagedEpisodesAreNotMerged() throws IOException {
        Path a = record("a", 1, 0);
        Path file = a.resolve("episodes/chunk-000/episode-000000.hdf5");
        byte[] bytes = Files.readAllBytes(file);
        bytes[900] ^= 1;
        Files.write(file, bytes);
        try (EpisodeStore from = EpisodeStore.open(a, new Diagnostics());
                EpisodeStore to = EpisodeStore.openForWriting(folder.resolve("b"), 1, new Diagnostics())) {
            assertThatThrownBy(() -> StoreCopy.copy(from, from.episodes(), to, Progress.silent(), new Diagnostics()))
                    .hasMessageContaining("the episode is damaged: its checksum is wrong; repair its store first");
            assertThat(to.episodes()).isEmpty();
        }
    }

    @Test
    void filtersTakeWhatFits() {
        List<EpisodeEntry> all = LongStream.range(0, 12).mapToObj(n -> new EpisodeEntry(n, "", 0, Recordings.steps(n),
                Recordings.success(n), Recordings.info(n))).toList();
        assertThat(EpisodeFilter.ALL.of(all)).isEqualTo(all);
        assertThat(filtered(all, "friction<0.35")).containsExactly(0L, 1L, 2L, 3L);
        assertThat(filtered(all, "cube.position[2] >= 10")).containsExactly(10L, 11L);
        assertThat(filtered(all, "cube.position[3]>=0")).isEmpty();
        assertThat(filtered(all, "mass<1")).isEmpty();
        assertThat(filtered(all, "steps=5", "seed!=7")).containsExactly(7L);
        assertThat(EpisodeFilter.Condition.parse("friction ~ 3")).isEmpty();
        assertThat(EpisodeFilter.Condition.parse("friction<1e")).isEmpty();
        assertThat(Recordings.numbers(new EpisodeFilter(List.of("pick"), List.of(Success.NO), List.of(), 2).of(all)))
                .containsExactly(3L);
    }

    private static List<Long> filtered(List<EpisodeEntry> all, String... conditions) {
        return Recordings.numbers(new EpisodeFilter(List.of(), List.of(),
                List.of(conditions).stream().map(c -> EpisodeFilter.Condition.parse(c).orElseThrow()).toList(), 1)
                .of(all));
    }

    @Test
    void splittingDealsEveryEpisodeOnce() {
        List<EpisodeEntry> all = LongStream.range(0, 25).mapToObj(n -> new EpisodeEntry(n, "", 0, 1, Success.YES,
                Recordings.info(n))).toList();
        List<List<EpisodeEntry>> parts = StoreCopy.split(all, List.of(0.8, 0.1, 0.1), 5);
        assertThat(parts).extracting(List::size).containsExactly(20, 3, 2);
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(StoreCopy.split(all, List.of(0.8, 0.1, 0.1), 5)).isEqualTo(parts);
        assertThat(StoreCopy.split(all, List.of(0.8, 0.1, 0.1), 6)).isNotEqualTo(parts);
        assertThatThrownBy(() -> StoreCopy.split(all, List.of(0.8, 0.3), 5)).hasMessageContaining("a sum up to 1");
    }
}
