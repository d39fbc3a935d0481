package org.isthmus.learn.imitation;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.learn.network.Ops;

/// How much noise there is at each step of diffusion: the cosine of Nichol and Dhariwal 2021, equation 17, with steps of at most 0.999.
///
/// @param kept [steps] ᾱ: the share of the variance that is not noise
record NoiseSchedule(double[] kept) {
    private static final double OFFSET = 0.008;
    private static final double MOST = 0.999;

    static NoiseSchedule cosine(int steps) {
        double[] kept = new double[steps];
        double product = 1;
        for (int t = 0; t < steps; t++) {
            double lost = Math.min(1 - left((t + 1.0) / steps) / left((double) t / steps), MOST);
            product *= 1 - lost;
            kept[t] = product;
        }
        return new NoiseSchedule(kept);
    }

    private static double left(double part) {
        double cosine = StrictMath.cos((part + OFFSET) / (1 + OFFSET) * Math.PI / 2);
        return cosine * cosine;
    }

    /// A step of sampling: from a step of diffusion to an earlier one.
    ///
    /// @param from ᾱ before
    /// @param to ᾱ after
    record Jump(int step, double from, double to) {
        /// Equation 12 of Song et al. without noise of its own.
        ///
        /// @param clean what x is told to be without noise
        <T> T apply(Ops<T> ops, T x, T clean) {
            double left = Math.sqrt((1 - to) / (1 - from)); // of the noise, which is x − √ᾱ·clean
            return ops.add(ops.affine(x, left, 0), ops.affine(clean, Math.sqrt(to) - left * Math.sqrt(from), 0));
        }
    }

    /// Few of the steps, evenly, from the noisiest to none (Song et al. 2021, "DDIM", section 4.2).
    List<Jump> jumps(int count) {
        int stride = kept.length / count;
        List<Jump> jumps = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            jumps.add(new Jump(i * stride, kept[i * stride], i == 0 ? 1 : kept[(i - 1) * stride]));
        }
        return jumps;
    }
}
