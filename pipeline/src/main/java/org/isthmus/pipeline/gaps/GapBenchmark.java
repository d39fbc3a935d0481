package org.isthmus.pipeline.gaps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.learn.checkpoint.RunFolder;
import org.isthmus.learn.imitation.Augmentation;
import org.isthmus.learn.imitation.BehaviourCloningConfig;
import org.isthmus.learn.imitation.Demonstrations;
import org.isthmus.learn.imitation.ImitationRun;
import org.isthmus.learn.imitation.ImitationTrainer;
import org.isthmus.learn.imitation.TrainingConfig;
import org.isthmus.pipeline.Actor;
import org.isthmus.pipeline.ActorKind;
import org.isthmus.pipeline.Engines;
import org.isthmus.pipeline.Pictures;
import org.isthmus.pipeline.Recording;
import org.isthmus.pipeline.TaskRecorder;
import org.isthmus.pipeline.TaskSetup;
import org.isthmus.pipeline.adapt.ObjectView;
import org.isthmus.pipeline.adapt.StoreAdapter;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.solve.ScriptedSolver;

/// The gap benchmark from demonstrations to the table, in one folder. Whatever is whole there is not made again, so what was interrupted goes on, with the
/// same bits; the seed decides all of it.
public final class GapBenchmark {
    /// Engines that can be reality, the first that is there.
    private static final List<String> REALITIES = List.of("mujoco", "physx");
    private static final long CHECKPOINT_STEPS = 500;
    private static final int WORLDS = 16;
    /// Colours only: where things are must stay as it is.
    private static final Augmentation JITTER = new Augmentation(0, 0.2, 0.2, 0.2, 0.03);

    private final GapPreset preset;
    private final String engine;
    private final Set<Gap> gaps;
    private final long seed;
    private final Path folder;
    private final Parallel pool;
    private final Diagnostics diagnostics;
    private final SortedMap<String, Double> seconds = new TreeMap<>();

    /// @param engine that is reality; empty: the first of MuJoCo and PhysX that is there
    /// @param gaps that are tried; others may be tried later, in the same folder
    /// @param folder of all that is made
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when the folder has a benchmark with other settings, or the engine is not there
    public GapBenchmark(GapPreset preset, String engine, Set<Gap> gaps, long seed, Path folder, Parallel pool,
            Diagnostics diagnostics) {
        this.preset = preset;
        this.engine = engine.isEmpty()
                ? REALITIES.stream().filter(name -> Engines.missing(name).isEmpty()).findFirst().orElse("mujoco")
                : engine;
        this.gaps = new TreeSet<>(gaps);
        this.seed = seed;
        this.folder = folder;
        this.pool = pool;
        this.diagnostics = diagnostics;
        Engines.missing(this.engine).ifPresent(remedy -> {
            throw diagnostics.fatal(new SourceLocation("--engine", 0, 0), "engine " + this.engine + " is not there",
                    "mujoco, physx, or one of our own", remedy);
        });
        GapFiles.claim(folder, preset, this.engine, seed, diagnostics);
    }

    /// Does all that is not done yet and writes `gaps.json`, `gaps.txt` and `gaps.html`.
    ///
    /// @throws java.util.concurrent.CancellationException when somebody asked to stop; the same call goes on
    public GapTable run(Progress progress) {
        // Two sub-tasks for each kind of demonstrations, two for each policy, one for each cell.
        progress.total(2 * 2 + GapDataset.values().length * (2L + gaps.size()));
        for (boolean isRandomized : List.of(false, true)) {
            timed(demonstrations(isRandomized).resolve("done.json"), demonstrations(isRandomized).getFileName() + "",
                    progress,
                    () -> demonstrate(isRandomized, progress));
        }
        List<GapCell> cells = new ArrayList<>();
        // The full dataset first, of which one wants to know most.
        for (GapDataset dataset : List.of(GapDataset.values()).reversed()) {
            timed(run(dataset).resolve("done.json"), "training " + dataset.word(), progress,
                    () -> train(dataset, progress));
            for (Gap gap : gaps) {
                cells.add(cell(dataset, gap, progress));
            }
        }
        cells.sort(Comparator.comparing(GapCell::dataset).thenComparing(GapCell::gap));
        seconds.put("trials", cells.stream().mapToDouble(GapCell::seconds).sum());
        GapTable table = new GapTable(preset, engine, seed, cells, seconds);
        GapFiles.write(folder.resolve("gaps.json"), table, diagnostics);
        new GapPage(table, folder, seed(0), pool).write(diagnostics);
        return table;
    }

