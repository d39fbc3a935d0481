package org.isthmus.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.WorldBatch;
import org.isthmus.render.Frames;
import org.isthmus.render.camera.View;
import org.isthmus.task.action.ActionTerm;
import org.isthmus.task.image.Images;
import org.isthmus.task.image.Looks;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.GroupRecorder;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Randomization;
import org.isthmus.task.signal.Row;
import org.isthmus.task.signal.Signal;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Discrete;
import org.isthmus.task.space.Space;
import org.jspecify.annotations.Nullable;

/// N worlds of a task, reset and stepped together: Gymnasium's `VectorEnv`.
///
/// Results are in arrays of this object, which each step writes anew. World w of an environment that was reset with seed s is bit for bit the only
/// world of one that was reset with seed s + w. Its episode number n draws everything random from the stream (s + w, episode n).
/// A world whose numbers grew beyond bounds is frozen by the engine, and its episode terminated. Stepping allocates nothing, beginning
/// episodes does. Not safe for several threads.
public final class VectorEnv {
    private static final int CHUNK = 64;
    /// Numbers of its own that a saved world begins with.
    private static final int OWN = 6;

    private final Task task;
    private final int worlds;
    private final Autoreset autoreset;
    private final Parallel pool;
    private final TaskWorlds bound;
    private final WorldBatch batch;
    private final Randomization randomization;
    private final ActionQueue queue;
    private final @Nullable Images images;
    private final List<GroupRecorder> groups = new ArrayList<>();
    /// [groups][worlds·size] the last observations of episodes that ended in a step that began others
    private final float[][] finals;
    private final int elapsedAt;
    private final int lastActionAt;
    /// The first number in ξ of the factor that draws delays; −1: none.
    private final int delayAt;
    /// Of goals and drawn factors: place in a row, place in ξ, how many.
    private final List<int[]> drawn = new ArrayList<>();

    /// [worlds]
    private final long[] seeds;
    /// [worlds] numbers of the running episodes, from 0
    private final long[] episodes;
    /// [worlds]
    private final RandomStream[] streams;
    /// [worlds] control steps of the running episodes
    private final int[] steps;
    /// [worlds] sums of rewards of the running episodes
    private final double[] returns;
    /// [worlds] whether the episode ended in the step before
    private final boolean[] over;
    /// [worlds] whether a world begins an episode in this step
    private final boolean[] begins;

    /// [worlds] of the last step, as the four below
    private final double[] reward;
    /// [worlds]
    private final boolean[] terminated;
    /// [worlds]
    private final boolean[] truncated;
    /// [worlds]
    private final boolean[] succeeded;
    /// [worlds]
    private final boolean[] diverged;
    /// [worlds][rewards] the weighted terms of the last step
    private final double[] terms;
    /// [worlds][potentials] of the states before the next step
    private final double[] potentials;
    /// [worlds][size] the last actions, made finite
    private final float[] sent;
    /// [worlds] sums of rewards of the episodes that ended last
    private final double[] endedReturns;
    /// [worlds] their control steps
    private final int[] endedLengths;
    // Made once, so that a step allocates nothing.
    private final Parallel.Body actBody = this::act;
    private final Parallel.Body judgeBody = this::judge;
    private final Parallel.Body renewBody = this::renew;
    /// [worlds] those that [#renew] is about
    private boolean[] wanted;
    private double level = 1;
    /// [worlds] true everywhere
    private final boolean[] all;

    /// How worlds are made.
    ///
    /// @param worlds 1 or more
    /// @param engine of physics, by name
    /// @param images whether the task's cameras are drawn
    public record Options(int worlds, String engine, Autoreset autoreset, boolean images) {
        /// As Gymnasium has it, in the engine that is fastest for so many worlds.
        public static Options of(int worlds) {
            return new Options(worlds, worlds > 4 ? "lane" : "scalar", Autoreset.NEXT_STEP, false);
        }

        public Options with(Autoreset other) {
            return new Options(worlds, engine, other, images);
        }

        public Options withEngine(String name) {
            return new Options(worlds, name, autoreset, images);
        }

        public Options withImages() {
            return new Options(worlds, engine, autoreset, true);
        }
    }

