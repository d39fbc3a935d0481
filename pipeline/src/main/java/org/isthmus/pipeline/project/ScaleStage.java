package org.isthmus.pipeline.project;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.recipe.Recipe;
import org.isthmus.pipeline.Attempts;
import org.isthmus.pipeline.Recording;
import org.isthmus.pipeline.TaskRecorder;
import org.isthmus.pipeline.TaskSetup;
import org.isthmus.pipeline.Variation;
import org.isthmus.pipeline.seed.Seed;
import org.isthmus.task.VectorEnv;

/// Makes attempts over draws of ξ and keeps those that are verified to succeed, until there are enough or the budget is used up.
final class ScaleStage implements StageWork {
    /// The store of episodes.
    static final String STORE = "store";
    static final String EPISODES = "episodes";
    static final String ATTEMPTS = "attempts";
    /// Episodes that this run recorded; others were there.
    static final String RECORDED = "recorded";
    private static final int WORLDS = 16;

    private final Project.Dataset wanted;
    private final boolean isShown;
    /// By the task's script.
    private final Recording script;

    ScaleStage(Project project) {
        wanted = project.dataset();
        isShown = project.evidence().isPresent();
        script = project.recording();
    }

    @Override
    public List<Stage> inputs() {
        return isShown ? List.of(Stage.PROJECT) : List.of();
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = taskSettings(script.setup());
        settings.put(EPISODES, "" + wanted.episodes());
        settings.put(ATTEMPTS, "" + wanted.attempts());
        settings.put("seed", "" + wanted.seed());
        settings.put("images", wanted.pictures().words());
        return settings;
    }

    /// What decides the worlds of a task.
    static SortedMap<String, String> taskSettings(TaskSetup setup) {
        String random = setup.variations().stream().map(Variation::word).collect(Collectors.joining(", "));
        return new TreeMap<>(Map.of("task", setup.id(), "robot", setup.robot(), "randomization",
                random.isEmpty() ? "none" : random));
    }

    @Override
    public List<String> outputs() {
        return List.of(STORE);
    }

    /// Episodes that are there stay where only more are wanted.
    @Override
    public boolean goesOnFrom(StageNote before, StageNote now) {
        SortedMap<String, String> was = new TreeMap<>(before.settings());
        SortedMap<String, String> is = new TreeMap<>(now.settings());
        long few = Long.parseLong(was.getOrDefault(EPISODES, "0"));
        for (String amount : List.of(EPISODES, ATTEMPTS)) {
            was.remove(amount);
            is.remove(amount);
        }
        return was.equals(is) && few <= wanted.episodes() && before.inputs().equals(now.inputs());
    }

    @Override
    public Made make(Place place) {
        place.progress().total(wanted.episodes());
        Recording recording = isShown
                ? script.with(Seed.read(place.of(Stage.PROJECT).resolve(Seed.FILE), place.diagnostics()))
                : script;
        try (EpisodeStore store = EpisodeStore.openForWriting(place.output(STORE), place.pool().threads(),
                place.diagnostics())) {
            long before = store.episodes().size();
            place.progress().resumeFrom(before);
            VectorEnv env = recording.worlds((int) Math.min(WORLDS, wanted.episodes()), place.pool());
            long held = new TaskRecorder(env, recording, store).record(wanted.episodes(), wanted.attempts(),
                    recording.actor(env, place.pool()), place.progress());
            if (held == 0) {
                throw place.diagnostics().fatal(SourceLocation.of(store.folder()),
                        "none of " + wanted.attempts() + " attempts succeeded", "one or more",
                        "give it more attempts, or another task, robot or seed");
            }
            SortedMap<String, Double> figures = new TreeMap<>();
            figures.put(EPISODES, (double) held);
            figures.put(ATTEMPTS, (double) Attempts.read(store.folder(), place.diagnostics()).map(Attempts::attempts)
                    .orElse(store.episodes().getLast().number() + 1));
            figures.put(RECORDED, (double) (store.episodes().size() - before));
            return new Made(Recipe.contentOf(store.episodes()), figures);
        }
    }
}
