package org.isthmus.learn.imitation;

import java.util.List;

import org.isthmus.learn.network.Vision;

/// Settings of behaviour cloning.
///
/// @param history moments that are observed
/// @param chunk actions that are predicted together
/// @param steps of a chunk that are sent before the next
/// @param hidden sizes of layers
/// @param modes normal distributions of a mixture; 1: the action itself, by least squares
/// @param eyes for cameras
public record BehaviourCloningConfig(int history, int chunk, int steps, List<Integer> hidden, int modes,
        Vision eyes) implements ImitationConfig {
    /// Sixteen actions at a time, half of which are sent: with chunks a policy gets over moments at which demonstrations wait.
    public static final BehaviourCloningConfig DEFAULT = new BehaviourCloningConfig(1, 16, 8, List.of(512, 512), 1,
            Vision.SMALL);

    public BehaviourCloningConfig {
        hidden = List.copyOf(hidden);
        if (history < 1 || chunk < 1 || steps < 1 || steps > chunk || modes < 1) {
            throw new IllegalArgumentException("history " + history + ", chunk " + chunk + ", steps " + steps
                    + ", modes " + modes + "; expected 1 or more, and no more steps than a chunk has");
        }
    }

    public BehaviourCloningConfig withModes(int count) {
        return new BehaviourCloningConfig(history, chunk, steps, hidden, count, eyes);
    }

    public BehaviourCloningConfig withHidden(List<Integer> sizes) {
        return new BehaviourCloningConfig(history, chunk, steps, sizes, modes, eyes);
    }

    @Override
    public String algorithm() {
        return "bc";
    }

    @Override
    public BehaviourCloningConfig withEyeWeights() {
        return new BehaviourCloningConfig(history, chunk, steps, hidden, modes, eyes.withWeights());
    }

    @Override
    public TrainingConfig training() {
        return TrainingConfig.DEFAULT.withSteps(8_000).withAverage().withNoise(0.03);
    }
}
