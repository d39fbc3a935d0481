package org.isthmus.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.video.FrameRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stores with many episodes and episodes with many rows, in little memory; `-Disthmus.slow=true` for 100,000 episodes and two hours.
class LargeStoreTest {
    private static final boolean SLOW = Boolean.getBoolean("isthmus.slow");
    private static final int EPISODES = SLOW ? 100_000 : 500;
    private static final int ROWS = SLOW ? 2 * 3600 * 30 : 1_400;
    private static final int SIDE = SLOW ? 128 : 16;

    @TempDir
    private Path folder;

    /// Runs something and says how long it took.
    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        System.out.printf(Locale.ROOT, "%s: %.1f s%n", what, (System.nanoTime() - start) * 1e-9);
        return result;
    }

    /// The process: makes copies of an episode under many numbers, opens the store with and without a manifest, verifies it.
    static final class Many {
        private Many() {}

        public static void main(String[] args) throws Exception {
            Path place = Path.of(args[0]);
            try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics());
                    EpisodeWriter writer = store.begin(0, EpisodeInfo.of("push", FrameRate.of(20)).withSeed(1)
                            .withFactor("friction", 0.5), List.of(Channel.actions(2)))) {
                writer.append("actions", 1, 2);
                writer.finish(Success.YES, List.of());
            }
            byte[] one = Files.readAllBytes(file(place, 0));
            for (long number = 1; number < EPISODES; number++) {
                Files.createDirectories(file(place, number).resolveSibling(""));
                Files.write(file(place, number), one);
            }
            long count = timed("open for writing, without a manifest", () -> count(EpisodeStore
                    .openForWriting(place, 1, new Diagnostics())));
            timed("open for reading", () -> count(EpisodeStore.open(place, new Diagnostics())));
            int problems = timed("verify",
                    () -> StoreCheck.verify(place, Progress.silent(), new Diagnostics()).size());
            System.out.println(count + " episodes, " + problems + " problems");
        }

        private static Path file(Path place, long number) {
            return new StoreFolder(place).file(number);
        }

        private static int count(EpisodeStore store) {
            try (store) {
                return store.episodes().size();
            }
        }
    }

    @Test
    void manyEpisodesFitIntoLittleMemory() throws IOException, InterruptedException {
        JavaProcess.Ended ended = JavaProcess.run(SLOW ? "256m" : "32m", Many.class, folder.resolve("store"));
        report(ended);
        assertThat(ended.said()).contains(EPISODES + " episodes, 0 problems");
    }

    /// The process: records one long episode, then reads rows here and there, and verifies it.
    static final class Lengthy {
        private Lengthy() {}

        public static void main(String[] args) throws Exception {
            Path place = Path.of(args[0]);
            try (EpisodeStore store = EpisodeStore.openForWriting(place, 2, new Diagnostics())) {
                EpisodeEntry entry = timed("record", () -> record(store));
                System.out.println(entry.bytes() + " bytes, " + entry.seconds() + " s");
                try (Episode episode = store.read(0, new Diagnostics())) {
                    for (int t = 0; t < ROWS; t += ROWS / 7) {
                        if (episode.values("states/qpos", t, t + 1)[1] != t
                                || episode.bytes("observations/images/top", t, t + 1)[t % 100] != (byte) (t / 100)) {
                            throw new IllegalStateException("row " + t + " is another");
                        }
                    }
                }
            }
            System.out.println(timed("verify", () -> StoreCheck.verify(place, Progress.silent(), new Diagnostics()))
                    .size() + " problems");
        }

        private static EpisodeEntry record(EpisodeStore store) {
            List<Channel> channels = List.of(Channel.actions(7),
                    Channel.values("states/qpos", Element.FLOAT64, Timing.STATES, 9),
                    Channel.image("top", Timing.STEPS, SIDE, SIDE));
            try (EpisodeWriter writer = store.begin(0, EpisodeInfo.of("long", FrameRate.of(30)), channels)) {
                byte[] image = new byte[3 * SIDE * SIDE];
                double[] qpos = new double[9];
                for (int t = 0; t <= ROWS; t++) {
                    qpos[1] = t;
                    writer.append("states/qpos", qpos);
                    if (t < ROWS) {
                        writer.append("actions", new float[7]);
                        for (int i = 0; i < image.length; i++) {
                            image[i] = (byte) (i / (3 * SIDE) + ((i * 31 + t) % 13));
                        }
                        image[t % 100] = (byte) (t / 100);
                        writer.append("observations/images/top", image);
                    }
                }
                return writer.finish(Success.YES, List.of());
            }
        }
    }

    @Test
    void aLongEpisodeFitsIntoLittleMemory() throws IOException, InterruptedException {
        JavaProcess.Ended ended = JavaProcess.run(SLOW ? "96m" : "32m", Lengthy.class, folder.resolve("store"));
        report(ended);
        assertThat(ended.said()).endsWith(System.lineSeparator() + "0 problems" + System.lineSeparator());
    }

    private static void report(JavaProcess.Ended ended) {
        if (SLOW) {
            System.out.println(ended.said());
        }
        assertThat(ended.status()).as(ended.said()).isZero();
    }
}
