package org.isthmus.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.physics.Quantity;
import org.isthmus.render.Frames;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.jspecify.annotations.Nullable;

/// Records episodes of a task into a store.
///
/// Episode n of the store has the seed `seed + n` and begins as episode 0 of it, so it is the same whichever worlds it is recorded in,
/// beside which others, and after how many interruptions: those that the store has already are left out.
///
/// Each episode holds actions, rewards, observations of all groups, images, qpos and qvel, and under [#STATE] the complete state of the
/// engine before the first step and after each, from which [TaskReplay] can prove that it happens again.
public final class TaskRecorder {
    /// Channel of the engine's complete state: a snapshot.
    public static final String STATE = "states/engine";
    static final String QPOS = "states/qpos";
    static final String QVEL = "states/qvel";
    static final String REWARDS = "rewards";
    private static final int IDLE = -1;

    private final VectorEnv env;
    private final EpisodeStore store;
    private final TaskSetup setup;
    private final String engine;
    private final String modelHash;
    private final long seed;
    private final List<Channel> channels = new ArrayList<>();
    private final int actionSize;
    private final int stateSize;
    /// [stateSize]
    private final double[] state;
    /// [worlds] numbers of the episodes that are recorded, or [#IDLE]
    private final long[] numbers;
    /// [worlds]
    private final @Nullable EpisodeWriter[] writers;

    /// @param env of the setup's task, with [Autoreset#DISABLED]
    /// @param engine name that the environment was made with
    /// @param seed of episode 0
    public TaskRecorder(VectorEnv env, TaskSetup setup, String engine, EpisodeStore store, long seed) {
        if (env.autoreset() != Autoreset.DISABLED) {
            throw new IllegalArgumentException("an environment that resets itself, expected one with DISABLED");
        }
        this.env = env;
        this.setup = setup;
        this.engine = engine;
        this.store = store;
        this.seed = seed;
        modelHash = TaskSetup.hash(env.model());
        actionSize = env.singleActionSpace().size();
        stateSize = env.batch().snapshotLength();
        state = new double[stateSize];
        numbers = new long[env.worlds()];
        Arrays.fill(numbers, IDLE);
        writers = new EpisodeWriter[env.worlds()];
        addChannels();
    }

    private void addChannels() {
        var sizes = env.model().sizes();
        channels.add(Channel.actions(actionSize));
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

    private static Channel values(String name, Channel.Element element, int size) {
        return Channel.values(name, element, Channel.Timing.STATES, size);
    }

    /// Records the episodes that the store has not, of the first `count`.
    ///
    /// @return how many succeeded, of those recorded now
    public int record(long count, Actor actor, Progress progress) {
        float[] actions = new float[env.worlds() * actionSize];
        long next = 0;
        int successes = 0;
        env.reset(seed);
        try {
            while (true) {
                boolean isBusy = false;
                for (int w = 0; w < env.worlds(); w++) {
                    while (numbers[w] == IDLE && next < count) {
                        if (store.find(next).isEmpty()) {
                            begin(w, next);
                        }
                        next++;
                    }
                    isBusy |= numbers[w] != IDLE;
                }
                if (!isBusy) {
                    return successes;
                }
                progress.checkCancelled();
                actor.act(env, actions);
                env.step(actions);
                for (int w = 0; w < env.worlds(); w++) {
                    EpisodeWriter writer = writers[w];
                    if (writer != null) {
                        successes += append(w, writer, actions, progress) ? 1 : 0;
                    }
                }
            }
        } finally {
            for (EpisodeWriter writer : writers) {
                if (writer != null) {
                    writer.close();
                }
            }
        }
    }

    private void begin(int world, long number) {
        env.reset(world, seed + number);
        SortedMap<String, List<Double>> factors = new TreeMap<>();
        int size = env.xi().length / env.worlds();
        for (Factor factor : env.task().factors()) {
            int at = world * size + env.xiAt(factor.name());
            factors.put(factor.name(),
                    Arrays.stream(env.xi(), at, at + factor.sampler().size()).boxed().toList());
        }
        EpisodeInfo info = new EpisodeInfo(setup.id(), env.task().description(), rate(), seed + number, factors,
                setup.robot(), engine, modelHash);
        EpisodeWriter writer = store.begin(number, info, channels);
        numbers[world] = number;
        writers[world] = writer;
        appendState(world, writer);
    }

    /// Control steps per second, as a fraction of whole microseconds.
    private FrameRate rate() {
        return new FrameRate(1_000_000, (int) Math.rint(env.task().period() * 1e6));
    }

    /// @return whether the episode ended with success
    private boolean append(int world, EpisodeWriter writer, float[] actions, Progress progress) {
        writer.append(Channel.ACTIONS, Arrays.copyOfRange(actions, world * actionSize, (world + 1) * actionSize));
        writer.append(REWARDS, env.reward()[world]);
        appendState(world, writer);
        if (!env.terminated()[world] && !env.truncated()[world]) {
            return false;
        }
        boolean success = env.succeeded()[world];
        writer.finish(success ? Success.YES : Success.NO, List.of());
        writer.close();
        writers[world] = null;
        numbers[world] = IDLE;
        progress.advance(1);
        return success;
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
