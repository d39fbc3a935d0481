package org.isthmus.learn.rl;

import java.util.List;

import org.isthmus.learn.network.Activation;

/// Settings of [Ppo].
///
/// @param worlds that are acted in side by side
/// @param steps in each world between two updates
/// @param epochs how often an update goes through what was seen
/// @param minibatches parts of what was seen that each give one step of the optimiser
/// @param learningRate of Adam
/// @param targetKl an update ends when the policy has moved this far on the mean; and the learning rate follows it: halved beyond
///     twice this, raised by half below a half of it (Schulman et al. 2017, section 4, for the rate). 0: neither
/// @param discount γ
/// @param lambda of [Gae]
/// @param clip how far a ratio of probabilities may go from 1
/// @param valueClip how far a value may go from what it was; 0: as far as it likes
/// @param entropy weight of the entropy
/// @param value weight of the squared error of values
/// @param maxNorm of gradients
/// @param hidden sizes of layers of both networks
/// @param logDeviation the first logarithm of the deviation of actions
/// @param scaleRewards whether rewards are divided by the deviation of their discounted sum
/// @param policyGroups of observations
/// @param criticGroups of observations; others than the policy's for a critic that is told what the policy cannot see
/// @param memory numbers that policy and critic each remember; 0: they remember nothing
/// @param cameras by which policy and critic see; empty: they see no images
/// @param without terms of its groups that the policy does not look at; the critic does
public record PpoConfig(int worlds, int steps, int epochs, int minibatches, double learningRate, double targetKl,
        double discount, double lambda, double clip, double valueClip, double entropy, double value, double maxNorm,
        List<Integer> hidden, Activation activation, double logDeviation, boolean scaleRewards,
        List<String> policyGroups, List<String> criticGroups, int memory, List<String> cameras, List<String> without) {

    /// Settings that do well on most tasks with some hundred worlds.
    public static final PpoConfig DEFAULT = new PpoConfig(256, 32, 4, 4, 1e-3, 0.016, 0.98, 0.95, 0.2, 0, 0, 0.5, 0.5,
            List.of(128, 128), Activation.TANH, -0.5, true, List.of("policy"), List.of("policy"), 0, List.of(),
            List.of());

    /// Settings that were found to do well on a task of the suites; the usual ones for others.
    public static PpoConfig of(String task) {
        return switch (task) {
            case "CartPole-v1" -> DEFAULT.withWorlds(64, 64).withDiscount(0.99);
            case "PickCube-v1" -> DEFAULT.withWorlds(512, 16).withDiscount(0.9).withLambda(0.9)
                    .withExploration(0.03, 0.02, -1);
            case "PushCube-v1", "PushToGoal-v1" -> DEFAULT.withWorlds(256, 16).withDiscount(0.9)
                    .withExploration(0.03, 0.005, -1.5);
            case "WalkFlat-v1" -> DEFAULT.withWorlds(512, 24).withDiscount(0.99).withUpdate(5, 4, 1e-3)
                    .withExploration(0.02, 0.005, -0.7).withActivation(Activation.ELU);
            case "SlideBlock-v1" -> DEFAULT.withDiscount(0.95);
            default -> DEFAULT;
        };
    }

    public PpoConfig {
        hidden = List.copyOf(hidden);
        policyGroups = List.copyOf(policyGroups);
        criticGroups = List.copyOf(criticGroups);
        cameras = List.copyOf(cameras);
        without = List.copyOf(without);
        if (worlds < 1 || steps < 1 || epochs < 1 || minibatches < 1 || minibatches > worlds * steps) {
            throw new IllegalArgumentException(
                    "worlds " + worlds + ", steps " + steps + ", epochs " + epochs + ", minibatches " + minibatches
                            + ": expected 1 or more each, and no more minibatches than steps of all worlds");
        }
        if (memory < 0 || memory > 0 && minibatches > worlds) {
            throw new IllegalArgumentException(
                    "memory " + memory + ", worlds " + worlds + ", minibatches " + minibatches
                            + ": expected a memory of 0 or more, and with one no more minibatches than worlds");
        }
    }

    public PpoConfig withWorlds(int count, int stepsOfEach) {
        return new PpoConfig(count, stepsOfEach, epochs, minibatches, learningRate, targetKl, discount, lambda, clip,
                valueClip, entropy, value, maxNorm, hidden, activation, logDeviation, scaleRewards, policyGroups,
                criticGroups, memory, cameras, without);
    }

    public PpoConfig withUpdate(int times, int parts, double rate) {
        return new PpoConfig(worlds, steps, times, parts, rate, targetKl, discount, lambda, clip, valueClip, entropy,
                value, maxNorm, hidden, activation, logDeviation, scaleRewards, policyGroups, criticGroups, memory,
                cameras, without);
    }

    public PpoConfig withDiscount(double other) {
        return new PpoConfig(worlds, steps, epochs, minibatches, learningRate, targetKl, other, lambda, clip, valueClip,
                entropy, value, maxNorm, hidden, activation, logDeviation, scaleRewards, policyGroups, criticGroups,
                memory, cameras, without);
    }

    public PpoConfig withLambda(double other) {
        return new PpoConfig(worlds, steps, epochs, minibatches, learningRate, targetKl, discount, other, clip,
                valueClip, entropy, value, maxNorm, hidden, activation, logDeviation, scaleRewards, policyGroups,
                criticGroups, memory, cameras, without);
    }

    public PpoConfig withHidden(List<Integer> sizes) {
        return new PpoConfig(worlds, steps, epochs, minibatches, learningRate, targetKl, discount, lambda, clip,
                valueClip, entropy, value, maxNorm, sizes, activation, logDeviation, scaleRewards, policyGroups,
                criticGroups, memory, cameras, without);
    }

    public PpoConfig withActivation(Activation other) {
        return new PpoConfig(worlds, steps, epochs, minibatches, learningRate, targetKl, discount, lambda, clip,
                valueClip, entropy, value, maxNorm, hidden, other, logDeviation, scaleRewards, policyGroups,
                criticGroups, memory, cameras, without);
    }

    /// @param kl how far the policy may move in an update, see `targetKl`
    /// @param bonus for entropy
    /// @param logarithm of the first deviation of actions
    public PpoConfig withExploration(double kl, double bonus, double logarithm) {
        return new PpoConfig(worlds, steps, epochs, minibatches, learningRate, kl, discount, lambda, clip,
                valueClip, bonus, value, maxNorm, hidden, activation, logarithm, scaleRewards, policyGroups,
                criticGroups, memory, cameras, without);
    }

    public PpoConfig withGroups(List<String> policy, List<String> critic) {
        return new PpoConfig(worlds, steps, epochs, minibatches, learningRate, targetKl, discount, lambda, clip,
                valueClip, entropy, value, maxNorm, hidden, activation, logDeviation, scaleRewards, policy, critic,
                memory, cameras, without);
    }

    /// @param numbers that policy and critic each remember
    public PpoConfig withMemory(int numbers) {
        return new PpoConfig(worlds, steps, epochs, minibatches, learningRate, targetKl, discount, lambda, clip,
                valueClip, entropy, value, maxNorm, hidden, activation, logDeviation, scaleRewards, policyGroups,
                criticGroups, numbers, cameras, without);
    }

    public PpoConfig withCameras(List<String> names) {
        return new PpoConfig(worlds, steps, epochs, minibatches, learningRate, targetKl, discount, lambda, clip,
                valueClip, entropy, value, maxNorm, hidden, activation, logDeviation, scaleRewards, policyGroups,
                criticGroups, memory, names, without);
    }

    public PpoConfig withoutTerms(List<String> terms) {
        return new PpoConfig(worlds, steps, epochs, minibatches, learningRate, targetKl, discount, lambda, clip,
                valueClip, entropy, value, maxNorm, hidden, activation, logDeviation, scaleRewards, policyGroups,
                criticGroups, memory, cameras, terms);
    }
}