    /// Where the page is.
    public Path page() {
        return folder.resolve(GapPage.FILE);
    }

    /// Does a part of two sub-tasks, unless it is done, and notes how long it took.
    private void timed(Path note, String name, Progress progress, Runnable part) {
        Optional<Double> before = GapFiles.seconds(note);
        if (before.isPresent()) {
            progress.advance(2);
        } else {
            long start = System.nanoTime();
            part.run();
            GapFiles.writeSeconds(note, 1e-9 * (System.nanoTime() - start), diagnostics);
        }
        seconds.put(name, GapFiles.seconds(note).orElse(0.0));
    }

    private Path demonstrations(boolean isRandomized) {
        return folder.resolve(isRandomized ? "demonstrations-randomized" : "demonstrations");
    }

    private Path run(GapDataset dataset) {
        return folder.resolve("policy-" + dataset.word());
    }

    /// Seeds of parts are far from each other.
    private long seed(int part) {
        return RandomStream.of(seed).child("part", part).nextInt(0, Integer.MAX_VALUE / 2);
    }

    private void demonstrate(boolean isRandomized, Progress progress) {
        Task task = GapTask.demonstrated(isRandomized, preset.pixels());
        int wanted = preset.demonstrations(isRandomized);
        Path home = demonstrations(isRandomized);
        Recording recording = new Recording(new TaskSetup(GapTask.ID, GapTask.ROBOT, Set.of()), Recording.ENGINE,
                seed(isRandomized ? 2 : 1), ActorKind.OTHER, Recording.Keep.SUCCESSES, Pictures.NONE);
        try (EpisodeStore made = EpisodeStore.openForWriting(home.resolve("recorded"), pool.threads(), diagnostics);
                EpisodeStore adapted = EpisodeStore.openForWriting(home.resolve("store"), pool.threads(),
                        diagnostics)) {
            try (Progress part = progress.sub(home.getFileName() + "", wanted)) {
                part.resumeFrom(made.episodes().size());
                VectorEnv env = new VectorEnv(task, new VectorEnv.Options(Math.min(WORLDS, wanted), Recording.ENGINE,
                        Autoreset.DISABLED, false), pool);
                ScriptedSolver script = new ScriptedSolver(env, ArmOnTable.gripper(GapTask.ROBOT, env.model()),
                        GraspScript.moves(GraspScript::onCube), pool);
                new TaskRecorder(env, recording, made).record(wanted,
                        Actor.following(script::act, script::move, world -> ""), part);
            }
            try (Progress part = progress.sub("key poses", wanted)) {
                StoreAdapter.adapt(task, made, adapted, Set.of(ObjectView.AFFORDANCES), pool, part, diagnostics);
            }
        }
    }

    private void train(GapDataset dataset, Progress progress) {
        Task task = GapTask.demonstrated(dataset.isRandomized(), preset.pixels());
        Demonstrations data;
        try (EpisodeStore store = EpisodeStore.open(demonstrations(dataset.isRandomized()).resolve("store"),
                diagnostics);
                Progress part = progress.sub("images for " + dataset.title(), store.episodes().size())) {
            data = GapDemonstrations.draw(dataset, task, store, preset, seed(3), pool, part, diagnostics);
        }
        BehaviourCloningConfig network = preset.network(dataset);
        TrainingConfig config = network.training().withSteps(preset.steps(dataset)).withBatch(preset.batch())
                .withAugmentation(JITTER)
                .withEyes(new TrainingConfig.Eyes(preset.policySteps(), TrainingConfig.Eyes.DEFAULT.learningRate()));
        try (ImitationTrainer trainer = new ImitationTrainer(data, network, config, seed(4), pool);
                Progress part = progress.sub("training on " + dataset.title(), trainer.wanted())) {
            RunFolder run = RunFolder.claim(run(dataset), trainer.identity(), diagnostics);
            ImitationRun.train(trainer, run, CHECKPOINT_STEPS, part, diagnostics);
        }
    }

    private GapCell cell(GapDataset dataset, Gap gap, Progress progress) {
        Path file = GapFiles.cell(folder, dataset, gap);
        Optional<GapCell> before = GapFiles.readCell(dataset, gap, file);
        if (before.isPresent()) {
            progress.advance(1);
        }
        return before.orElseGet(() -> {
            try (Progress part = progress.sub(dataset.title() + ", " + gap.title(), preset.trials())) {
                GapCell cell = new GapTrials(preset, engine, seed(0), pool).run(dataset, gap,
                        run(dataset).resolve("policy"), part, diagnostics);
                GapFiles.write(file, cell, diagnostics);
                return cell;
            }
        });
    }
}
