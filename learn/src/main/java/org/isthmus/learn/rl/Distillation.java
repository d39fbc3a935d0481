package org.isthmus.learn.rl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.Checkpoint;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.optimize.Adam;
import org.isthmus.learn.policy.Observations;
import org.isthmus.learn.policy.Policy;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;

/// A student learns what a teacher who sees more would do, in the situations that the student gets into itself: DAgger (Ross, Gordon and
/// Bagnell 2011, algorithm 3.1, with the teacher acting at first only). A student that sees a history of observations can so
/// learn to tell what the teacher was told, as in RMA (Kumar et al. 2021, section III-B). What a teacher remembers of running episodes is not
/// saved: a run that is resumed with a recurrent teacher goes on with other bits.
public final class Distillation implements Learner {
    private static final int SEEN = 0;
    private static final int WANTED = 1;

    private final DistillationConfig config;
    private final VectorEnv env;
    private final Policy teacher;
    private final RandomStream stream;
    private final ActionRange range;
    private final int observationSize;
    private final Weights weights;
    private final TorchOps ops;
    private final Mlp student;
    private final Adam adam;
    private final Ring ring;
    private final RunningMoments moments;
    private final EpisodeStatistics episodes;
    /// [worlds][size] of this moment, normalised
    private final float[] seen;
    /// [worlds][size] what the teacher would do, as the task takes it and from −1 to 1
    private final float[] taught;
    private final float[] wanted;
    /// [worlds][size] what is done, from −1 to 1 and as the task takes it
    private final float[] done;
    private final float[] sent;
    private long iterations;

    /// @param teacher for `config.worlds()` worlds; closed with this
    public Distillation(Task task, Policy teacher, DistillationConfig config, long seed, Parallel pool) {
        Torch.load();
        this.config = config;
        this.teacher = teacher;
        env = new VectorEnv(task, VectorEnv.Options.of(config.worlds()).with(Autoreset.SAME_STEP), pool);
        stream = RandomStream.of(seed).child("distillation");
        range = ActionRange.of(env.singleActionSpace());
        observationSize = env.singleObservationSpace(config.group()).size();
        Layout layout = new Layout();
        student = Mlp.of(layout, observationSize, config.hidden(), range.size(), config.activation());
        weights = Weights.initial(layout, stream.child("weights"));
        ops = new TorchOps(weights);
        adam = new Adam(weights, Adam.Config.DEFAULT, pool);
        ring = new Ring(config.capacity(), observationSize, range.size());
        moments = new RunningMoments(observationSize);
        episodes = new EpisodeStatistics(Math.max(100, config.worlds()));
        seen = new float[config.worlds() * observationSize];
        taught = new float[config.worlds() * range.size()];
        wanted = new float[taught.length];
        done = new float[taught.length];
        sent = new float[taught.length];
        env.reset(seed);
        boolean[] all = new boolean[config.worlds()];
        Arrays.fill(all, true);
        teacher.reset(env.seeds(), all);
    }

    /// Acts for some steps in all worlds, and learns.
    ///
    /// @return the mean squared error of the last update, of actions from −1 to 1
    @Override
    public SequencedMap<String, Double> iterate() {
        for (int t = 0; t < config.steps(); t++) {
            act();
        }
        RandomStream now = stream.child("update", iterations++);
        double error = 0;
        for (int i = 0; i < config.updates(); i++) {
            error = update(now.child(i));
        }
        SequencedMap<String, Double> figures = new LinkedHashMap<>();
        figures.put("error", error);
        return figures;
    }

    private void act() {
        float[] now = env.observation(config.group());
        moments.add(now);
        moments.normalize(now, seen);
        teacher.act(Observations.of(env), taught);
        range.receive(taught, wanted);
        for (int w = 0; w < config.worlds(); w++) {
            int place = ring.next();
            ring.set(place, SEEN, now, w);
            ring.set(place, WANTED, wanted, w);
        }
        if (iterations == 0) {
            System.arraycopy(wanted, 0, done, 0, done.length);
        } else {
            try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
                Tensor outputs = student.apply(ops, Torch.of(seen, new long[]{config.worlds(), observationSize}));
                Torch.copy(outputs, done, 0);
            }
        }
        range.send(done, sent);
        env.step(sent);
        episodes.add(env);
        boolean[] begun = new boolean[config.worlds()];
        for (int w = 0; w < begun.length; w++) {
            begun[w] = env.terminated()[w] || env.truncated()[w];
        }
        teacher.reset(env.seeds(), begun);
    }

    private double update(RandomStream random) {
        int[] places = ring.draw(config.batch(), random);
        float[] rows = ring.get(SEEN, places);
        moments.normalize(rows, rows);
        try (PointerScope _ = new PointerScope()) {
            Tensor outputs = student.apply(ops, Torch.of(rows, new long[]{places.length, observationSize}));
            Tensor targets = Torch.of(ring.get(WANTED, places), new long[]{places.length, range.size()});
            Tensor loss = torch.mse_loss(outputs, targets);
            adam.minimize(loss, config.learningRate());
            return loss.item_float();
        }
    }

    @Override
    public long steps() {
        return iterations * config.worlds() * config.steps();
    }

    @Override
    public EpisodeStatistics episodes() {
        return episodes;
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public String group() {
        return config.group();
    }

    @Override
    public <T> T act(Ops<T> operations, T observations) {
        return range.send(operations, student.apply(operations, moments.normalize(operations, observations)));
    }

    @Override
    public Checkpoint checkpoint() {
        return new Checkpoint().with("", Saved.of(weights)).with("adam", Saved.of(adam)).with("ring", ring)
                .with("moments", moments).with("episodes", episodes).with("worlds", new SavedWorlds(env))
                .with("iterations", Saved.count(() -> iterations, value -> iterations = value));
    }

    @Override
    public void close() {
        teacher.close();
        adam.close();
        weights.close();
    }
}
