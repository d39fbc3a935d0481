package org.isthmus.learn.imitation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.Checkpoint;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.optimize.Adam;
import org.isthmus.learn.optimize.Shards;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.policy.PolicyWriter;
import org.isthmus.learn.tensor.Torch;
import org.jspecify.annotations.Nullable;

/// Trains a policy on demonstrations, step by step.
///
/// What a run computes depends on its demonstrations, settings and seed, whatever the number of threads: nothing is drawn that does not come from the
/// number of the step. So a run that was stopped goes on to the same bits.
public final class ImitationTrainer implements AutoCloseable {
    private static final double AVERAGE_POWER = 0.75;
    private static final double MOST_AVERAGE = 0.9999;

    private final Demonstrations data;
    private final ImitationConfig algorithm;
    private final TrainingConfig config;
    private final long seed;
    private final Imitator imitator;
    private final @Nullable EyeWeights eyes;
    private final Weights weights;
    /// The policy's, where it is a moving average; else the same as above.
    private final Weights average;
    private final Shards shards;
    private final Adam adam;
    private final DemonstrationLoader loader;
    private final RandomStream stream;
    /// Steps in which eyes learn, before those in which the policy does.
    private final long eyeSteps;
    private long steps;

    public ImitationTrainer(Demonstrations data, ImitationConfig algorithm, TrainingConfig config, long seed,
            Parallel pool) {
        this(data, algorithm, config, seed, pool, null);
    }

    /// Beginning with weights of another training.
    ///
    /// @param eyes for all cameras, which [ImitationConfig#withEyeWeights] makes fit; none: they are drawn
    /// @throws IllegalArgumentException when they do not fit, or there is no camera
    public ImitationTrainer(Demonstrations data, ImitationConfig algorithm, TrainingConfig config, long seed,
            Parallel pool, @Nullable EyeWeights eyes) {
        Torch.load();
        this.data = data;
        this.algorithm = algorithm;
        this.config = config;
        this.seed = seed;
        stream = RandomStream.of(seed).child("imitation");
        Layout layout = new Layout();
        imitator = switch (algorithm) {
            case BehaviourCloningConfig settings -> new BehaviourCloning(layout, data, settings);
            case DiffusionConfig settings -> new DiffusionPolicy(layout, data, settings);
            case ActConfig settings -> new Act(layout, data, settings);
            case HitConfig settings -> new Hit(layout, data, settings);
        };
        eyeSteps = imitator.senses().estimator().isPresent() ? config.eyes().steps() : 0;
        weights = Weights.initial(layout, stream.child("weights"));
        this.eyes = eyes;
        if (eyes != null) {
            eyes.begin(weights, imitator.senses().eyes());
        }
        average = config.isAveraged() ? weights.copy() : weights;
        shards = new Shards(weights, config.shards(), pool);
        adam = new Adam(weights, Adam.Config.DEFAULT.withMaxNorm(config.maxNorm()).withDecay(config.decay()),
                pool);
        loader = new DemonstrationLoader(data, config.batch(), imitator.window(), config.augmentation(),
                stream.child("loader"));
    }

    /// Takes a step.
    ///
    /// @return figures by name: the loss, the length of the gradient, the learning rate
    public SequencedMap<String, Double> step() {
        SequencedMap<String, Double> figures = new LinkedHashMap<>();
        RandomStream chance = stream.child("chance", steps);
        boolean isLooking = steps < eyeSteps;
        double rate = isLooking ? config.eyeRate(steps) : config.rate(steps - eyeSteps);
        DemonstrationLoader.Batch batch = loader.batch(steps);
        figures.put("loss", shards.gradients(batch.size(), (from, to, own) -> {
            RandomStream part = chance.child(from);
            TorchOps ops = TorchOps.training(own, part.child("dropout").nextLong());
            Imitator.Sample sample = sample(batch, from, to);
            Senses senses = imitator.senses();
            return List.of(isLooking ? senses.error(ops, senses.look(ops, sample.observed()))
                    : imitator.loss(ops, sample, part));
        })[0]);
        figures.put("gradient", adam.step(rate));
        figures.put("learning_rate", rate);
        steps++;
        if (config.isAveraged()) {
            // The older a run, the longer its memory, as in the program of Chi et al. 2023.
            average.blend(weights, 1 - Math.min(MOST_AVERAGE, 1 - StrictMath.pow(1.0 + steps, -AVERAGE_POWER)));
        }
        return figures;
    }