    /// Makes worlds; they are to be reset before the first step.
    ///
    /// @param pool computes; results do not depend on its threads
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when the scene cannot be compiled or the engine cannot simulate it
    /// @throws IllegalArgumentException when a term names what the scene has not
    public VectorEnv(Task task, Options options, Parallel pool) {
        this(task, options, TaskWorlds.of(task, options.worlds(), options.engine(), pool), pool);
    }

    private VectorEnv(Task task, Options options, TaskWorlds bound, Parallel pool) {
        this.task = task;
        this.pool = pool;
        this.bound = bound;
        worlds = options.worlds();
        autoreset = options.autoreset();
        batch = bound.batch;
        images = options.images() && !task.cameras().isEmpty() ? images(pool) : null;
        randomization = new Randomization(task.factors(), batch, images == null ? null : images.looks(), task.period());
        queue = new ActionQueue(task.link(), worlds, bound.actionSize);
        task.observations().forEach(group -> groups.add(new GroupRecorder(group, bound.signals, worlds)));
        finals = new float[groups.size()][];
        Arrays.setAll(finals, g -> new float[groups.get(g).values().length]);
        elapsedAt = bound.signals.at(new Signal.Elapsed());
        lastActionAt = bound.signals.at(new Signal.LastAction());
        delayAt = task.link().delayFactor().isEmpty() ? -1 : placeInXi(task.link().delayFactor());
        bound.signals.all().forEach(this::addDrawn);
        seeds = new long[worlds];
        episodes = new long[worlds];
        streams = new RandomStream[worlds];
        Arrays.setAll(streams, RandomStream::of);
        steps = new int[worlds];
        returns = new double[worlds];
        over = new boolean[worlds];
        begins = new boolean[worlds];
        wanted = begins;
        all = new boolean[worlds];
        Arrays.fill(all, true);
        reward = new double[worlds];
        terminated = new boolean[worlds];
        truncated = new boolean[worlds];
        succeeded = new boolean[worlds];
        diverged = new boolean[worlds];
        terms = new double[worlds * task.rewards().size()];
        potentials = new double[worlds * (int) task.rewards().stream().filter(Reward::isPotential).count()];
        sent = new float[worlds * bound.actionSize];
        endedReturns = new double[worlds];
        endedLengths = new int[worlds];
    }

    /// Other worlds of the same task in the same engine. They share what it has compiled, so there is nothing to warm up anew.
    ///
    /// @param options whose engine is that of these worlds
    public VectorEnv others(Options options) {
        return new VectorEnv(task, options, bound.others(options.worlds(), pool), pool);
    }

    private Images images(Parallel threads) {
        boolean sizesDiffer = task.factors().stream()
                .anyMatch(f -> f.target().parameters().contains(Parameter.GEOM_SIZE));
        return new Images(new Looks(bound.model, task.cameras(), worlds), batch, sizesDiffer, threads);
    }

    private void addDrawn(Signal signal) {
        int at = bound.signals.at(signal);
        int size = bound.signals.size(signal);
        switch (signal) {
            case Signal.Goal goal -> drawn.add(new int[]{at, placeInXi(goal.factor()), size});
            case Signal.Drawn it -> drawn.add(new int[]{at, placeInXi(it.factor()), size});
            default -> {}
        }
    }

    private int placeInXi(String factor) {
        return randomization.at(factor).orElseThrow(() -> new IllegalArgumentException(
                "task '" + task.id() + "' has no factor '" + factor + "', which a term asks for; it has "
                        + task.factors().stream().map(Factor::name).toList()));
    }

    public Task task() {
        return task;
    }

    public int worlds() {
        return worlds;
    }

    public Model model() {
        return bound.model;
    }

    /// The worlds themselves, for planners, renderers and recorders.
    public WorldBatch batch() {
        return batch;
    }

    public Autoreset autoreset() {
        return autoreset;
    }

    /// The space of one world's action: that of the only term, where that is discrete; otherwise a box of all terms' numbers.
    public Space singleActionSpace() {
        if (task.actions().size() == 1) {
            return task.actions().getFirst().space();
        }
        double[] low = new double[bound.actionSize];
        double[] high = new double[bound.actionSize];
        int at = 0;
        for (ActionTerm term : task.actions()) {
            switch (term.space()) {
                case Box box -> {
                    box.low().copyTo(0, low, at, box.size());
                    box.high().copyTo(0, high, at, box.size());
                }
                case Discrete(var n) -> high[at] = n - 1;
            }
            at += term.space().size();
        }
        return new Box(DoubleArray.wrap(low), DoubleArray.wrap(high));
    }

