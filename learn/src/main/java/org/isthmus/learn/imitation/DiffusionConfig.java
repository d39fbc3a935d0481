package org.isthmus.learn.imitation;

import java.util.List;

import org.isthmus.learn.network.Vision;

/// Settings of Diffusion Policy.
///
/// @param history moments that are observed
/// @param horizon actions that are denoised together, from that of the first moment on
/// @param steps of these that are sent before the next are denoised, from the newest moment on
/// @param diffusionSteps from actions to noise
/// @param samplingSteps from noise to actions
/// @param denoiser what denoises
/// @param stepSize numbers that a step of diffusion becomes, and of a token of the transformer
/// @param encoder sizes of layers that make of what is observed what the U-Net or the perceptron is told; none: it is told what is observed
/// @param channels of the U-Net, by length; the horizon is a multiple of 2 to the power of one less than their number
/// @param layers of the transformer or the perceptron
/// @param width of the perceptron's layers
/// @param heads of the transformer
/// @param dropout of the transformer
/// @param eyes for cameras
public record DiffusionConfig(int history, int horizon, int steps, int diffusionSteps, int samplingSteps,
        Denoiser denoiser, int stepSize, List<Integer> encoder, List<Integer> channels, int layers, int width,
        int heads, double dropout, Vision eyes) implements ImitationConfig {
    /// Networks that denoise.
    public enum Denoiser {
        /// Layers that add to each other, for all of a horizon at once.
        PERCEPTRON,
        /// Convolutions over time.
        UNET,
        /// Actions as tokens.
        TRANSFORMER
    }

    /// A small perceptron, for processors without an accelerator.
    public static final DiffusionConfig DEFAULT = new DiffusionConfig(2, 16, 4, 100, 10, Denoiser.PERCEPTRON, 64,
            List.of(256, 256), List.of(64, 128), 3, 256, 4, 0, Vision.SMALL);
    /// That of the paper, for images.
    public static final DiffusionConfig PUBLISHED = new DiffusionConfig(2, 16, 8, 100, 10, Denoiser.UNET, 128,
            List.of(), List.of(512, 1024, 2048), 8, 256, 4, 0, Vision.RESNET18);

    public DiffusionConfig {
        encoder = List.copyOf(encoder);
        channels = List.copyOf(channels);
        int multiple = 1 << Math.max(0, channels.size() - 1);
        if (history < 1 || steps < 1 || steps > horizon - history + 1
                || denoiser == Denoiser.UNET && horizon % multiple != 0) {
            throw new IllegalArgumentException("history " + history + ", horizon " + horizon + ", steps " + steps
                    + "; expected steps that fit behind the history, and a horizon that is a multiple of " + multiple);
        }
        if (samplingSteps < 1 || samplingSteps > diffusionSteps) {
            throw new IllegalArgumentException(samplingSteps + " steps of sampling, expected 1 to " + diffusionSteps);
        }
    }

    public DiffusionConfig withDenoiser(Denoiser other) {
        return new DiffusionConfig(history, horizon, steps, diffusionSteps, samplingSteps, other, stepSize, encoder,
                channels, layers, width, heads, dropout, eyes);
    }

    public DiffusionConfig withChannels(int stepNumbers, List<Integer> sizes) {
        return new DiffusionConfig(history, horizon, steps, diffusionSteps, samplingSteps, denoiser, stepNumbers,
                encoder, sizes, layers, width, heads, dropout, eyes);
    }

    @Override
    public String algorithm() {
        return "diffusion";
    }

    @Override
    public DiffusionConfig withEyeWeights() {
        return new DiffusionConfig(history, horizon, steps, diffusionSteps, samplingSteps, denoiser, stepSize,
                encoder, channels, layers, width, heads, dropout, eyes.withWeights());
    }

    /// The published network with the published rate (Chi et al. 2023).
    @Override
    public TrainingConfig training() {
        TrainingConfig averaged = TrainingConfig.DEFAULT.withAverage();
        return channels.equals(PUBLISHED.channels) ? averaged.withRate(1e-4)
                : averaged.withSteps(10_000).withNoise(0.03);
    }
}
