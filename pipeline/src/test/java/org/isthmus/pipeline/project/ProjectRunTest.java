package org.isthmus.pipeline.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ProgressListener;
import org.isthmus.pipeline.seed.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectRunTest {
    private static final String PROJECT = """
            task: Reach-v1
            randomization: none
            dataset: {episodes: 3, formats: [robomimic]}
            training: {steps: 20, batch: 4}
            evaluation: {engines: [scalar, scalar-double, physx], trials: 2}
            """;

    @TempDir
    private Path folder;

    private final List<String> words = new ArrayList<>();

    private ProjectRun run(String text, Path home, Cancellation cancellation, ProgressListener listener) {
        words.clear();
        return new ProjectRun(ProjectFile.parse("reach.yaml", text, new Diagnostics()), home, cancellation, listener,
                words::add, new Diagnostics());
    }

    private ProjectRun run(String text, Path home) {
        return run(text, home, new Cancellation(), task -> {});
    }

    @Test
    void stagesAreDoneOnceAndAgainFromTheFirstThatIsOther() throws IOException {
        Path home = folder.resolve("out");
        run(PROJECT, home).run(Stage.REPORT);
        assertThat(words).containsExactly("scale: begins", "export: begins", "train: begins", "evaluate: begins",
                "report: begins");
        checkReport(Files.readString(home.resolve("report/report.html")));
        assertThat(Files.readString(home.resolve("evaluate/transfer.txt"))).contains("as trained")
                .contains("physx");
        assertThat(home.resolve("export/formats/robomimic.hdf5")).exists();

        Path mine = Files.writeString(home.resolve("train/notes.txt"), "mine");
        run(PROJECT, home).run(Stage.REPORT);
        assertThat(words).allMatch(line -> line.endsWith(": as it was")).hasSize(5);

        run(PROJECT.replace("steps: 20", "steps: 21"), home).run(Stage.EVALUATE);
        assertThat(words).containsExactly("scale: as it was", "export: as it was",
                "train: made again, since steps was 20 and is 21",
                "evaluate: made again, since what train made is other than it was");
        assertThat(mine).as("a file of the user's").exists();
    }

    private static void checkReport(String page) {
        assertThat(page).contains("<h1>reach</h1>", "<h2>Transfer</h2>", "scalar-double", "physx",
                "<h2>Randomized worlds</h2>", "data:image/png;base64,", "<h2>Episodes</h2>", "data:video/mp4;base64,",
                "<h2>Training</h2>", "<h2>Trials</h2>", "<h2>Coverage of ξ</h2>", "<h2>Time</h2>", "episodes/CPU-hour",
                "export/formats/robomimic.hdf5", "<h2>To reproduce</h2>", "task: Reach-v1",
                "isthmus run project.yaml").doesNotContain("<script", "http://", "https://");
        for (String link : page.split("href=\"#")) {
            if (!link.startsWith("<!")) {
                assertThat(page).as("where a link leads")
                        .contains("id=\"" + link.substring(0, link.indexOf('"')) + "\"");
            }
        }
    }

    @Test
    void whatIsStoppedAnywhereGoesOnToTheSameBytes() throws IOException {
        run(PROJECT, folder.resolve("whole")).run(Stage.EVALUATE);
        Path home = folder.resolve("stopped");
        for (String stage : List.of("scale", "train", "evaluate")) {
            Cancellation cancellation = new Cancellation();
            assertThatThrownBy(() -> run(PROJECT, home, cancellation, task -> {
                if (task.root().name().equals(stage) && (task.root().done() >= 1 || stage.equals("scale"))) {
                    cancellation.cancel("test");
                }
            }).run(Stage.EVALUATE)).isInstanceOf(CancellationException.class);
        }
        run(PROJECT, home).run(Stage.EVALUATE);
        assertThat(words).contains("train: as it was", "evaluate: goes on");
        assertThat(outputs(home)).isEqualTo(outputs(folder.resolve("whole")));
    }

    @Test
    void episodesStayWhereOnlyMoreAreWanted() {
        StageNote few = note(PROJECT);
        StageNote many = note(PROJECT.replace("episodes: 3", "episodes: 4"));
        StageNote others = note(PROJECT.replace("episodes: 3", "episodes: 4, seed: 1"));
        assertThat(scale(PROJECT.replace("episodes: 3", "episodes: 4")).goesOnFrom(few, many)).isTrue();
        assertThat(scale(PROJECT.replace("episodes: 3", "episodes: 4")).goesOnFrom(few, others)).isFalse();
        assertThat(scale(PROJECT).goesOnFrom(many, few)).isFalse();
        assertThat(many.changesSince(few)).containsExactly("attempts was 60 and is 80", "episodes was 3 and is 4");
    }

    private static ScaleStage scale(String text) {
        return new ScaleStage(ProjectFile.parse("reach.yaml", text, new Diagnostics()));
    }

    private static StageNote note(String text) {
        return StageNote.wanted(new TreeMap<>(), scale(text).settings());
    }

    @Test
    void evidenceBecomesASeedOnce() {
        String project = "evidence: [" + folder.resolve("hand.tsv") + ", sample]\ntask: PlaceInBin-v1\n";
        run(project, folder.resolve("shown")).run(Stage.PROJECT);
        assertThat(words).containsExactly("project: begins");
        assertThat(Seed.read(folder.resolve("shown/project/seed.json"), new Diagnostics()).task())
                .isEqualTo("PlaceInBin-v1");
        run(project, folder.resolve("shown")).run(Stage.PROJECT);
        assertThat(words).containsExactly("project: as it was");
        assertThatThrownBy(() -> run(project.replace(", sample", ""), folder.resolve("shown")).run(Stage.PROJECT))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("no evidence is there")
                .hasMessageContaining("or 'sample'");
    }

    @Test
    void oneStageAloneNeedsThoseBeforeIt() {
        assertThatThrownBy(() -> run(PROJECT, folder.resolve("alone")).runOnly(Stage.TRAIN))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("stage train without stage scale before it")
                .hasMessageContaining("run the project until this stage");
    }

    /// What was made, without logs and what tells of times.
    private static SortedMap<String, String> outputs(Path home) throws IOException {
        SortedMap<String, String> outputs = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = home.relativize(file).toString();
                if (!name.endsWith(StageNote.FILE) && !name.contains("tfevents") && !name.endsWith("progress.csv")
                        && !name.endsWith("manifest.jsonl")) {
                    outputs.put(name, Sha256.of(file));
                }
            }
        }
        return outputs;
    }
}
