package org.isthmus.dataset.lerobot;

import org.isthmus.dataset.lerobot.FeatureStatistics.Histogram;

/// Statistics of an episode's images, of those frames and pixels that LeRobot takes, evenly spread.
final class FrameSampling {
    private final Histogram histogram = new Histogram();
    private final int steps;
    private final int width;
    private final int height;
    private final int samples;
    private final int stride;
    private int next;

    FrameSampling(int steps, int width, int height) {
        this.steps = steps;
        this.width = width;
        this.height = height;
        int root = (int) StrictMath.pow(steps, 0.75);
        samples = Math.min(steps, Math.max(Math.min(100, steps), Math.min(root, 10_000)));
        int longest = Math.max(width, height);
        stride = longest >= 300 ? longest / 150 : 1;
    }

    /// Called with step 0, 1, 2, … in turn.
    ///
    /// @param rgb [height][width][3]
    void add(int step, byte[] rgb) {
        if (next < samples && step == place(next)) {
            next++;
            histogram.add(rgb, width, height, stride);
        }
    }

    private int place(int sample) {
        return samples == 1 ? 0 : (int) Math.rint((double) sample * (steps - 1) / (samples - 1));
    }

    FeatureStatistics statistics() {
        return histogram.statistics();
    }
}
