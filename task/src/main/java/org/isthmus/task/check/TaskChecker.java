package org.isthmus.task.check;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.check.Player.Moment;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.space.Box;

/// Checks that a task keeps what environments promise, by playing it at random.
///
/// - Spaces hold what is observed, always finite; sampled actions are in theirs; each number has a name.
/// - Rewards are finite, term by term. No world diverges, also when actions are no numbers or far out of their space.
/// - A world does the same among others and alone, while others are reset; the same seed gives the same bits.
/// - Worlds begin anew with the next step as they do in the same step, with the last observation of the episode before beside the first.
/// - A world that nobody begins anew ends its episode as the others do, goes on, and begins the next one when it is told to.
/// - Episodes end in time; their lengths and sums of rewards are right.
/// - A saved world continues with the same bits, in another world. A drawn ξ that is set by hand begins the same episode.
/// - Different seeds begin differently, where the task has factors.
public final class TaskChecker {
    /// Control steps that are played; shorter episodes are seen to end.
    static final int STEPS = 120;
    /// Worlds that are played; so many that the usual engine steps them together.
    static final int WORLDS = 5;
    /// The world among the others that is also played alone.
    private static final int WATCHED = 2;
    private static final int RESET_AT = 7;
    private static final long SEED = 11;
    private static final float FAR_OUT = 1e30f;

    private final Task task;
    private final Parallel pool;
    private final int worlds;
    /// Control steps that are played.
    private final int steps;
    /// Of those, so many for each of the smaller questions.
    private final int few;
    private final Diagnostics diagnostics;
    private final SourceLocation place;
    private final Player many;
    private final Player alone;
    /// What was found, so that it is told once.
    private final Set<String> told = new LinkedHashSet<>();

    private TaskChecker(Task task, int worlds, int steps, Parallel pool, Diagnostics diagnostics) {
        this.task = task;
        this.pool = pool;
        this.worlds = worlds;
        this.steps = steps;
        few = steps / 6;
        this.diagnostics = diagnostics;
        place = new SourceLocation("task " + task.id(), 0, 0);
        many = new Player(task, worlds, Autoreset.NEXT_STEP, pool);
        alone = new Player(task, 1, Autoreset.SAME_STEP, pool);
    }

    /// Plays a task; what is wrong with it is added to `diagnostics`, as errors. It takes seconds.
    ///
    /// @throws IllegalArgumentException when a term names what the scene has not
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when the scene cannot be compiled, or so much is wrong that it makes no sense to go on
    public static void check(Task task, Parallel pool, Diagnostics diagnostics) {
        check(task, WORLDS, STEPS, pool, diagnostics);
    }

    /// As [#check(Task, Parallel, Diagnostics)], with fewer worlds and steps or more.
    ///
    /// @param worlds at least 4; up to there the engine steps each alone
    static void check(Task task, int worlds, int steps, Parallel pool, Diagnostics diagnostics) {
        TaskChecker checker = new TaskChecker(task, worlds, steps, pool, diagnostics);
        checker.checkNames();
        checker.checkPlay();
        checker.checkFork();
        checker.checkDraws();
        checker.checkBadActions();
    }

    private void error(String found, String expected) {
        if (told.add(found)) {
            diagnostics.error(place, found, expected, "");
        }
    }

    private void checkNames() {
        for (ObservationGroup group : task.observations()) {
            int size = many.env.singleObservationSpace(group.name()).size();
            List<String> labels = many.env.observationLabels(group.name());
            if (labels.size() != size || new LinkedHashSet<>(labels).size() != size) {
                error("group '" + group.name() + "' of " + size + " numbers with the names " + labels,
                        "one name for each, all different");
            }
        }
    }

    /// Plays the watched world among others, where episodes begin with the next step, and alone, where they begin in the same step.
    private void checkPlay() {
        many.reset(SEED);
        alone.reset(SEED + WATCHED);
        checkShown();
        same("the first observation", many.seen(WATCHED), alone.seen(0));
        double sum = 0;
        int length = 0;
        boolean hasEnded = false;
        for (int t = 0; t < steps; t++) {
            checkAction();
            if (t == RESET_AT) {
                many.resetOnly(0);
            }
            many.step();
            alone.step();
            checkShown();
            checkNoneDiverged("");
            Moment among = many.moment(WATCHED);
            Moment solo = alone.moment(0);
            sum += among.reward();
            length++;
            compare(among, solo);
            checkEnd(solo.isOver(), length);
            if (solo.isOver()) {
                checkEnded(length, sum);
                many.step();
                same("the first observation of another episode", many.seen(WATCHED), alone.seen(0));
                if (!hasEnded) {
                    hasEnded = true;
                    checkDisabled(length, solo, alone.lastSeen(0), alone.seen(0));
                }
                checkBegun();
                sum = 0;
                length = 0;
            }
        }
    }

    /// The watched world's first episode where worlds begin when they are told to.
    ///
    /// @param length of that episode
    /// @param end its last moment
    /// @param last [size] its last observation
    /// @param next [size] the first observation of the next
    private void checkDisabled(int length, Moment end, float[] last, float[] next) {
        Player told = new Player(task, 1, Autoreset.DISABLED, pool);
        told.reset(SEED + WATCHED);
        for (int t = 0; t < length; t++) {
            told.step();
        }
        Moment halted = told.moment(0);
        same("the last observation of an episode after which no other begins", halted.seen(), last);
        if (halted.terminated() != end.terminated() || halted.truncated() != end.truncated()) {
            error("an episode does not end where worlds begin only when they are told to", "the same end");
        }
        told.step();
        if (told.env.episodes()[0] != 0) {
            error("an episode begins that nobody asked for", "none in mode DISABLED");
        }
        told.resetOnly(0);
        same("the first observation of an episode that begins when it is told to", told.seen(0), next);
    }