    /// The samples of a batch from one to another.
    private Imitator.Sample sample(DemonstrationLoader.Batch batch, int from, int to) {
        DemonstrationLoader.Window window = imitator.window();
        List<Tensor> groups = new ArrayList<>();
        List<Tensor> noise = new ArrayList<>();
        for (int g = 0; g < batch.groups().size(); g++) {
            long size = data.groups().get(g).size();
            groups.add(part(batch.groups().get(g), from, to, window.history(), size));
            noise.add(part(batch.noise().get(g), from, to, window.history(), size));
        }
        List<Tensor> images = new ArrayList<>();
        for (int c = 0; c < batch.images().size(); c++) {
            Demonstrations.Images camera = data.cameras().get(c);
            images.add(part(batch.images().get(c), from, to, window.history(), camera.height(), camera.width(), 3));
        }
        List<Tensor> later = new ArrayList<>();
        for (int c = 0; c < batch.later().size(); c++) {
            Demonstrations.Images camera = data.cameras().get(c);
            later.add(part(batch.later().get(c), from, to, 1, camera.height(), camera.width(), 3));
        }
        return new Imitator.Sample(new Senses.Observed<>(groups, images, noise), later,
                part(batch.actions(), from, to, window.chunk(), data.actions().size()),
                part(batch.isInside(), from, to, window.chunk(), 1));
    }

    /// @param values [batch][shape]
    /// @return [to − from, shape]
    private static Tensor part(float[] values, int from, int to, long... shape) {
        long[] all = LongStream.concat(LongStream.of(to - from), LongStream.of(shape)).toArray();
        return Torch.part(values, Math.toIntExact(from * Torch.size(shape)), all);
    }

    /// Steps taken.
    public long steps() {
        return steps;
    }

    /// Steps that it takes in all.
    public long wanted() {
        return eyeSteps + config.steps();
    }

    /// Learned numbers.
    public long parameters() {
        return weights.layout().size();
    }

    /// All that a run of the same demonstrations, settings and seed needs to go on with the same bits.
    public Checkpoint checkpoint() {
        Checkpoint checkpoint = new Checkpoint().with("", Saved.of(weights)).with("adam", Saved.of(adam));
        if (config.isAveraged()) {
            checkpoint.with("average", Saved.of(average));
        }
        return checkpoint.with("steps", Saved.count(() -> steps, value -> steps = value));
    }

    /// What decides what the run computes, by name, for its folder and its policy.
    public SortedMap<String, String> identity() {
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put("algorithm", algorithm.algorithm());
        identity.put("settings", algorithm.toString());
        identity.put("training", config.toString());
        identity.put("seed", Long.toString(seed));
        identity.put("inputs", imitator.inputs().stream().map(PolicySpec.Input::name).toList().toString());
        if (eyes != null) {
            identity.put("eyes", "sha256 " + eyes.sha256());
        }
        identity.put("unseen", data.unseen().toString());
        if (!data.estimated().isEmpty()) {
            identity.put("estimated", data.estimated().toString());
        }
        identity.put("task", data.task());
        identity.put("robot", data.robot());
        identity.put("episodes", Integer.toString(data.steps().length));
        return identity;
    }

    /// Writes the policy as it is now.
    ///
    /// @return as [PolicyWriter#write]
    public double write(Path folder, Diagnostics diagnostics) {
        SortedMap<String, String> provenance = new TreeMap<>(identity());
        provenance.put("steps", Long.toString(steps));
        PolicySpec spec = new PolicySpec(imitator.inputs(), List.of(), imitator.action(), provenance);
        return PolicyWriter.write(folder, spec, average, imitator, diagnostics);
    }

    @Override
    public void close() {
        loader.close();
        adam.close();
        shards.close();
        if (average != weights) {
            average.close();
        }
        weights.close();
    }
}
