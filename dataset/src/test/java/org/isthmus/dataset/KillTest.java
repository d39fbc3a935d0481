package org.isthmus.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.StoreCheck.Problem;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.lerobot.LeRobotExporter;
import org.isthmus.dataset.lerobot.LeRobotOptions;
import org.isthmus.dataset.lerobot.LeRobotVersion;
import org.isthmus.dataset.robomimic.RobomimicExporter;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that record and export are killed at random instants; a few times, or `-Disthmus.kills=300`.
class KillTest {
    private static final int KILLS = Integer.getInteger("isthmus.kills", 3);
    /// Each is looked at as a whole after every kill.
    private static final int KILLS_OF_A_STORE = 15;

    @TempDir
    private Path folder;

    /// The process: opens the store, records without end, and says each number when it is finished.
    static final class Recorder {
        private Recorder() {}

        public static void main(String[] args) {
            try (EpisodeStore store = EpisodeStore.openForWriting(Path.of(args[0]), 2, new Diagnostics())) {
                System.out.println("open");
                for (long number = 0;; number++) {
                    if (store.find(number).isEmpty()) {
                        Recordings.record(store, number);
                        System.out.println(number);
                    }
                }
            }
        }
    }

    @Test
    void everyFinishedEpisodeSurvivesAKill() throws IOException, InterruptedException {
        RandomStream random = RandomStream.of(1);
        int finished = 0;
        for (int kill = 0; kill < KILLS; kill += KILLS_OF_A_STORE) {
            Path place = folder.resolve("store-" + kill);
            finished += recordAndKill(place, Math.min(KILLS - kill, KILLS_OF_A_STORE), random);
            EpisodeStore.openForWriting(place, 1, new Diagnostics()).close();
            assertThat(StoreCheck.verify(place, Progress.silent(), new Diagnostics())).isEmpty();
        }
        assertThat(finished).isPositive();
        if (System.getProperty("isthmus.kills") != null) {
            System.out.println(KILLS + " kills, " + finished + " episodes finished, none lost");
        }
    }

    /// @return how many episodes were finished, all of which are there
    private static int recordAndKill(Path place, int kills, RandomStream random)
            throws IOException, InterruptedException {
        TreeSet<Long> finished = new TreeSet<>();
        for (int kill = 0; kill < kills; kill++) {
            List<String> lines = JavaProcess.killed(JavaProcess.start("256m", Recorder.class, place), random, 16);
            assertThat(lines).first().isEqualTo("open");
            lines.stream().filter(line -> line.matches("\\d+")).forEach(line -> finished.add(Long.parseLong(line)));
            for (Problem problem : StoreCheck.verify(place, Progress.silent(), new Diagnostics())) {
                assertThat(problem.what()).as("kill %d: %s", kill, problem).isIn("the manifest does not list it",
                        "left unfinished by a process that ended early");
            }
            try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
                assertThat(store.damaged()).isEmpty();
                assertThat(Recordings.numbers(store.episodes())).containsAll(finished);
            }
        }
        return finished.size();
    }

    /// The process: exports a store again and again, and says each name when it is finished.
    static final class Exporter {
        private Exporter() {}

        public static void main(String[] args) {
            try (EpisodeStore store = EpisodeStore.open(Path.of(args[0]), new Diagnostics())) {
                System.out.println("open");
                for (int i = 0;; i++) {
                    String name = args[2] + "-" + i;
                    export(store, Path.of(args[1]).resolve(name + ".hdf5"));
                    System.out.println(name + ".hdf5");
                    export(store, Path.of(args[1]).resolve(name));
                    System.out.println(name);
                }
            }
        }

        static void export(EpisodeStore store, Path target) {
            ExportJob job = new ExportJob(store, store.episodes(), target, 2, Progress.silent(), new Diagnostics());
            if (target.toString().endsWith(".hdf5")) {
                RobomimicExporter.export(job);
            } else {
                LeRobotExporter.export(job, LeRobotOptions.of(LeRobotVersion.V3_0, VideoCodec.H264));
            }
        }
    }

    @Test
    void whatAnExportGaveANameIsWhole() throws IOException, InterruptedException {
        Path place = smallStore();
        Path reference = Files.createDirectories(folder.resolve("reference"));
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            Exporter.export(store, reference.resolve("a.hdf5"));
            Exporter.export(store, reference.resolve("a"));
        }
        Map<String, Long> file = content(reference.resolve("a.hdf5"));
        Map<String, Long> dataset = content(reference.resolve("a"));
        Path exports = Files.createDirectories(folder.resolve("exports"));
        RandomStream random = RandomStream.of(2);
        int finished = 0;
        int unfinished = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> lines = JavaProcess.killed(JavaProcess.start("512m", Exporter.class, place, exports, kill),
                    random, 6);
            assertThat(lines).first().isEqualTo("open");
            finished += lines.size() - 1;
            unfinished += check(exports, lines.subList(1, lines.size()), file, dataset);
        }
        assertThat(StoreCheck.verify(place, Progress.silent(), new Diagnostics())).isEmpty();
        if (System.getProperty("isthmus.kills") != null) {
            System.out.println(KILLS + " kills, " + finished + " exports finished, none lost; " + unfinished
                    + " unfinished, all named so");
        }
    }

    private Path smallStore() {
        Path place = folder.resolve("small");
        List<Channel> channels = List.of(Channel.actions(2), Channel.image("top", Channel.Timing.STEPS, 16, 16));
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            for (int number = 0; number < 3; number++) {
                try (EpisodeWriter writer = store.begin(EpisodeInfo.of("push", FrameRate.of(20)), channels)) {
                    for (int t = 0; t < 12; t++) {
                        writer.append("actions", 0.1 * number, 0.01 * t);
                        byte[] image = new byte[16 * 16 * 3];
                        image[t] = (byte) (100 * number);
                        writer.append("observations/images/top", image);
                    }
                    writer.finish(Success.YES, List.of());
                }
            }
        }
        return place;
    }

    /// Every name that stands for something whole does; clears the folder for the next.
    ///
    /// @return how many unfinished things there were
    private static int check(Path exports, List<String> finished, Map<String, Long> file, Map<String, Long> dataset)
            throws IOException {
        int unfinished = 0;
        try (Stream<Path> all = Files.list(exports)) {
            List<Path> found = all.toList();
            assertThat(found).extracting(p -> p.getFileName().toString()).containsAll(finished);
            for (Path each : found) {
                if (NewFile.isTemporary(each)) {
                    unfinished++;
                } else {
                    assertThat(content(each)).as("%s", each)
                            .isEqualTo(each.toString().endsWith(".hdf5") ? file : dataset);
                }
                clear(each);
            }
        }
        return unfinished;
    }

    private static void clear(Path what) throws IOException {
        try (Stream<Path> inside = Files.walk(what)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /// A checksum of the bytes of each file, by its name; of the file itself under no name.
    static Map<String, Long> content(Path what) throws IOException {
        Map<String, Long> checksums = new TreeMap<>();
        try (Stream<Path> inside = Files.walk(what)) {
            for (Path each : inside.filter(Files::isRegularFile).toList()) {
                CRC32 checksum = new CRC32();
                checksum.update(Files.readAllBytes(each));
                checksums.put(what.relativize(each).toString(), checksum.getValue());
            }
        }
        return checksums;
    }
}
