package org.isthmus.learn.imitation;

/// How a policy is trained on demonstrations, whatever the algorithm.
///
/// @param batch steps of demonstrations that are learned from together
/// @param shards of a batch that threads compute side by side; another number gives other bits
/// @param steps of the optimiser
/// @param learningRate the greatest
/// @param warmup steps in which the rate rises from zero
/// @param isCosine whether the rate falls to zero along half a cosine after that
/// @param decay of weights, times the rate
/// @param maxNorm of gradients; 0: any
/// @param isAveraged whether the policy is a moving average of weights
/// @param eyes how eyes learn before that
public record TrainingConfig(int batch, int shards, long steps, double learningRate, long warmup, boolean isCosine,
        double decay,
        double maxNorm, boolean isAveraged, Augmentation augmentation, Eyes eyes) {
    /// How eyes [estimate][Estimator] before the policy learns, where something is estimated: with all of a step's time and rate for themselves
    /// they come to it sooner (Levine et al. 2016, section 5.2).
    ///
    /// @param steps of the optimiser, before the others
    /// @param learningRate the greatest
    public record Eyes(long steps, double learningRate) {
        public static final Eyes DEFAULT = new Eyes(4_000, 3e-3);
    }

    public static final TrainingConfig DEFAULT = new TrainingConfig(64, 2, 20_000, 1e-3, 200, true, 1e-4, 1, false,
            new Augmentation(0, 0.2, 0.2, 0.2, 0.01), Eyes.DEFAULT);

    public TrainingConfig {
        if (batch < 1 || shards < 1 || steps < 1 || !(learningRate > 0) || warmup < 0) {
            throw new IllegalArgumentException(
                    "batch " + batch + ", shards " + shards + ", steps " + steps + ", learning rate " + learningRate
                            + ", warm-up " + warmup + "; expected a batch, shards, steps and a rate above zero");
        }
    }

    public TrainingConfig withSteps(long count) {
        return new TrainingConfig(batch, shards, count, learningRate, warmup, isCosine, decay, maxNorm, isAveraged,
                augmentation, eyes);
    }

    public TrainingConfig withBatch(int size) {
        return new TrainingConfig(size, shards, steps, learningRate, warmup, isCosine, decay, maxNorm, isAveraged,
                augmentation, eyes);
    }

    public TrainingConfig withShards(int count) {
        return new TrainingConfig(batch, count, steps, learningRate, warmup, isCosine, decay, maxNorm, isAveraged,
                augmentation, eyes);
    }

    public TrainingConfig withRate(double rate) {
        return new TrainingConfig(batch, shards, steps, rate, warmup, isCosine, decay, maxNorm, isAveraged,
                augmentation, eyes);
    }

    public TrainingConfig withAverage() {
        return new TrainingConfig(batch, shards, steps, learningRate, warmup, isCosine, decay, maxNorm, true,
                augmentation, eyes);
    }

    /// With another deviation of what is added to scaled numbers.
    public TrainingConfig withNoise(double deviation) {
        return withAugmentation(new Augmentation(augmentation.shift(), augmentation.brightness(),
                augmentation.contrast(), augmentation.saturation(), deviation));
    }

    public TrainingConfig withAugmentation(Augmentation other) {
        return new TrainingConfig(batch, shards, steps, learningRate, warmup, isCosine, decay, maxNorm, isAveraged,
                other, eyes);
    }

    public TrainingConfig withEyes(Eyes other) {
        return new TrainingConfig(batch, shards, steps, learningRate, warmup, isCosine, decay, maxNorm, isAveraged,
                augmentation, other);
    }

    /// The learning rate of a step, counted from 0.
    double rate(long step) {
        return rate(step, steps, learningRate);
    }

    /// The same of a step in which eyes learn.
    double eyeRate(long step) {
        return rate(step, eyes.steps, eyes.learningRate);
    }

    private double rate(long step, long all, double greatest) {
        if (step < warmup) {
            return greatest * (step + 1) / warmup;
        }
        if (!isCosine) {
            return greatest;
        }
        double done = Math.min(1, (double) (step - warmup) / Math.max(1, all - warmup));
        return greatest * 0.5 * (1 + StrictMath.cos(Math.PI * done));
    }
}