    /// The space of what one world shows to a group.
    public Box singleObservationSpace(String group) {
        return groups.get(index(group)).space();
    }

    /// Names of the numbers of a group's observation.
    public List<String> observationLabels(String group) {
        return groups.get(index(group)).labels();
    }

    private int index(String group) {
        for (int g = 0; g < groups.size(); g++) {
            if (groups.get(g).group().name().equals(group)) {
                return g;
            }
        }
        throw new IllegalArgumentException("task '" + task.id() + "' has no group of observations '" + group
                + "'; it has " + task.observations().stream().map(ObservationGroup::name).toList());
    }

    /// [worlds][size] what a group sees
    public float[] observation(String group) {
        return groups.get(index(group)).values();
    }

    /// [worlds][size] with [Autoreset#SAME_STEP], the last observation of episodes that ended in the last step; other rows are old
    public float[] finalObservation(String group) {
        return finals[index(group)];
    }

    /// [worlds] images of a camera
    ///
    /// @throws IllegalStateException when this environment draws none
    public Frames images(String camera) {
        return drawn().of(camera);
    }

    /// [worlds] with [Autoreset#SAME_STEP], the last images of episodes that ended in the last step; those of other worlds are old
    ///
    /// @throws IllegalStateException when this environment draws none
    public Frames finalImages(String camera) {
        return drawn().last(camera);
    }

    /// What a camera sees of a world, for those who draw into its images.
    ///
    /// @param camera number in the task's list
    public View view(int world, int camera) {
        return drawn().view(world, camera);
    }

    private Images drawn() {
        if (images == null) {
            throw new IllegalStateException("this environment of task '" + task.id()
                    + "' draws no images; make it with Options.withImages() from a task that has cameras");
        }
        return images;
    }

    /// [worlds] of the last step
    public double[] reward() {
        return reward;
    }

    /// [worlds][rewards] its terms, weighted
    public double[] rewardTerms() {
        return terms;
    }

    /// [worlds] whether the last step ended an episode by what happened
    public boolean[] terminated() {
        return terminated;
    }

    /// [worlds] whether the last step ended an episode because it was as long as may be
    public boolean[] truncated() {
        return truncated;
    }

    /// [worlds] whether the task was done after the last step
    public boolean[] succeeded() {
        return succeeded;
    }

    /// [worlds] whether the engine gave the world up, in the last step
    public boolean[] diverged() {
        return diverged;
    }

    /// [worlds] sums of rewards of the episodes that ended last
    public double[] endedReturns() {
        return endedReturns;
    }

    /// [worlds] control steps of the episodes that ended last
    public int[] endedLengths() {
        return endedLengths;
    }

    /// [worlds] control steps of the running episodes
    public int[] steps() {
        return steps;
    }

    /// Whether images are drawn.
    public boolean hasImages() {
        return images != null;
    }

    /// [worlds] seeds of the worlds
    public long[] seeds() {
        return seeds;
    }

    /// [worlds] numbers of the running episodes, from 0
    public long[] episodes() {
        return episodes;
    }

    /// [worlds][size] ξ of the running episodes
    public double[] xi() {
        return randomization.xi();
    }

    /// The first number in ξ of a factor of the task.
    public int xiAt(String factor) {
        return placeInXi(factor);
    }

    /// The level of a curriculum: 0: the easiest; 1, which holds at first: as declared.
    public double level() {
        return level;
    }

    /// Sets how hard it is: weights of rewards from the next step on, ranges of factors from the next episodes on. It is the environment's, so
    /// [#save] does not keep it.
    ///
    /// @throws IllegalArgumentException when it is not from 0 to 1
    public void setLevel(double level) {
        if (!(level >= 0 && level <= 1)) {
            throw new IllegalArgumentException("level " + level + ", expected 0 to 1");
        }
        this.level = level;
        randomization.setLevel(level);
    }

