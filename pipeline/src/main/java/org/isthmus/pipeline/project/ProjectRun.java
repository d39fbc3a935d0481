package org.isthmus.pipeline.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.progress.ProgressListener;
import org.isthmus.pipeline.project.StageWork.Made;
import org.isthmus.pipeline.project.StageWork.Place;

/// Brings a project from stage to stage, in one folder.
///
/// A stage whose [note][StageNote] tells the inputs and settings that it would have now is left as it is. One that was interrupted goes on. Any other
/// is made anew, and so are those that read what it made, if it came out otherwise.
public final class ProjectRun {
    static final String SECONDS = "seconds";
    static final String CPU_SECONDS = "CPU seconds";

    private final Path home;
    private final Cancellation cancellation;
    private final ProgressListener listener;
    private final Consumer<String> words;
    private final Diagnostics diagnostics;
    private final Map<Stage, StageWork> works = new EnumMap<>(Stage.class);

    /// @param home folder of all outputs
    /// @param listener watches the stages
    /// @param words is told what is done, and why
    /// @param diagnostics warnings are told
    public ProjectRun(Project project, Path home, Cancellation cancellation, ProgressListener listener,
            Consumer<String> words, Diagnostics diagnostics) {
        this.home = home.toAbsolutePath().normalize();
        this.cancellation = cancellation;
        this.listener = listener;
        this.words = words;
        this.diagnostics = diagnostics;
        project.evidence().ifPresent(shown -> works.put(Stage.PROJECT, new ProjectStage(project.setup().id(), shown)));
        works.put(Stage.SCALE, new ScaleStage(project));
        if (project.episodes() == Stage.ADAPT) {
            works.put(Stage.ADAPT, new AdaptStage(project));
        }
        works.put(Stage.EXPORT, new ExportStage(project));
        works.put(Stage.TRAIN, new TrainStage(project));
        works.put(Stage.EVALUATE, new EvaluateStage(project));
        works.put(Stage.REPORT, new ReportStage(project, List.copyOf(works.keySet())));
    }

    /// Does all stages up to one.
    ///
    /// @throws java.util.concurrent.CancellationException when somebody asked to stop; the same call goes on
    /// @throws DiagnosticException when a stage cannot be done
    public void run(Stage last) {
        try (Parallel pool = Parallel.ofAllProcessors()) {
            for (Map.Entry<Stage, StageWork> each : works.entrySet()) {
                if (each.getKey().compareTo(last) <= 0) {
                    run(each.getKey(), each.getValue(), pool);
                }
            }
        }
    }

    /// Does one stage alone.
    ///
    /// @throws DiagnosticException also when a stage before it is not done
    public void runOnly(Stage stage) {
        StageWork work = works.get(stage);
        if (work == null) {
            return;
        }
        for (Stage input : work.inputs()) {
            if (note(input).isEmpty()) {
                throw diagnostics.fatal(SourceLocation.of(home.resolve(input.word())),
                        "stage " + stage.word() + " without stage " + input.word() + " before it", "",
                        "run the project until this stage");
            }
        }
        try (Parallel pool = Parallel.ofAllProcessors()) {
            run(stage, work, pool);
        }
    }

    private Optional<StageNote> note(Stage stage) {
        return StageNote.read(home.resolve(stage.word()).resolve(StageNote.FILE));
    }

    private void run(Stage stage, StageWork work, Parallel pool) {
        SortedMap<String, String> inputs = new TreeMap<>();
        for (Stage input : work.inputs()) {
            inputs.put(input.word(), note(input).map(StageNote::content).orElse(""));
        }
        StageNote wanted = StageNote.wanted(inputs, work.settings());
        Path folder = home.resolve(stage.word());
        Optional<StageNote> before = note(stage);
        boolean isThere = work.outputs().stream().allMatch(name -> Files.exists(folder.resolve(name)));
        if (before.isPresent() && before.get().isLike(wanted) && isThere) {
            words.accept(stage.word() + ": as it was");
            return;
        }
        prepare(stage, work, before, wanted, isThere);
        long start = System.nanoTime();
        double cpu = cpuSeconds();
        Made made;
        try (Progress progress = Progress.start(stage.word(), Progress.UNKNOWN, cancellation, listener)) {
            made = work.make(new Place(home, stage, pool, progress, diagnostics));
        }
        SortedMap<String, Double> figures = new TreeMap<>(made.figures());
        figures.put(SECONDS, (System.nanoTime() - start) * 1e-9);
        figures.put(CPU_SECONDS, cpuSeconds() - cpu);
        wanted.made(made.content(), figures).write(folder.resolve(StageNote.FILE), diagnostics);
        delete(folder.resolve(StageNote.UNFINISHED));
    }

    /// What all threads of this process have used; 0 where the system does not tell.
    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().map(used -> 1e-9 * used.toNanos()).orElse(0.0);
    }

    /// Makes the folder ready: with what is a beginning of what is wanted, or nothing.
    private void prepare(Stage stage, StageWork work, Optional<StageNote> before, StageNote wanted, boolean isThere) {
        Path folder = home.resolve(stage.word());
        Path unfinished = folder.resolve(StageNote.UNFINISHED);
        Optional<StageNote> begun = StageNote.read(unfinished);
        boolean goesOn = begun.isPresent() && begun.get().isLike(wanted);
        boolean grows = !goesOn && begun.or(() -> before).filter(it -> work.goesOnFrom(it, wanted)).isPresent();
        String why = before.map(it -> String.join("; ", wanted.changesSince(it))).orElse("");
        words.accept(stage.word() + ": " + (goesOn ? "goes on" : before.isEmpty() ? "begins"
                : grows ? "goes on from what there is, since " + why
                : isThere ? "made again, since " + why : "made again, since outputs are gone"));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw cannot(folder, e);
        }
        delete(folder.resolve(StageNote.FILE));
        if (!goesOn && !grows) {
            work.outputs().forEach(name -> delete(folder.resolve(name)));
        }
        wanted.write(unfinished, diagnostics);
    }

    /// Deletes an output of a stage, if it is there.
    private void delete(Path output) {
        if (!Files.exists(output)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(output)) {
            List<Path> all = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw cannot(output, e);
        }
    }

    private DiagnosticException cannot(Path place, IOException e) {
        return diagnostics.fatal(SourceLocation.of(place), "the folder cannot be used (" + NewFile.reason(e) + ")", "",
                "check its permissions and the space on the disk");
    }
}
