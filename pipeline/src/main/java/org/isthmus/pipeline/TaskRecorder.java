package org.isthmus.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Segment;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.recipe.Recipe;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.physics.Quantity;
import org.isthmus.pipeline.Recording.Keep;
import org.isthmus.pipeline.seed.Seed;
import org.isthmus.render.Frames;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.action.ActionTerm;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.jspecify.annotations.Nullable;

/// Records episodes of a task into a store.
///
/// Attempt n has the seed `seed + n` and, where it is kept, becomes episode n of the store: the same bytes whichever world it happens in,
/// beside which others, and after how many interruptions. Attempts that the store has are not made again; those that failed before an
/// interruption are.
///
/// Each episode holds actions, rewards, observations of all groups, images, qpos and qvel, and under [#STATE] the complete state of the
/// engine before the first step and after each, from which [TaskReplay] can prove that it happens again; the actor's sub-tasks are its segments.
/// Beside them is a [Recipe], from which [TaskGenerator] makes all of them again, with the seed if one was executed; where only successes are kept, [Attempts]
/// tells how many there were and why others failed.
public final class TaskRecorder {
    /// Channel of the engine's complete state: a snapshot.
    public static final String STATE = "states/engine";
    /// So many attempts are made for each episode that is wanted, before it is given up.
    public static final int ATTEMPTS_EACH = 20;
    static final String QPOS = "states/qpos";
    static final String QVEL = "states/qvel";
    static final String REWARDS = "rewards";

    private final VectorEnv env;
    private final EpisodeStore store;
    private final Recording recording;
    private final String modelHash;
    private final List<Channel> channels = new ArrayList<>();
    private final int actionSize;
    private final int stateSize;
    /// [stateSize]
    private final double[] state;
    /// [worlds] what happens in each; null: nothing that is recorded
    private final @Nullable Attempt[] attempts;
    /// The attempt after the last that began.
    private long next;
    /// Attempts that are over and kept.
    private long held;
    private int running;
    /// Of all attempts that are over.
    private int successes;
    private int failures;
    /// Why attempts failed, in the actor's words, and how many.
    private final SortedMap<String, Integer> reasons = new TreeMap<>();

    /// An attempt that is being recorded.
    private static final class Attempt {
        private final EpisodeWriter writer;
        private final List<Segment> segments = new ArrayList<>();
        private String phase = "";
        private long from;
        private long steps;

        Attempt(EpisodeWriter writer) {
            this.writer = writer;
        }

        /// Notes what the next step is for.
        void step(String next) {
            if (!next.equals(phase)) {
                endPhase();
                phase = next;
            }
            steps++;
        }

        private void endPhase() {
            if (!phase.isEmpty()) {
                segments.add(new Segment(phase, from, steps));
            }
            from = steps;
        }

        void finish(boolean success) {
            endPhase();
            writer.finish(success ? Success.YES : Success.NO, segments);
        }
    }

    /// @param env the recording's worlds
    public TaskRecorder(VectorEnv env, Recording recording, EpisodeStore store) {
        if (env.autoreset() != Autoreset.DISABLED) {
            throw new IllegalArgumentException("an environment that resets itself, expected one with DISABLED");
        }
        this.env = env;
        this.recording = recording;
        this.store = store;
        modelHash = TaskSetup.hash(env.model());
        actionSize = env.singleActionSpace().size();
        stateSize = env.batch().snapshotLength();
        state = new double[stateSize];
        attempts = new Attempt[env.worlds()];
        addChannels();
    }

    private void addChannels() {
        var sizes = env.model().sizes();
        channels.add(Channel.actions(actionSize).withLabels(actionLabels()));
        channels.add(Channel.values(REWARDS, Channel.Element.FLOAT64, Channel.Timing.STEPS, 1));
        channels.add(values(QPOS, Channel.Element.FLOAT64, sizes.nq()));
        channels.add(values(QVEL, Channel.Element.FLOAT64, sizes.nv()));
        channels.add(values(STATE, Channel.Element.FLOAT64, stateSize));
        for (ObservationGroup group : env.task().observations()) {
            channels.add(values(Channel.OBSERVATIONS + group.name(), Channel.Element.FLOAT32,
                    env.singleObservationSpace(group.name()).size())
                    .withLabels(env.observationLabels(group.name())));
        }
        if (env.hasImages()) {
            for (CameraSpec camera : env.task().cameras()) {
                channels.add(Channel.image(camera.name(), Channel.Timing.STATES, camera.camera().width(),
                        camera.camera().height()));
            }
        }
    }