    private void compare(Moment among, Moment solo) {
        same("an observation", among.seen(), solo.isOver() ? alone.lastSeen(0) : solo.seen());
        same("the terms of a reward", among.terms(), solo.terms());
        if (among.terminated() != solo.terminated() || among.truncated() != solo.truncated()
                || among.success() != solo.success()) {
            error("an episode ends or succeeds among other worlds and not alone, or the other way round",
                    "the same of the same seed");
        }
    }

    private void checkEnd(boolean isOver, int length) {
        if (isOver ? length > task.maxSteps() : length >= task.maxSteps()) {
            error("an episode of " + length + " steps", "at most " + task.maxSteps());
        }
    }

    private void checkEnded(int length, double sum) {
        if (alone.env.endedLengths()[0] != length || alone.env.endedReturns()[0] != sum) {
            error("an ended episode told as " + alone.env.endedLengths()[0] + " steps with a return of "
                    + alone.env.endedReturns()[0], length + " steps and " + sum);
        }
    }

    private void checkBegun() {
        Moment begun = many.moment(WATCHED);
        if (begun.isOver() || begun.reward() != 0) {
            error("the step that begins an episode has a reward of " + begun.reward()
                    + (begun.isOver() ? " and ends it" : ""), "0, and no end");
        }
    }

    private void checkAction() {
        float[] action = alone.action(0);
        if (!alone.env.singleActionSpace().contains(action, 0)) {
            error("a sampled action " + Arrays.toString(action), "one of the action space");
        }
    }

    /// What all worlds show is in its space, and finite.
    private void checkShown() {
        for (ObservationGroup group : task.observations()) {
            Box space = many.env.singleObservationSpace(group.name());
            float[] seen = many.env.observation(group.name());
            for (int w = 0; w < worlds; w++) {
                if (!space.contains(seen, w * space.size()) || !isFinite(seen, w * space.size(), space.size())) {
                    tellNumber(group.name(), space, seen, w * space.size());
                }
            }
        }
        double[] terms = many.env.rewardTerms();
        for (int i = 0; i < terms.length; i++) {
            if (!Double.isFinite(terms[i])) {
                error("reward '" + task.rewards().get(i % task.rewards().size()).name() + "' is " + terms[i],
                        "a finite number");
            }
        }
    }

    private static boolean isFinite(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    private void tellNumber(String group, Box space, float[] seen, int base) {
        for (int i = 0; i < space.size(); i++) {
            float value = seen[base + i];
            double low = space.low().get(i);
            double high = space.high().get(i);
            if (!Float.isFinite(value) || value < (float) low || value > (float) high) {
                String name = many.env.observationLabels(group).get(i);
                error("observation '" + name + "' of group '" + group + "' is out of its space or no number",
                        "finite, " + low + " to " + high);
            }
        }
    }

    private void checkNoneDiverged(String when) {
        for (int w = 0; w < worlds; w++) {
            if (many.env.diverged()[w]) {
                error("a world diverges" + when + ": " + many.env.batch().divergence()
                        .map(d -> d.describe(many.env.model())).orElse(""), "none does");
            }
        }
    }

    /// A saved world continues in another, where the engine promises it.
    private void checkFork() {
        if (!many.env.restoresExactly()) {
            return;
        }
        many.reset(SEED);
        for (int t = 0; t < few; t++) {
            many.step();
        }
        double[] saved = new double[many.env.saveLength()];
        many.env.save(WATCHED, saved, 0);
        many.env.restore(worlds - 1, saved, 0);
        int n = many.env.singleActionSpace().size();
        float[] actions = new float[worlds * n];
        for (int t = 0; t < few; t++) {
            for (int w = 0; w < worlds; w++) {
                System.arraycopy(many.action(w == worlds - 1 ? WATCHED : w), 0, actions, w * n, n);
            }
            many.stepWith(actions);
            same("an observation after a world was saved and restored", many.seen(WATCHED), many.seen(worlds - 1));
        }
    }

    /// The same seed begins the same, other seeds differently, and so does the ξ of an episode that is set by hand.
    private void checkDraws() {
        many.reset(SEED);
        float[] first = many.seen(0);
        double[] xi = Arrays.copyOfRange(many.env.xi(), 0, many.env.xi().length / worlds);
        float[] other = many.seen(1);
        if (!task.factors().isEmpty() && Arrays.equals(first, other)) {
            error("two seeds begin with the same observations", "that the factors change what is seen");
        }
        many.env.reset(1, SEED, xi);
        same("the first observation of a ξ that was set by hand", first, many.seen(1));
        many.reset(SEED);
        same("the first observation of a seed, reset twice", first, many.seen(0));
    }

    private void checkBadActions() {
        float[] actions = new float[worlds * many.env.singleActionSpace().size()];
        for (float bad : new float[]{Float.NaN, Float.POSITIVE_INFINITY, FAR_OUT, -FAR_OUT}) {
            many.reset(SEED);
            Arrays.fill(actions, bad);
            for (int t = 0; t < few; t++) {
                many.stepWith(actions);
                checkShown();
                checkNoneDiverged(" when actions are " + bad);
            }
        }
    }

    private void same(String what, float[] among, float[] alone) {
        if (!Arrays.equals(among, alone)) {
            error(what + " differs from what it was before, alone or in another world", "the same bits");
        }
    }

    private void same(String what, double[] among, double[] alone) {
        if (!Arrays.equals(among, alone)) {
            error(what + " differ from what they were alone", "the same bits");
        }
    }
}
