package org.isthmus.pipeline.gaps;

import java.util.List;
import java.util.Locale;

import org.isthmus.learn.imitation.BehaviourCloningConfig;
import org.isthmus.learn.network.Vision;

/// How large the benchmark is.
///
/// @param skills demonstrations without randomization
/// @param randomized demonstrations with it
/// @param pixels of each side of an image that a policy sees
/// @param looks that each randomized scene is drawn with where a key pose is learned
/// @param policySteps of training a policy that gives actions, after as many in which its eyes learn to tell where the cube is
/// @param keyPoseSteps of training a policy that gives a key pose
/// @param batch of both
/// @param trials under each gap
/// @param samples of the path tracer per pixel of an image that a policy sees
/// @param shown pixels of each side of the pictures for people
public record GapPreset(int skills, int randomized, int pixels, int looks, long policySteps, long keyPoseSteps,
        int batch,
        int trials, int samples, int shown) {
    public GapPreset {
        if (trials < 1 || skills < 1 || randomized < 1) {
            throw new IllegalArgumentException(trials + " trials of " + skills + " and " + randomized
                    + " demonstrations, expected 1 or more of each");
        }
    }

    /// For tests: seconds, and no policy that can do anything.
    public static final GapPreset TINY = new GapPreset(2, 2, 32, 2, 2, 2, 4, 1, 1, 32);
    /// Ends within an hour on two cores.
    public static final GapPreset SMALL = new GapPreset(150, 600, 96, 16, 4_000, 5_000, 64, 50, 4, 192);
    /// DexSim's number of trials; hours.
    public static final GapPreset FULL = new GapPreset(300, 1_000, 96, 16, 30_000, 20_000, 64, 100, 16, 256);

    /// By name.
    ///
    /// @throws IllegalArgumentException when there is none
    public static GapPreset named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "tiny" -> TINY;
            case "small" -> SMALL;
            case "full" -> FULL;
            default -> throw new IllegalArgumentException("no preset '" + name + "'; there are " + names());
        };
    }

    public static List<String> names() {
        return List.of("tiny", "small", "full");
    }

    public GapPreset withTrials(int count) {
        return new GapPreset(skills, randomized, pixels, looks, policySteps, keyPoseSteps, batch, count, samples,
                shown);
    }

    int demonstrations(boolean isRandomized) {
        return isRandomized ? randomized : skills;
    }

    /// The network of a dataset's policy: chunks of actions, or one key pose.
    BehaviourCloningConfig network(GapDataset dataset) {
        return dataset.isAdapted() ? new BehaviourCloningConfig(1, 1, 1, List.of(256, 256), 1, Vision.SMALL)
                : BehaviourCloningConfig.DEFAULT;
    }

    long steps(GapDataset dataset) {
        return dataset.isAdapted() ? keyPoseSteps : policySteps;
    }
}
