package org.isthmus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.StoreCheck.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to a store when something goes wrong around it.
class FaultTest {
    private static final boolean SLOW = Boolean.getBoolean("isthmus.slow");
    private static final String FILE = "episodes/chunk-000/episode-%06d.hdf5";

    @TempDir
    private Path folder;

    private static Path record(Path place, long... numbers) {
        try (EpisodeStore open = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            for (long number : numbers) {
                Recordings.record(open, number);
            }
        }
        return place;
    }

    private static List<Problem> verify(Path store) {
        return StoreCheck.verify(store, Progress.silent(), new Diagnostics());
    }

    // --- a full disk --------------------------------------------------------------------------------------------------------

    /// The process: records an episode where no file may be longer than so many bytes, for many such numbers; the kernel then refuses the
    /// write as it does when the disk is full.
    static final class Limited {
        private Limited() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            Path place = Path.of(args[0]);
            int step = Integer.parseInt(args[1]);
            record(place, 0, 1);
            long length = Files.size(place.resolve(String.format(Locale.ROOT, FILE, 1)));
            Set<String> told = new TreeSet<>();
            int failed = 0;
            for (long limit = 0; limit < length + 2L * step; limit += step) {
                setLimit(limit + ":");
                try {
                    Diagnostics diagnostics = new Diagnostics();
                    try (EpisodeStore store = EpisodeStore.openForWriting(place, 2, diagnostics)) {
                        Recordings.record(store, 2);
                    }
                } catch (DiagnosticException e) {
                    told.add(e.diagnostics().getLast().toString().replaceAll("^.*?: ", ""));
                    failed++;
                } finally {
                    setLimit("unlimited:");
                }
                check(place, limit);
            }
            System.out.println(failed + " " + told);
        }

        private static void setLimit(String limit) throws IOException, InterruptedException {
            Process process = new ProcessBuilder("prlimit", "--pid", "" + ProcessHandle.current().pid(),
                    "--fsize=" + limit).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IOException("prlimit failed");
            }
        }

        private static void check(Path place, long limit) throws IOException {
            for (Problem problem : verify(place)) {
                if (!problem.what().startsWith("the manifest does not list it")) {
                    throw new IllegalStateException("limit " + limit + ": " + problem);
                }
            }
            try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
                if (!Recordings.numbers(store.episodes()).containsAll(List.of(0L, 1L))) {
                    throw new IllegalStateException("limit " + limit + ": an episode is lost");
                }
            }
            Files.deleteIfExists(place.resolve(String.format(Locale.ROOT, FILE, 2)));
        }
    }

    @Test
    void aFullDiskEndsTheEpisodeWithAMessageAndLosesNoOther() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit, of util-linux, limits files");
        JavaProcess.Ended ended = JavaProcess.run("256m", Limited.class, folder.resolve("store"), SLOW ? 13 : 997);
        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("the file cannot be written (File too large); check the folder, its "
                + "permissions and the space on the disk");
        if (SLOW) {
            System.out.println("full disk: " + ended.said());
        }
    }

    // --- damaged files ------------------------------------------------------------------------------------------------------

    @Test
    void cutAndOverwrittenFilesAreExplainedAndPutAside() throws IOException {
        Path place = record(folder.resolve("store"), 0, 1, 2);
        Path file = place.resolve(String.format(Locale.ROOT, FILE, 1));
        byte[] right = Files.readAllBytes(file);
        RandomStream random = RandomStream.of(4);
        for (int i = 0; i < (SLOW ? 2000 : 25); i++) {
            Files.write(file, damaged(right, random));
            List<Problem> problems = verify(place);
            assertThat(problems).as("damage %d", i).isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.file()).isEqualTo(file.toAbsolutePath()));
            assertThat(StoreCheck.repair(place, Progress.silent(), new Diagnostics())).isNotEmpty();
            assertThat(verify(place)).isEmpty();
            try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
                assertThat(Recordings.numbers(store.episodes())).containsExactly(0L, 2L);
            }
        }
    }

    /// Cut, longer, with zeros from somewhere on, or with a few wrong bits.
    private static byte[] damaged(byte[] right, RandomStream random) {
        int at = random.nextInt(right.length);
        byte[] wrong = right.clone();
        switch (random.nextInt(4)) {
            case 0 -> wrong = Arrays.copyOf(right, at);
            case 1 -> wrong = Arrays.copyOf(right, right.length + 1 + at);
            case 2 -> wrong[at] ^= (byte) (1 << random.nextInt(8));
            default -> {
                wrong[right.length - 1] ^= 1;
                Arrays.fill(wrong, at, right.length - 1, (byte) 0);
            }
        }
        return wrong;
    }

    // --- others at the same time --------------------------------------------------------------------------------------------

    /// The process: records ten episodes that the store does not have, as soon as nobody else is writing.
    static final class Patient {
        private Patient() {}

        public static void main(String[] args) throws InterruptedException {
            for (int recorded = 0; recorded < 10;) {
                try (EpisodeStore store = EpisodeStore.openForWriting(Path.of(args[0]), 1, new Diagnostics())) {
                    System.out.println(Recordings.record(store, store.nextNumber()).number());
                    recorded++;
                } catch (DiagnosticException e) {
                    if (!e.diagnostics().getLast().found().equals("somebody is writing to this store")) {
                        throw e;
                    }
                    Thread.sleep(1);
                }
            }
        }
    }

    @Test
    void twoWritersTakeTurns() throws IOException, InterruptedException {
        Path place = record(folder.resolve("store"), 0);
        List<Process> writers = List.of(JavaProcess.start("128m", Patient.class, place),
                JavaProcess.start("128m", Patient.class, place));
        List<Long> said = new ArrayList<>();
        for (Process writer : writers) {
            try (BufferedReader out = writer.inputReader()) {
                out.lines().forEach(line -> said.add(Long.parseLong(line)));
            }
            assertThat(writer.waitFor()).isZero();
        }
        assertThat(said).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(verify(place)).isEmpty();
    }

    @Test
    void foldersThatCannotBeWrittenToAreTold() throws IOException {
        Path place = record(folder.resolve("store"), 0);
        assumeTrue(Files.getFileStore(place).supportsFileAttributeView("posix"), "permissions of POSIX");
        for (String part : List.of("episodes/chunk-000", "episodes", "")) {
            Files.setPosixFilePermissions(place.resolve(part), PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        try {
            assumeTrue(!Files.isWritable(place), "root may write everywhere");
            Files.deleteIfExists(place.resolve("writer.lock"));
            assertThatThrownBy(() -> record(place, 1)).isInstanceOf(DiagnosticException.class)
                    .hasMessageContaining("permission denied");
            assertThat(verify(place)).isEmpty();
        } finally {
            for (String part : List.of("", "episodes", "episodes/chunk-000")) {
                Files.setPosixFilePermissions(place.resolve(part), PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    @Test
    void placesWithoutRoomForAStoreAreTold() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "a file system that nobody can write to");
        assertThatThrownBy(() -> record(Path.of("/proc/self/store"), 0)).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("the folder cannot be made")
                .hasMessageContaining("check its name and permissions");
    }
}
