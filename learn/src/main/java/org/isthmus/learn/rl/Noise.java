package org.isthmus.learn.rl;

import org.isthmus.core.random.RandomStream;

/// Random numbers of many actions.
final class Noise {
    private Noise() {}

    /// [n] of the standard normal distribution.
    static float[] normal(RandomStream stream, int n) {
        float[] noise = new float[n];
        for (int i = 0; i < n; i++) {
            noise[i] = (float) stream.nextGaussian();
        }
        return noise;
    }
}