    /// Begins new episodes in all worlds; world w has the seed `seed + w`, episodes are counted from 0.
    public void reset(long seed) {
        reset(seed, all);
    }

    /// As [#reset(long)], in some worlds.
    ///
    /// @param mask [worlds]
    public void reset(long seed, boolean[] mask) {
        for (int w = 0; w < worlds; w++) {
            if (mask[w]) {
                seeds[w] = seed + w;
                episodes[w] = -1;
            }
        }
        reset(mask);
    }

    /// As [#reset(long)], in some worlds, each with a seed of its own.
    ///
    /// @param each [worlds]
    /// @param mask [worlds]
    public void reset(long[] each, boolean[] mask) {
        for (int w = 0; w < worlds; w++) {
            if (mask[w]) {
                seeds[w] = each[w];
                episodes[w] = -1;
            }
        }
        reset(mask);
    }

    /// Begins the next episodes in some worlds.
    ///
    /// @param mask [worlds]
    public void reset(boolean[] mask) {
        beginAll(mask, null);
    }

    /// Begins episode 0 of a seed in a world, whatever its number.
    public void reset(int world, long seed) {
        boolean[] mask = new boolean[worlds];
        mask[world] = true;
        seeds[world] = seed;
        episodes[world] = -1;
        beginAll(mask, null);
    }

    /// Begins an episode in a world with a ξ that was recorded or made by hand.
    ///
    /// @param xi [size]
    public void reset(int world, long seed, double[] xi) {
        boolean[] mask = new boolean[worlds];
        mask[world] = true;
        seeds[world] = seed;
        episodes[world] = -1;
        beginAll(mask, xi);
    }

    private void beginAll(boolean[] mask, double @Nullable [] xi) {
        for (int w = 0; w < worlds; w++) {
            if (mask[w]) {
                begin(w, xi);
            }
        }
        show(mask);
        if (images != null) {
            images.draw(mask, steps);
        }
    }

    /// Puts a world at the beginning of its next episode; it is not looked at yet.
    private void begin(int world, double @Nullable [] xi) {
        episodes[world]++;
        streams[world] = RandomStream.of(seeds[world]).child("episode", episodes[world]);
        bound.reset(world);
        if (images != null) {
            images.looks().reset(world);
        }
        if (xi == null) {
            randomization.begin(world, streams[world]);
        } else {
            randomization.begin(world, xi);
        }
        for (int i = 0; i < bound.actuations.size(); i++) {
            bound.actuations.get(i).restart(world);
        }
        queue.restart(world, streams[world]);
        for (int g = 0; g < groups.size(); g++) {
            groups.get(g).restart(world, streams[world]);
        }
        steps[world] = 0;
        returns[world] = 0;
        over[world] = false;
        terminated[world] = false;
        truncated[world] = false;
        succeeded[world] = false;
        diverged[world] = false;
    }

    /// Measures worlds that begin, and shows them.
    private void show(boolean[] mask) {
        wanted = mask;
        bound.rows.measure();
        inRanges(renewBody);
    }

    private void renew(int from, int to) {
        for (int w = from; w < to; w++) {
            if (wanted[w]) {
                rememberPotentials(w, fillRow(w));
                record(w);
            }
        }
    }

    /// Acts in all worlds and advances them by a period of control.
    ///
    /// @param actions [worlds][size]; numbers that are not finite count as 0, those out of their space as the nearest in it
    public void step(float[] actions) {
        if (actions.length != worlds * bound.actionSize) {
            throw new IllegalArgumentException(actions.length + " numbers of actions, expected " + worlds + " times "
                    + bound.actionSize);
        }
        sendAll(actions);
        for (int i = 0; i < bound.actuations.size(); i++) {
            bound.actuations.get(i).prepare(queue.acting(), bound.actionAt[i], bound.actionSize);
        }
        inRanges(actBody);
        batch.step(task.substeps());
        boolean isAny = false;
        for (int w = 0; w < worlds; w++) {
            begins[w] = autoreset == Autoreset.NEXT_STEP && over[w];
            if (begins[w]) {
                begin(w, null);
                isAny = true;
            }
        }
        bound.rows.measure();
        inRanges(judgeBody);
        if (isAny) {
            wanted = begins;
            inRanges(renewBody);
        }
        if (autoreset == Autoreset.SAME_STEP) {
            beginThoseThatEnded();
        }
        if (images != null) {
            images.draw(all, steps);
        }
    }

