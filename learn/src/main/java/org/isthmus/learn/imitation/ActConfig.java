package org.isthmus.learn.imitation;

import org.isthmus.learn.network.Vision;

/// Settings of ACT.
///
/// @param chunk actions that are predicted together
/// @param ensembling m of the mean over chunks that overlap; negative: `steps` of a chunk are sent before the next is predicted
/// @param steps of a chunk that are sent, without ensembling
/// @param size numbers of a token
/// @param heads that divide the size
/// @param feedForward numbers between the linear layers of a token
/// @param encoderLayers of what is observed, and of what is demonstrated
/// @param decoderLayers of actions
/// @param latent numbers that tell demonstrations of the same apart
/// @param divergence weight of the latent's distance from a standard normal
/// @param eyes for cameras
/// @param patch places of a camera's map, along each axis, that become a token
public record ActConfig(int chunk, double ensembling, int steps, int size, int heads, int feedForward,
        int encoderLayers, int decoderLayers, int latent, double divergence, double dropout, Vision eyes,
        int patch)
        implements
        ImitationConfig {
    /// A small network, for processors without an accelerator.
    public static final ActConfig DEFAULT = new ActConfig(16, -1, 8, 128, 4, 256, 2, 2, 16, 10, 0, Vision.SMALL,
            4);
    /// That of the paper (Zhao et al. 2023, table III).
    public static final ActConfig PUBLISHED = new ActConfig(100, 0.01, 1, 512, 8, 3200, 4, 7, 32, 10, 0.1,
            Vision.RESNET18, 1);

    public ActConfig {
        if (chunk < 1 || steps < 1 || steps > chunk || heads < 1 || size % heads != 0 || size % 4 != 0) {
            throw new IllegalArgumentException("chunk " + chunk + ", steps " + steps + ", size " + size + ", heads "
                    + heads + "; expected no more steps than a chunk has, and a size that heads and 4 divide");
        }
    }

    public ActConfig withSize(int numbers, int count, int between) {
        return new ActConfig(chunk, ensembling, steps, numbers, count, between, encoderLayers, decoderLayers, latent,
                divergence, dropout, eyes, patch);
    }

    @Override
    public String algorithm() {
        return "act";
    }

    @Override
    public ActConfig withEyeWeights() {
        return new ActConfig(chunk, ensembling, steps, size, heads, feedForward, encoderLayers, decoderLayers, latent,
                divergence, dropout, eyes.withWeights(), patch);
    }

    /// Networks of the published size with the published rate and batch (Zhao et al. 2023, table III).
    @Override
    public TrainingConfig training() {
        return size == PUBLISHED.size ? TrainingConfig.DEFAULT.withRate(1e-5).withBatch(8)
                : TrainingConfig.DEFAULT.withSteps(10_000).withRate(3e-4).withAverage().withNoise(0.03);
    }
}
