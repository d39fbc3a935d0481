package org.isthmus.pipeline;

import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.recipe.EpisodeGenerator;
import org.isthmus.dataset.recipe.Recipe;
import org.isthmus.pipeline.seed.Seed;
import org.isthmus.task.VectorEnv;

/// Makes what [TaskRecorder] recorded again, by recording it again.
public final class TaskGenerator implements EpisodeGenerator {
    private static final int WORLDS = 16;

    public TaskGenerator() {}

    @Override
    public boolean makes(Recipe recipe) {
        return Recording.setupOf(recipe).isPresent();
    }

    @Override
    public void generate(Recipe recipe, EpisodeStore into, Progress progress, Diagnostics diagnostics) {
        SourceLocation place = new SourceLocation(Recipe.FILE, 0, 0);
        Optional<Seed> seed = recipe.assets().containsKey(Seed.FILE)
                ? Optional.of(Seed.read(into.folder().resolve(Seed.FILE), diagnostics))
                : Optional.empty();
        Recording recording = Recording.of(recipe, seed).orElseThrow(() -> diagnostics.fatal(place,
                "a recipe by '" + recipe.setup().get("actor") + "', which is not known here", "",
                "use the Isthmus that made the store"));
        if (recording.actor() == ActorKind.OTHER) {
            throw diagnostics.fatal(place, "episodes that a program's own actor made", "an actor of the product",
                    "let that program make them again");
        }
        try (Parallel pool = Parallel.ofAllProcessors()) {
            VectorEnv env = recording.worlds(Math.clamp(recipe.episodes(), 1, WORLDS), pool);
            Optional<String> difference = recipe.difference(recording.recipe(env, recipe.episodes()));
            if (difference.isPresent()) {
                throw diagnostics.fatal(place, "episodes of another version of task " + recipe.task() + ": "
                        + difference.get(), "", "use the Isthmus that made the store");
            }
            new TaskRecorder(env, recording, into).record(recipe.episodes(),
                    recording.actor(env, pool), progress);
        }
    }
}