    private void sendAll(float[] actions) {
        for (int i = 0; i < sent.length; i++) {
            sent[i] = Float.isFinite(actions[i]) ? actions[i] : 0;
        }
        for (int w = 0; w < worlds; w++) {
            int delay = delayAt < 0 ? task.link().mostDelay()
                    : (int) Math.rint(randomization.xi()[w * randomization.size() + delayAt]);
            queue.send(w, sent, delay);
        }
    }

    private void inRanges(Parallel.Body body) {
        if (pool.threads() == 1) {
            body.run(0, worlds);
        } else {
            pool.run(worlds, CHUNK, body);
        }
    }

    private void act(int from, int to) {
        for (int w = from; w < to; w++) {
            for (int i = 0; i < bound.actuations.size(); i++) {
                bound.actuations.get(i).act(w, queue.acting(), w * bound.actionSize + bound.actionAt[i]);
            }
            randomization.pass(w, streams[w], steps[w] + 1);
        }
    }

    /// Rewards and ends, in worlds that do not begin.
    private void judge(int from, int to) {
        for (int w = from; w < to; w++) {
            reward[w] = 0;
            if (begins[w]) {
                continue;
            }
            steps[w]++;
            Row row = fillRow(w);
            diverged[w] = batch.isDiverged(w);
            succeeded[w] = !diverged[w] && bound.success.of(row);
            terminated[w] = diverged[w] || succeeded[w] && task.endsOnSuccess() || isTerminated(row);
            addRewards(w, row);
            truncated[w] = steps[w] >= task.maxSteps();
            over[w] = terminated[w] || truncated[w];
            if (over[w]) {
                endedReturns[w] = returns[w];
                endedLengths[w] = steps[w];
            }
            record(w);
        }
    }

    private void addRewards(int world, Row row) {
        double sum = 0;
        int n = bound.rewards.size();
        int place = world * (potentials.length / worlds);
        for (int r = 0; r < n; r++) {
            Reward declared = task.rewards().get(r);
            double value = bound.rewards.get(r).of(row);
            if (declared.isPotential()) {
                double before = potentials[place];
                potentials[place++] = value;
                value = (terminated[world] ? 0 : declared.discount() * value) - before;
            }
            double term = declared.weightAt(level) * value;
            terms[world * n + r] = term;
            sum += term;
        }
        reward[world] = Double.isFinite(sum) ? sum : 0;
        returns[world] += reward[world];
    }

    /// Potentials of the state in which an episode begins.
    private void rememberPotentials(int world, Row row) {
        int place = world * (potentials.length / worlds);
        for (int r = 0; r < bound.rewards.size(); r++) {
            if (task.rewards().get(r).isPotential()) {
                potentials[place++] = bound.rewards.get(r).of(row);
            }
        }
    }

    private boolean isTerminated(Row row) {
        for (int i = 0; i < bound.terminations.size(); i++) {
            if (bound.terminations.get(i).of(row)) {
                return true;
            }
        }
        return false;
    }

    private Row fillRow(int world) {
        Row row = bound.rows.row(world);
        row.set(elapsedAt, (double) steps[world] / task.maxSteps());
        for (int i = 0; i < bound.actionSize; i++) {
            row.set(lastActionAt + i, steps[world] == 0 ? 0 : sent[world * bound.actionSize + i]);
        }
        int size = randomization.size();
        for (int d = 0; d < drawn.size(); d++) {
            int[] it = drawn.get(d);
            for (int i = 0; i < it[2]; i++) {
                row.set(it[0] + i, randomization.xi()[world * size + it[1] + i]);
            }
        }
        bound.rows.update(world);
        return row;
    }

    private void record(int world) {
        for (int g = 0; g < groups.size(); g++) {
            groups.get(g).record(world, bound.rows.row(world));
        }
    }

    /// How many numbers [#save] writes.
    public int saveLength() {
        int length = batch.snapshotLength() + randomization.size() + queue.saveLength() + OWN
                + potentials.length / worlds;
        for (GroupRecorder group : groups) {
            length += group.saveLength();
        }
        for (ActionTerm.Actuation actuation : bound.actuations) {
            length += actuation.memory().length / worlds;
        }
        return length;
    }

