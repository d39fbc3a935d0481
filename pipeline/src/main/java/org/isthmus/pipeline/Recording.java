package org.isthmus.pipeline;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.dataset.recipe.Recipe;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;

/// All that decides what is recorded: with the number of an attempt it makes an episode, in every bit.
///
/// @param seed of attempt 0; attempt n has `seed + n`
public record Recording(TaskSetup setup, String engine, long seed, ActorKind actor, Keep keep, Pictures pictures) {
    /// The engine that records if nobody says otherwise: the same bits in any number of worlds.
    public static final String ENGINE = "lane";
    private static final String ROBOT = "robot";
    private static final String PHYSICS = "physics";
    private static final String LOOKS = "looks";
    private static final String ACTOR = "actor";
    private static final String KEEP = "keep";
    private static final String IMAGES = "images";

    /// Which attempts become episodes.
    public enum Keep {
        /// Those that end with success.
        SUCCESSES,
        /// All.
        ALL;

        /// In recipes and on the command line: `successes`, `all`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// As most want it: successes of the task's script, or all that happens by chance; no images.
    public static Recording usual(TaskSetup setup, long seed) {
        ActorKind actor = ActorKind.usual(setup.id());
        return new Recording(setup, ENGINE, seed, actor, actor == ActorKind.SCRIPT ? Keep.SUCCESSES : Keep.ALL,
                Pictures.NONE);
    }

    public Recording with(ActorKind otherActor, Keep otherKeep) {
        return new Recording(setup, engine, seed, otherActor, otherKeep, pictures);
    }

    public Recording with(Pictures others) {
        return new Recording(setup, engine, seed, actor, keep, others);
    }

    public Recording withEngine(String other) {
        return new Recording(setup, other, seed, actor, keep, pictures);
    }

    /// The task, with its cameras in the size of the images.
    public Task task() {
        return pictures.of(setup.task());
    }

    /// Worlds to record in; episodes do not depend on how many.
    public VectorEnv worlds(int count, Parallel pool) {
        return new VectorEnv(task(),
                new VectorEnv.Options(count, engine, Autoreset.DISABLED, pictures.areDrawn()), pool);
    }

    /// The kilobyte that makes it again.
    ///
    /// @param env its worlds
    Recipe recipe(VectorEnv env, long episodes) {
        SortedMap<String, String> words = new TreeMap<>(Map.of(ROBOT, setup.robot(), PHYSICS, "" + setup.physics(),
                LOOKS, "" + setup.looks(), ACTOR, actor.word(), KEEP, keep.word(), IMAGES, pictures.words()));
        SortedMap<String, String> distribution = new TreeMap<>();
        env.task().factors().forEach(f -> distribution.put(f.name(), f.sampler().description()));
        return new Recipe(setup.id(), seed, episodes, words, distribution, engine, TaskSetup.hash(env.model()),
                new TreeMap<>(), "");
    }

    /// The recording of a recipe; empty where it is not of a task that is known here.
    static Optional<Recording> of(Recipe recipe) {
        Map<String, String> words = recipe.setup();
        try {
            TaskSetup setup = new TaskSetup(recipe.task(), words.getOrDefault(ROBOT, ""),
                    Boolean.parseBoolean(words.get(PHYSICS)), Boolean.parseBoolean(words.get(LOOKS)));
            setup.task();
            return Optional.of(new Recording(setup, recipe.engine(), recipe.seed(),
                    ActorKind.valueOf(constant(words, ACTOR)), Keep.valueOf(constant(words, KEEP)),
                    Pictures.parse(words.getOrDefault(IMAGES, ""))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String constant(Map<String, String> words, String name) {
        return words.getOrDefault(name, "").toUpperCase(Locale.ROOT);
    }
}
