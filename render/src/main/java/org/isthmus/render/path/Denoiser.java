package org.isthmus.render.path;

import java.util.Arrays;

import org.isthmus.core.parallel.Parallel;

/// Smooths a photograph where its noise is, not across edges of colour, normal or depth: an edge-avoiding wavelet filter (Dammertz and others,
/// "Edge-avoiding À-Trous wavelet transform for fast global illumination filtering", HPG 2010) whose tolerance of brightness follows the
/// variance (Schied and others, "Spatiotemporal variance-guided filtering", HPG 2017, without time).
///
/// The colour of what is seen first is divided out before and multiplied back after, so textures stay sharp.
public final class Denoiser {
    private static final double[] KERNEL = {1 / 16.0, 1 / 4.0, 3 / 8.0, 1 / 4.0, 1 / 16.0};
    private static final int PASSES = 5;
    private static final double BRIGHTNESS = 3;
    private static final double NORMAL_POWER = 64;
    private static final double DEPTH = 0.02;
    private static final float DARK = 0.02f;
    private static final int ROWS = 8;

    private Denoiser() {}

    /// A smoothed copy.
    public static Photograph denoise(Photograph photo, Parallel pool) {
        int n = photo.width() * photo.height();
        float[] light = new float[3 * n];
        float[] variance = new float[n];
        for (int i = 0; i < n; i++) {
            float mean = 0;
            for (int k = 0; k < 3; k++) {
                float albedo = albedo(photo, 3 * i + k);
                light[3 * i + k] = photo.radiance()[3 * i + k] / albedo;
                mean += albedo / 3;
            }
            variance[i] = photo.variance()[i] / (mean * mean);
        }
        variance = blurred(photo, variance);
        for (int pass = 0; pass < PASSES; pass++) {
            float[] nextLight = new float[3 * n];
            float[] nextVariance = new float[n];
            Pass filter = new Pass(photo, light, variance, nextLight, nextVariance, 1 << pass);
            pool.run(photo.height(), ROWS, filter::rows);
            light = nextLight;
            variance = nextVariance;
        }
        for (int i = 0; i < 3 * n; i++) {
            light[i] *= albedo(photo, i);
        }
        return new Photograph(photo.width(), photo.height(), light, photo.albedo(), photo.normal(), photo.depth(),
                variance);
    }

    /// The colour that is divided out; 1 where nothing is.
    private static float albedo(Photograph photo, int at) {
        float a = photo.albedo()[at];
        return photo.depth()[at / 3] > 0 ? Math.max(a, DARK) : 1;
    }

    /// The variance of a few samples is itself noisy: its mean over 3 by 3 pixels.
    private static float[] blurred(Photograph photo, float[] variance) {
        float[] out = new float[variance.length];
        for (int i = 0; i < out.length; i++) {
            int x = i % photo.width();
            int y = i / photo.width();
            float sum = 0;
            int count = 0;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    if (x + dx >= 0 && x + dx < photo.width() && y + dy >= 0 && y + dy < photo.height()) {
                        sum += variance[i + dy * photo.width() + dx];
                        count++;
                    }
                }
            }
            out[i] = sum / count;
        }
        return out;
    }

    private record Pass(Photograph photo, float[] light, float[] variance, float[] outLight, float[] outVariance,
            int step) {
        void rows(int from, int to) {
            double[] sum = new double[5];
            for (int y = from; y < to; y++) {
                for (int x = 0; x < photo.width(); x++) {
                    pixel(x, y, sum);
                }
            }
        }

        private void pixel(int x, int y, double[] sum) {
            int here = y * photo.width() + x;
            Arrays.fill(sum, 0);
            double tolerance = BRIGHTNESS * Math.sqrt(Math.max(0, variance[here])) + 1e-4;
            for (int j = -2; j <= 2; j++) {
                for (int i = -2; i <= 2; i++) {
                    int px = x + i * step;
                    int py = y + j * step;
                    if (px < 0 || py < 0 || px >= photo.width() || py >= photo.height()) {
                        continue;
                    }
                    int there = py * photo.width() + px;
                    double w = KERNEL[i + 2] * KERNEL[j + 2] * alike(here, there, tolerance);
                    for (int k = 0; k < 3; k++) {
                        sum[k] += w * light[3 * there + k];
                    }
                    sum[3] += w * w * variance[there];
                    sum[4] += w;
                }
            }
            for (int k = 0; k < 3; k++) {
                outLight[3 * here + k] = (float) (sum[k] / sum[4]);
            }
            outVariance[here] = (float) (sum[3] / (sum[4] * sum[4]));
        }

        /// How much one pixel counts for another, 0 to 1.
        private double alike(int a, int b, double tolerance) {
            if (a == b) {
                return 1;
            }
            double da = photo.depth()[a];
            double db = photo.depth()[b];
            if (da > 0 != db > 0) {
                return 0;
            }
            double depth = Math.abs(da - db) / (DEPTH * step * Math.max(1e-6, Math.max(da, db)));
            double brightness = Math.abs(luminance(a) - luminance(b)) / tolerance;
            double cosine = 0;
            for (int k = 0; k < 3; k++) {
                cosine += photo.normal()[3 * a + k] * photo.normal()[3 * b + k];
            }
            double bend = da > 0 ? NORMAL_POWER * Math.max(0, 1 - cosine) : 0;
            return StrictMath.exp(-depth - brightness - bend);
        }

        private double luminance(int at) {
            return 0.2126 * light[3 * at] + 0.7152 * light[3 * at + 1] + 0.0722 * light[3 * at + 2];
        }
    }
}
