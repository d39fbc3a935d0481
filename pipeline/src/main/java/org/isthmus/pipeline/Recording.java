package org.isthmus.pipeline;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.dataset.recipe.Recipe;
import org.isthmus.pipeline.seed.Seed;
import org.isthmus.pipeline.seed.SeedSolver;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.solve.Solver;
import org.isthmus.task.solve.Scripts;

/// All that decides what is recorded: with the number of an attempt it makes an episode, in every bit.
///
/// @param seed of attempt 0; attempt n has `seed + n`
/// @param demonstration what [ActorKind#SEED] executes; empty for others
public record Recording(TaskSetup setup, String engine, long seed, ActorKind actor, Keep keep, Pictures pictures,
        Optional<Seed> demonstration) {
    /// The engine that records if nobody says otherwise: the same bits in any number of worlds.
    public static final String ENGINE = "lane";
    private static final String ROBOT = "robot";
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

    /// @throws IllegalArgumentException when there is a seed and nothing that executes it, or the other way round
    public Recording {
        if (demonstration.isPresent() != (actor == ActorKind.SEED)) {
            throw new IllegalArgumentException(
                    "actor " + actor.word() + (demonstration.isPresent() ? " with" : " without")
                            + " a seed");
        }
    }

    /// What needs no seed.
    public Recording(TaskSetup setup, String engine, long seed, ActorKind actor, Keep keep, Pictures pictures) {
        this(setup, engine, seed, actor, keep, pictures, Optional.empty());
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

    /// Successes of a seed.
    public Recording with(Seed executed) {
        return new Recording(setup, engine, seed, ActorKind.SEED, Keep.SUCCESSES, pictures, Optional.of(executed));
    }

    public Recording with(Keep which) {
        return new Recording(setup, engine, seed, actor, which, pictures, demonstration);
    }

    public Recording with(Pictures others) {
        return new Recording(setup, engine, seed, actor, keep, others, demonstration);
    }

    public Recording withEngine(String other) {
        return new Recording(setup, other, seed, actor, keep, pictures, demonstration);
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

    /// Who acts in them.
    ///
    /// @throws IllegalArgumentException when it cannot do the task, or is a program's own
    public Actor actor(VectorEnv env, Parallel pool) {
        return switch (actor) {
            case SCRIPT -> {
                Solver solver = Scripts.solver(env, setup.robot(), pool);
                yield Actor.following(solver::act, solver::move, world -> "");
            }
            case SEED -> {
                SeedSolver solver = new SeedSolver(env, ArmOnTable.gripper(setup.robot(), env.model()),
                        demonstration.orElseThrow(), pool);
                yield Actor.following(solver::act, solver::phase, solver::failure);
            }
            case CHANCE -> Actor.random();
            case OTHER -> throw new IllegalArgumentException("a program's own actor is not made here");
        };
    }

    /// The kilobyte that makes it again.
    ///
    /// @param env its worlds
    Recipe recipe(VectorEnv env, long episodes) {
        SortedMap<String, String> words = new TreeMap<>(Map.of(ROBOT, setup.robot(), ACTOR, actor.word(), KEEP,
                keep.word(), IMAGES, pictures.words()));
        for (Variation variation : Variation.values()) {
            words.put(variation.word(), "" + setup.variations().contains(variation));
        }
        SortedMap<String, String> assets = new TreeMap<>();
        demonstration.ifPresent(s -> assets.put(Seed.FILE, s.sha256()));
        SortedMap<String, String> distribution = new TreeMap<>();
        env.task().factors().forEach(f -> distribution.put(f.name(), f.sampler().description()));
        return new Recipe(setup.id(), seed, episodes, words, distribution, engine, TaskSetup.hash(env.model()),
                assets, "");
    }

    /// The task of a recipe; empty where it is none that is known here.
    static Optional<TaskSetup> setupOf(Recipe recipe) {
        try {
            Set<Variation> variations = EnumSet.noneOf(Variation.class);
            for (Variation variation : Variation.values()) {
                if (Boolean.parseBoolean(recipe.setup().get(variation.word()))) {
                    variations.add(variation);
                }
            }
            TaskSetup setup = new TaskSetup(recipe.task(), recipe.setup().getOrDefault(ROBOT, ""), variations);
            setup.task();
            return Optional.of(setup);
        } catch (IllegalArgumentException | DiagnosticException e) {
            return Optional.empty();
        }
    }

    /// The recording of a recipe; empty where it is not of a task, or by an actor, that is known here.
    ///
    /// @param demonstration the seed that the recipe names; empty: it names none
    static Optional<Recording> of(Recipe recipe, Optional<Seed> demonstration) {
        Map<String, String> words = recipe.setup();
        return setupOf(recipe).flatMap(setup -> {
            try {
                return Optional.of(new Recording(setup, recipe.engine(), recipe.seed(),
                        ActorKind.valueOf(constant(words, ACTOR)), Keep.valueOf(constant(words, KEEP)),
                        Pictures.parse(words.getOrDefault(IMAGES, "")), demonstration));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static String constant(Map<String, String> words, String name) {
        return words.getOrDefault(name, "").toUpperCase(Locale.ROOT);
    }
}
