package org.isthmus.learn.imitation;

/// Settings of HIT.
///
/// @param chunk actions that are predicted together
/// @param steps of a chunk that are sent before the next is predicted
/// @param size numbers of a token, a multiple of 4
/// @param heads that divide the size
/// @param layers of attention
/// @param imageLoss weight of the error of images to come
public record HitConfig(int chunk, int steps, int size, int heads, int layers, double dropout, double imageLoss)
        implements
        ImitationConfig {
    /// The size of the model that DexSim trains: about 30.4 million learned numbers with two cameras, which share a ResNet-18.
    public static final HitConfig PUBLISHED = new HitConfig(50, 25, 512, 8, 6, 0.1, 0.005);

    public HitConfig {
        if (chunk < 1 || steps < 1 || steps > chunk || heads < 1 || size % heads != 0 || size % 4 != 0 || layers < 1) {
            throw new IllegalArgumentException("chunk " + chunk + ", steps " + steps + ", size " + size + ", heads "
                    + heads + ", layers " + layers
                    + "; expected no more steps than a chunk has, and a size that heads and 4 divide");
        }
    }

    @Override
    public String algorithm() {
        return "hit";
    }

    @Override
    public HitConfig withEyeWeights() {
        return this;
    }

    @Override
    public TrainingConfig training() {
        return TrainingConfig.DEFAULT.withRate(1e-5).withBatch(12);
    }
}