    private List<String> actionLabels() {
        List<String> labels = new ArrayList<>();
        for (ActionTerm term : env.task().actions()) {
            int size = term.space().size();
            for (int i = 0; i < size; i++) {
                labels.add(size == 1 ? term.name() : term.name() + "[" + i + "]");
            }
        }
        return labels;
    }

    private static Channel values(String name, Channel.Element element, int size) {
        return Channel.values(name, element, Channel.Timing.STATES, size);
    }

    /// Makes attempts in the order of their numbers until so many are kept, those that the store has included. An attempt begins only where
    /// it is needed even if all that run succeed, so what is kept depends on nothing but the recording.
    ///
    /// @param wanted episodes that are kept in the end
    /// @param progress advances by one with each that is kept
    /// @throws DiagnosticException when that many are not kept of [#ATTEMPTS_EACH] times as many attempts; what was kept stays. Also when the
    /// store has episodes of something else
    public void record(long wanted, Actor actor, Progress progress) {
        if (record(wanted, ATTEMPTS_EACH * wanted, actor, progress) < wanted) {
            throw tooFew(wanted);
        }
    }

    /// As above, with a budget.
    ///
    /// @param most attempts, however many are kept
    /// @return how many are kept
    public long record(long wanted, long most, Actor actor, Progress progress) {
        beginRecipe(wanted);
        float[] actions = new float[env.worlds() * actionSize];
        next = 0;
        held = 0;
        reasons.clear();
        env.reset(recording.seed());
        try {
            while (beginThoseNeeded(wanted, most)) {
                progress.checkCancelled();
                actor.act(env, actions);
                notePhases(actor);
                env.step(actions);
                appendStep(actions, actor, progress);
            }
        } finally {
            closeAll();
        }
        Recipe recipe = recording.recipe(env, Math.max(held, store.episodes().size()));
        recipe.withContent(Recipe.contentOf(store.episodes())).write(store.folder(), new Diagnostics());
        if (recording.keep() == Keep.SUCCESSES) {
            new Attempts(next, held, reasons).write(store.folder(), new Diagnostics());
        }
        return held;
    }

    /// Writes the recipe before there are episodes.
    ///
    /// @throws DiagnosticException when the store has episodes of something else
    private void beginRecipe(long wanted) {
        Diagnostics diagnostics = new Diagnostics();
        Recipe recipe = recording.recipe(env, Math.max(wanted, store.episodes().size()));
        Optional<Recipe> before = Recipe.read(store.folder(), diagnostics);
        if (!store.episodes().isEmpty()) {
            String other = before.isEmpty() ? "of which no recipe tells how they were made"
                    : before.get().difference(recipe).map(what -> "of another recording: " + what).orElse("");
            if (!other.isEmpty()) {
                throw diagnostics.fatal(SourceLocation.of(store.folder()), "a store with episodes " + other, "",
                        "record into another folder; 'isthmus data merge' puts stores together");
            }
        }
        recording.demonstration().ifPresent(seed -> seed.write(store.folder().resolve(Seed.FILE), diagnostics));
        if (before.isEmpty() || !before.get().withContent("").equals(recipe)) {
            recipe.write(store.folder(), diagnostics);
        }
    }

    /// Begins attempts in free worlds.
    ///
    /// @return whether any attempt runs
    private boolean beginThoseNeeded(long wanted, long most) {
        long[] seeds = new long[env.worlds()];
        boolean[] begins = new boolean[env.worlds()];
        List<Runnable> starts = new ArrayList<>();
        for (int w = 0; w < env.worlds(); w++) {
            while (held + running < wanted && store.find(next).isPresent()) {
                held++;
                next++;
            }
            if (attempts[w] == null && held + running < wanted && next < most) {
                int world = w;
                long number = next++;
                seeds[w] = recording.seed() + number;
                begins[w] = true;
                running++;
                starts.add(() -> begin(world, number));
            }
        }
        if (!starts.isEmpty()) {
            env.reset(seeds, begins);
            starts.forEach(Runnable::run);
        }
        return running > 0;
    }

