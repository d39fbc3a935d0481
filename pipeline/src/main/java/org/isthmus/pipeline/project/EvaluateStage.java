package org.isthmus.pipeline.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.quality.Proportion;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.pipeline.ActorKind;
import org.isthmus.pipeline.Engines;
import org.isthmus.pipeline.Pictures;
import org.isthmus.pipeline.PolicyActor;
import org.isthmus.pipeline.Recording;
import org.isthmus.pipeline.TaskRecorder;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.jspecify.annotations.Nullable;

/// Tries the policy in closed loop, in each engine that is there and with each shift. Every trial is recorded, so that it can be looked at, and need not be
/// made again.
final class EvaluateStage implements StageWork {
    /// Folder of a store for each engine and shift.
    static final String TRIALS = "trials";
    static final String JSON = "transfer.json";
    static final String TEXT = "transfer.txt";
    private static final int WORLDS = 16;
    /// Failed trials of a kind that are named.
    private static final int EXAMPLES = 3;

    private final Project project;
    private final Project.Evaluation wanted;
    /// Engines that are not there, with what to do; null: nobody looked yet.
    private @Nullable SortedMap<String, String> missing;

    EvaluateStage(Project project) {
        this.project = project;
        wanted = project.evaluation();
    }

    private SortedMap<String, String> missing() {
        SortedMap<String, String> found = missing;
        if (found == null) {
            SortedMap<String, String> looked = new TreeMap<>();
            for (String engine : wanted.engines()) {
                Engines.missing(engine).ifPresent(remedy -> looked.put(engine, remedy));
            }
            found = looked;
            missing = looked;
        }
        return found;
    }

    @Override
    public List<Stage> inputs() {
        return List.of(Stage.TRAIN);
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = ScaleStage.taskSettings(project.setup());
        settings.put("images", pictures().words());
        settings.put("engines", present().stream().sorted().collect(Collectors.joining(", ")));
        settings.put("engines that are missing", String.join(", ", missing().keySet()));
        settings.put("trials", "" + wanted.trials());
        settings.put("seed", "" + wanted.seed());
        settings.put("shifts", wanted.shifts().stream().map(s -> s.name() + " (" + s.description() + ")")
                .collect(Collectors.joining(", ")));
        return settings;
    }

    private List<String> present() {
        return wanted.engines().stream().filter(engine -> !missing().containsKey(engine)).toList();
    }

    /// What the policy sees by.
    private Pictures pictures() {
        return project.training().cameras().isEmpty() ? Pictures.NONE : project.dataset().pictures();
    }

    @Override
    public List<String> outputs() {
        return List.of(TRIALS, JSON, TEXT);
    }

    /// Trials of the same policy stay: there is a store for each engine and shift.
    @Override
    public boolean goesOnFrom(StageNote before, StageNote now) {
        List<String> free = List.of("engines", "engines that are missing");
        SortedMap<String, String> was = new TreeMap<>(before.settings());
        SortedMap<String, String> is = new TreeMap<>(now.settings());
        was.keySet().removeAll(free);
        is.keySet().removeAll(free);
        return was.equals(is) && before.inputs().equals(now.inputs());
    }

    /// The folder of the trials in an engine with a shift.
    static Path store(Path folder, String engine, Shift shift) {
        return folder.resolve(TRIALS).resolve(engine + "-"
                + shift.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.-]+", "-"));
    }

    @Override
    public Made make(Place place) {
        List<Transfer.Row> rows = new ArrayList<>();
        place.progress().total((long) present().size() * wanted.shifts().size());
        for (String engine : present()) {
            for (Shift shift : wanted.shifts()) {
                try (Progress progress = place.progress().sub(engine + ", " + shift.name(), wanted.trials())) {
                    rows.add(trials(engine, shift, place, progress));
                }
            }
        }
        Transfer transfer = new Transfer(rows, missing());
        transfer.write(place.output(JSON), place.output(TEXT), place.diagnostics());
        return new Made(Sha256.of(transfer.json()), new TreeMap<>(Map.of("trials",
                (double) wanted.trials() * rows.size())));
    }

    private Transfer.Row trials(String engine, Shift shift, Place place, Progress progress) {
        Recording recording = new Recording(project.setup(), engine, wanted.seed(), ActorKind.OTHER,
                Recording.Keep.ALL, pictures());
        int worlds = Math.min(WORLDS, wanted.trials());
        try (EpisodeStore store = EpisodeStore.openForWriting(store(place.of(Stage.EVALUATE), engine, shift),
                place.pool().threads(), place.diagnostics());
                OnnxPolicy policy = OnnxPolicy.open(TrainStage.policy(place.of(Stage.TRAIN)), worlds,
                        place.diagnostics())) {
            progress.resumeFrom(store.episodes().size());
            Task task = policy.spec().fitted(shift.of(recording.task()));
            VectorEnv env = new VectorEnv(task, new VectorEnv.Options(worlds, engine,
                    Autoreset.DISABLED, recording.pictures().areDrawn()), place.pool());
            new TaskRecorder(env, recording, store).record(wanted.trials(), new PolicyActor(policy, env), progress);
            return row(engine, shift, store, place.diagnostics());
        }
    }

    private static Transfer.Row row(String engine, Shift shift, EpisodeStore store, Diagnostics diagnostics) {
        long successes = 0;
        long steps = 0;
        SortedMap<String, Long> failures = new TreeMap<>();
        SortedMap<String, List<Long>> examples = new TreeMap<>();
        List<EpisodeEntry> trials = store.episodes();
        for (EpisodeEntry trial : trials) {
            steps += trial.steps();
            if (trial.success() == Success.YES) {
                successes++;
                continue;
            }
            try (Episode episode = store.read(trial.number(), diagnostics)) {
                String kind = failure(episode);
                failures.merge(kind, 1L, Long::sum);
                List<Long> some = examples.computeIfAbsent(kind, k -> new ArrayList<>());
                if (some.size() < EXAMPLES) {
                    some.add(trial.number());
                }
            }
        }
        return new Transfer.Row(engine, shift, new Proportion(successes, trials.size()),
                (double) steps / Math.max(1, trials.size()), failures, examples);
    }

    /// How far a trial came, in words.
    private static String failure(Episode episode) {
        String last = episode.segments().isEmpty() ? "" : episode.segments().getLast().name();
        return last.equals(PolicyActor.DONE) ? "did not stay" : "no " + last;
    }
}
