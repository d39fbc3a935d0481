package org.isthmus.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.StoreCheck.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that records is killed at random instants; 4 of them, or `-Disthmus.kills=300`.
class KillTest {
    private static final int KILLS = Integer.getInteger("isthmus.kills", 4);

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
        TreeSet<Long> finished = new TreeSet<>();
        Path place = folder.resolve("store");
        RandomStream random = RandomStream.of(1);
        for (int kill = 0; kill < KILLS; kill++) {
            recordAndKill(place, finished, random);
            for (Problem problem : StoreCheck.verify(place, Progress.silent(), new Diagnostics())) {
                assertThat(problem.what()).as("kill %d: %s", kill, problem).isIn("the manifest does not list it",
                        "left unfinished by a process that ended early");
            }
            try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
                assertThat(store.damaged()).isEmpty();
                assertThat(Recordings.numbers(store.episodes())).containsAll(finished);
            }
        }
        EpisodeStore.openForWriting(place, 1, new Diagnostics()).close();
        assertThat(StoreCheck.verify(place, Progress.silent(), new Diagnostics())).isEmpty();
        assertThat(finished).isNotEmpty();
        if (System.getProperty("isthmus.kills") != null) {
            System.out.println(KILLS + " kills, " + finished.size() + " episodes finished, none lost");
        }
    }

    /// Kills the process a moment after it has finished some episodes: 0 to 15, a moment of 0 to 20 ms.
    private static void recordAndKill(Path place, TreeSet<Long> finished, RandomStream random)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Recorder.class.getName(), place.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        int lines = random.nextInt(16);
        long moment = random.nextInt(20_000) * 1000L;
        Thread killer = Thread.ofPlatform().unstarted(() -> waitAndKill(process, moment));
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            assertThat(line).isEqualTo("open");
            for (; line != null; line = out.readLine()) {
                if (line.matches("\\d+")) {
                    finished.add(Long.parseLong(line));
                }
                if (lines-- == 0) {
                    killer.start();
                }
            }
        }
        process.waitFor();
        killer.join();
    }

    private static void waitAndKill(Process process, long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        process.toHandle().destroyForcibly(); // which, unlike that of the process, leaves its output to be read
    }
}
