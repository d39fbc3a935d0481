package org.isthmus.learn.rl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.Checkpoint;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.policy.Observations;
import org.isthmus.learn.policy.Policy;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;

/// A student learns what a teacher who sees more would do, in the situations that the student gets into itself: DAgger (Ross, Gordon and
/// Bagnell 2011, algorithm 3.1, with the teacher acting at first only). A student that sees a history of observations can so
/// learn to tell what the teacher was told. What a teacher remembers of running episodes is not
/// saved: a run that is resumed with a recurrent teacher goes on with other bits.
public final class Distillation implements Learner {
    private final DistillationConfig config;
    private final VectorEnv env;
    private final Policy teacher;
    private final RandomStream stream;
    private final ActionRange range;
    private final Weights weights;
    private final Regression student;
    private final EpisodeStatistics episodes;
    /// [worlds][size] what the teacher would do, as the task takes it and from −1 to 1
    private final float[] taught;
    private final float[] wanted;
    /// [worlds][size] what is done, as the task takes it
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
        Layout layout = new Layout();
        Mlp network = Mlp.of(layout, new SeenGroups(env, config.groups()).size(), config.hidden(), range.size(),
                config.activation());
        weights = Weights.initial(layout, stream.child("weights"));
        student = new Regression(env, config, network, range.size(), weights, pool);
        episodes = new EpisodeStatistics(Math.max(100, config.worlds()));
        taught = new float[config.worlds() * range.size()];
        wanted = new float[taught.length];
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
        double error = student.learn(stream.child("update", iterations++));
        SequencedMap<String, Double> figures = new LinkedHashMap<>();
        figures.put("error", error);
        return figures;
    }

    private void act() {
        float[] own = student.answer();
        teacher.act(Observations.of(env), taught);
        range.receive(taught, wanted);
        student.remember(wanted);
        range.send(iterations == 0 ? wanted : own, sent);
        env.step(sent);
        episodes.add(env);
        boolean[] begun = new boolean[config.worlds()];
        for (int w = 0; w < begun.length; w++) {
            begun[w] = env.terminated()[w] || env.truncated()[w];
        }
        teacher.reset(env.seeds(), begun);
    }

    @Override
    public VectorEnv worlds() {
        return env;
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
    public List<String> groups() {
        return config.groups();
    }

    @Override
    public <T> Map<String, T> apply(Ops<T> operations, Inputs<T> inputs) {
        return Map.of(PolicySpec.ACTION, range.send(operations, student.answer(operations, inputs)));
    }

    @Override
    public Checkpoint checkpoint() {
        return student.addTo(new Checkpoint().with("", Saved.of(weights))).with("episodes", episodes)
                .with("worlds", new SavedWorlds(env))
                .with("iterations", Saved.count(() -> iterations, value -> iterations = value));
    }

    @Override
    public void close() {
        teacher.close();
        student.close();
        weights.close();
    }
}