    private DiagnosticException tooFew(long wanted) {
        return new Diagnostics().fatal(new SourceLocation("record", 0, 0),
                "only " + held + " of " + next + " attempts succeeded", wanted + " successes",
                "ask for fewer, keep all attempts, or let something act that solves the task");
    }

    private void begin(int world, long number) {
        SortedMap<String, List<Double>> factors = new TreeMap<>();
        int size = env.xi().length / env.worlds();
        for (Factor factor : env.task().factors()) {
            int at = world * size + env.xiAt(factor.name());
            factors.put(factor.name(),
                    Arrays.stream(env.xi(), at, at + factor.sampler().size()).boxed().toList());
        }
        EpisodeInfo info = new EpisodeInfo(recording.setup().id(), env.task().description(), rate(),
                recording.seed() + number, factors, recording.setup().robot(), recording.engine(), modelHash);
        Attempt attempt = new Attempt(store.begin(number, info, channels));
        attempts[world] = attempt;
        appendState(world, attempt.writer);
    }

    /// Control steps per second, as a fraction of whole microseconds.
    private FrameRate rate() {
        return new FrameRate(1_000_000, (int) Math.rint(env.task().period() * 1e6));
    }

    private void notePhases(Actor actor) {
        for (int w = 0; w < attempts.length; w++) {
            Attempt attempt = attempts[w];
            if (attempt != null) {
                attempt.step(actor.phase(w));
            }
        }
    }

    private void appendStep(float[] actions, Actor actor, Progress progress) {
        for (int w = 0; w < attempts.length; w++) {
            Attempt attempt = attempts[w];
            if (attempt == null) {
                continue;
            }
            attempt.writer.append(Channel.ACTIONS,
                    Arrays.copyOfRange(actions, w * actionSize, (w + 1) * actionSize));
            attempt.writer.append(REWARDS, env.reward()[w]);
            appendState(w, attempt.writer);
            if (env.terminated()[w] || env.truncated()[w]) {
                if (!env.succeeded()[w]) {
                    reasons.merge(actor.failure(w), 1, Integer::sum);
                }
                end(w, attempt, progress);
            }
        }
    }

    private void end(int world, Attempt attempt, Progress progress) {
        boolean success = env.succeeded()[world];
        int kept = success || recording.keep() == Keep.ALL ? 1 : 0;
        if (kept == 1) {
            attempt.finish(success);
        }
        attempt.writer.close();
        attempts[world] = null;
        running--;
        successes += success ? 1 : 0;
        failures += success ? 0 : 1;
        int over = successes + failures;
        progress.message(String.format(Locale.ROOT, "%.1f%% of %d attempts succeeded", 100.0 * successes / over,
                over));
        held += kept;
        progress.advance(kept);
    }

    private void closeAll() {
        for (Attempt attempt : attempts) {
            if (attempt != null) {
                attempt.writer.close();
            }
        }
    }

    private void appendState(int world, EpisodeWriter writer) {
        env.batch().snapshot(world, state, 0);
        writer.append(STATE, state);
        writer.append(QPOS, quantity(world, Quantity.QPOS));
        writer.append(QVEL, quantity(world, Quantity.QVEL));
        for (ObservationGroup group : env.task().observations()) {
            float[] all = env.observation(group.name());
            int n = all.length / env.worlds();
            writer.append(Channel.OBSERVATIONS + group.name(), Arrays.copyOfRange(all, world * n, (world + 1) * n));
        }
        if (env.hasImages()) {
            for (CameraSpec camera : env.task().cameras()) {
                Frames frames = env.images(camera.name());
                int n = 3 * frames.pixels();
                writer.append(Channel.IMAGES + camera.name(),
                        Arrays.copyOfRange(frames.rgb(), world * n, (world + 1) * n));
            }
        }
    }

    private double[] quantity(int world, Quantity quantity) {
        double[] values = new double[quantity.size(env.model().sizes())];
        for (int i = 0; i < values.length; i++) {
            values[i] = env.batch().get(quantity, world, i);
        }
        return values;
    }
}