    /// Writes everything that decides a world's future, to continue from here, in this world or in others.
    ///
    /// @param out [.., saveLength]
    public void save(int world, double[] out, int at) {
        out[at] = (int) (seeds[world] >>> 32);
        out[at + 1] = (int) seeds[world];
        out[at + 2] = episodes[world];
        out[at + 3] = steps[world];
        out[at + 4] = returns[world];
        out[at + 5] = over[world] ? 1 : 0;
        int next = at + OWN;
        batch.snapshot(world, out, next);
        next += batch.snapshotLength();
        System.arraycopy(randomization.xi(), world * randomization.size(), out, next, randomization.size());
        next += randomization.size();
        queue.save(world, out, next);
        next += queue.saveLength();
        for (GroupRecorder group : groups) {
            group.save(world, out, next);
            next += group.saveLength();
        }
        for (ActionTerm.Actuation actuation : bound.actuations) {
            int n = actuation.memory().length / worlds;
            System.arraycopy(actuation.memory(), world * n, out, next, n);
            next += n;
        }
        int shaped = potentials.length / worlds;
        System.arraycopy(potentials, world * shaped, out, next, shaped);
    }

    /// Whether restored worlds go on with the same bits, which not every engine can promise.
    public boolean restoresExactly() {
        return bound.capabilities.exactRestore();
    }

    /// Makes a world continue as the one that was saved; with the same bits where it [restores exactly][#restoresExactly]. It looks as that one
    /// did, too, but its images of this moment are not drawn: they are old until the next step.
    ///
    /// @param in [.., saveLength] of an environment of the same task and engine
    public void restore(int world, double[] in, int at) {
        seeds[world] = (long) in[at] << 32 | (long) in[at + 1] & 0xFFFFFFFFL;
        episodes[world] = (long) in[at + 2];
        steps[world] = (int) in[at + 3];
        returns[world] = in[at + 4];
        over[world] = in[at + 5] != 0;
        streams[world] = RandomStream.of(seeds[world]).child("episode", episodes[world]);
        int next = at + OWN;
        batch.restore(world, in, next);
        next += batch.snapshotLength();
        System.arraycopy(in, next, randomization.xi(), world * randomization.size(), randomization.size());
        next += randomization.size();
        if (images != null) {
            images.looks().reset(world);
            randomization.look(world);
        }
        queue.restore(world, in, next, streams[world]);
        next += queue.saveLength();
        for (GroupRecorder group : groups) {
            group.restore(world, in, next, streams[world]);
            next += group.saveLength();
        }
        for (ActionTerm.Actuation actuation : bound.actuations) {
            int n = actuation.memory().length / worlds;
            System.arraycopy(in, next, actuation.memory(), world * n, n);
            next += n;
        }
        int shaped = potentials.length / worlds;
        System.arraycopy(in, next, potentials, world * shaped, shaped);
    }

    private void beginThoseThatEnded() {
        boolean isAny = false;
        for (int w = 0; w < worlds; w++) {
            begins[w] = over[w];
            if (over[w]) {
                isAny = true;
                for (int g = 0; g < groups.size(); g++) {
                    int size = groups.get(g).size();
                    System.arraycopy(groups.get(g).values(), w * size, finals[g], w * size, size);
                }
            }
        }
        if (isAny) {
            if (images != null) {
                images.drawLast(begins, steps);
            }
            for (int w = 0; w < worlds; w++) {
                if (begins[w]) {
                    beginKeepingResults(w);
                }
            }
            show(begins);
        }
        Arrays.fill(begins, false);
    }

    /// What the last step said of the episode that ended stays to be read.
    private void beginKeepingResults(int world) {
        boolean wasTerminated = terminated[world];
        boolean wasTruncated = truncated[world];
        boolean hadSucceeded = succeeded[world];
        boolean hadDiverged = diverged[world];
        begin(world, null);
        terminated[world] = wasTerminated;
        truncated[world] = wasTruncated;
        succeeded[world] = hadSucceeded;
        diverged[world] = hadDiverged;
    }
}
