package org.isthmus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.act.ActExporter;
import org.isthmus.dataset.annotation.AnnotatedEpisodes;
import org.isthmus.dataset.bop.BopExporter;
import org.isthmus.dataset.coco.CocoExporter;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.lerobot.LeRobotExporter;
import org.isthmus.dataset.lerobot.LeRobotOptions;
import org.isthmus.dataset.lerobot.LeRobotVersion;
import org.isthmus.dataset.maniskill.ManiSkillExporter;
import org.isthmus.dataset.rlds.RldsExporter;
import org.isthmus.dataset.robomimic.RobomimicExporter;
import org.isthmus.dataset.video.VideoCodec;
import org.isthmus.dataset.webdataset.WebDatasetExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A disk of 8 MB, which Linux lends to root, gets full while episodes are recorded and exported: after a few amounts of bytes, or
/// after every page with `-Disthmus.slow=true`.
class FullDiskTest {
    private static final boolean SLOW = Boolean.getBoolean("isthmus.slow");
    private static final int PAGE = 4096;
    private static final int DISK = 8 << 20;
    /// What episodes and exports need at most.
    private static final int MOST = 1 << 20;
    private static final String SAID = ".*No space left on device.*|.*disk full.*";
    private static final Map<String, Consumer<ExportJob>> EXPORTERS = exporters();

    @TempDir
    private Path folder;
    private Path disk;

    private static Map<String, Consumer<ExportJob>> exporters() {
        LeRobotOptions newest = LeRobotOptions.of(LeRobotVersion.V3_0, VideoCodec.H264);
        Map<String, Consumer<ExportJob>> all = new TreeMap<>();
        all.put("lerobot", job -> LeRobotExporter.export(job, newest));
        all.put("lerobot-images", job -> LeRobotExporter.export(job, newest.withImagesInTables()));
        all.put("gr00t", job -> LeRobotExporter.export(job,
                LeRobotOptions.of(LeRobotVersion.V2_1, VideoCodec.H264).withGroot()));
        all.put("rlds", RldsExporter::export);
        all.put("robomimic", RobomimicExporter::export);
        all.put("mimicgen", RobomimicExporter::exportForMimicGen);
        all.put("maniskill", ManiSkillExporter::export);
        all.put("act", ActExporter::export);
        all.put("webdataset", WebDatasetExporter::export);
        all.put("coco", job -> CocoExporter.export(job, false));
        all.put("bop", BopExporter::export);
        return all;
    }

    static List<String> formats() {
        return List.copyOf(EXPORTERS.keySet());
    }

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mount")) || Files.isExecutable(Path.of("/bin/mount")),
                "a disk of memory, as Linux has it");
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", disk.toString()) == 0,
                "only root may mount a small disk");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", disk.toString());
    }

    private static int run(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start().waitFor();
    }

    /// Leaves so many bytes, a multiple of pages.
    private void leave(long bytes) throws IOException {
        Path filler = disk.resolve("filler");
        Files.deleteIfExists(filler);
        FileStore store = Files.getFileStore(disk);
        Files.write(filler, new byte[(int) Math.max(0, store.getUsableSpace() - bytes)]);
    }

    /// The next amount of free bytes to try.
    private static long next(long bytes) {
        return SLOW ? bytes + PAGE : bytes == 0 ? 4 * PAGE : 3 * bytes / PAGE / 2 * PAGE + PAGE;
    }

    private static void checkMessage(DiagnosticException e, String what) {
        String told = e.diagnostics().getLast().toString();
        assertThat(told).as(what).matches(SAID);
    }

    @Test
    void recordingEndsWithAMessageAndLosesNoEpisode() throws IOException {
        Path place = disk.resolve("store");
        TreeSet<Long> finished = new TreeSet<>();
        int failures = 0;
        int successes = 0;
        long number = 0;
        for (long free = 0; successes < 3; free = next(free)) {
            assertThat(free).isLessThan(MOST);
            leave(free);
            try (EpisodeStore store = EpisodeStore.openForWriting(place, 2, new Diagnostics())) {
                finished.add(Recordings.record(store, number).number());
                successes++;
                number++;
            } catch (DiagnosticException e) {
                checkMessage(e, free + " bytes");
                failures++;
            }
            if (Files.exists(place.resolve("store.json"))) {
                assertThat(StoreCheck.verify(place, Progress.silent(), new Diagnostics())).extracting(p -> p.what())
                        .as("%d bytes", free).isSubsetOf("the manifest does not list it");
                try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
                    assertThat(Recordings.numbers(store.episodes())).containsAll(finished);
                }
            }
        }
        Files.delete(disk.resolve("filler"));
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 2, new Diagnostics())) {
            Recordings.record(store, number);
        }
        assertThat(StoreCheck.verify(place, Progress.silent(), new Diagnostics())).isEmpty();
        assertThat(failures).isPositive();
        tell("recording", failures);
    }

    private static void tell(String what, int failures) {
        if (SLOW) {
            System.out.printf(Locale.ROOT, "full disk: %s failed %d times, each time told%n", what, failures);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void anExportEndsWithAMessageAndLeavesNothing(String format) throws IOException {
        Path place = store(format);
        Path reference = folder.resolve("export");
        export(place, reference, format);
        Map<String, Long> content = KillTest.content(reference);
        Path target = disk.resolve("export");
        int failures = 0;
        int successes = 0;
        for (long free = 0; successes < 1; free = next(free)) {
            assertThat(free).isLessThan(MOST);
            leave(free);
            try {
                export(place, target, format);
                assertThat(KillTest.content(target)).isEqualTo(content);
                successes++;
            } catch (DiagnosticException e) {
                checkMessage(e, format + ", " + free + " bytes");
                failures++;
                try (var left = Files.list(disk)) {
                    assertThat(left).as("%s, %d bytes", format, free).containsExactly(disk.resolve("filler"));
                }
            }
        }
        assertThat(StoreCheck.verify(place, Progress.silent(), new Diagnostics())).isEmpty();
        assertThat(failures).isPositive();
        tell(format, failures);
    }

    /// Episodes that the format can hold.
    private Path store(String format) {
        Path place = folder.resolve("store");
        if (!format.equals("act")) {
            return AnnotatedEpisodes.record(place, 2);
        }
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            Recordings.record(store, 0);
        }
        return place;
    }

    private static void export(Path place, Path target, String format) {
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            EXPORTERS.getOrDefault(format, job -> {}).accept(
                    new ExportJob(store, store.episodes(), target, 2, Progress.silent(), new Diagnostics()));
        }
    }
}
