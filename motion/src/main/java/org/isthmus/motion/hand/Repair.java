package org.isthmus.motion.hand;

import java.util.Arrays;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;

/// Makes a recorded hand usable: without outliers, without gaps, without tremor of the tracker.
///
/// All steps look at whole recordings (they are not causal). Where the palm is known in a frame, points are treated in
/// its frame, so that a lost fingertip goes where the hand goes.
public final class Repair {
    /// Of a normal distribution, the standard deviation is this times the median absolute deviation.
    private static final double SIGMA = 1.4826;
    private static final double ROOT_TWO = Math.sqrt(2);

    private Repair() {}

    /// Forgets points that lie further from the median of their neighbours in time than `threshold` robust standard
    /// deviations, and than `floor` (Hampel's filter; Pearson, Outliers in process modeling and identification, IEEE
    /// T-CST 10(1), 2002).
    ///
    /// @param half neighbours to either side
    /// @param threshold 3 is usual
    /// @param floor deviations up to this are never outliers, m
    public static HandMotion withoutOutliers(HandMotion motion, int half, double threshold, double floor) {
        HandMotion local = inPalm(motion);
        boolean[][] outlier = new boolean[motion.frames()][HandMotion.LANDMARKS];
        double[] window = new double[2 * half + 1];
        for (int f = 0; f < motion.frames(); f++) {
            for (int k = 0; k < 3 * HandMotion.LANDMARKS; k++) {
                int from = Math.max(0, f - half);
                int to = Math.min(motion.frames() - 1, f + half);
                double median = median(local, k, from, to, 0, window);
                double spread = SIGMA * median(local, k, from, to, median, window);
                double off = Math.abs(local.points()[f][k] - median);
                outlier[f][k / 3] |= off > Math.max(floor, threshold * spread);
            }
        }
        return motion.with(f -> {
            double[] frame = motion.points()[f].clone();
            for (int l = 0; l < HandMotion.LANDMARKS; l++) {
                if (outlier[f][l]) {
                    Arrays.fill(frame, 3 * l, 3 * l + 3, Double.NaN);
                }
            }
            return frame;
        });
    }

    /// The median of number k, or of its distances from `center` when that is not 0, over known frames.
    private static double median(HandMotion motion, int k, int from, int to, double center, double[] window) {
        int count = 0;
        for (int f = from; f <= to; f++) {
            double value = motion.points()[f][k];
            if (!Double.isNaN(value)) {
                window[count++] = center == 0 ? value : Math.abs(value - center);
            }
        }
        Arrays.sort(window, 0, count);
        return count == 0 ? Double.NaN : window[count / 2];
    }

    /// Fills gaps of up to `longest` frames by cubic curves between the known ends (monotone, so that nothing
    /// overshoots: Fritsch and Carlson, SIAM J. Numerical Analysis 17(2), 1980), and the frames before the first and
    /// after the last known one with that one.
    public static HandMotion filled(HandMotion motion, int longest) {
        HandMotion local = inPalm(motion);
        double[][] points = new double[motion.frames()][];
        Arrays.setAll(points, f -> local.points()[f].clone());
        for (int k = 0; k < 3 * HandMotion.LANDMARKS; k++) {
            fill(points, k, longest);
        }
        return inWorld(motion, motion.with(f -> points[f]));
    }

    private static void fill(double[][] points, int k, int longest) {
        int last = -1;
        for (int f = 0; f < points.length; f++) {
            if (Double.isNaN(points[f][k])) {
                continue;
            }
            if (f - last > 1 && f - last - 1 <= longest) {
                bridge(points, k, last, f);
            }
            last = f;
        }
        if (last >= 0 && points.length - 1 - last <= longest) {
            for (int f = last + 1; f < points.length; f++) {
                points[f][k] = points[last][k];
            }
        }
    }

    /// Fills between two known frames; `a` −1: before the first.
    private static void bridge(double[][] points, int k, int a, int b) {
        if (a < 0) {
            for (int f = 0; f < b; f++) {
                points[f][k] = points[b][k];
            }
            return;
        }
        double h = b - a;
        double slope = (points[b][k] - points[a][k]) / h;
        double va = endSlope(a > 0 ? points[a][k] - points[a - 1][k] : Double.NaN, slope);
        double vb = endSlope(b + 1 < points.length ? points[b + 1][k] - points[b][k] : Double.NaN, slope);
        for (int f = a + 1; f < b; f++) {
            double t = (f - a) / h;
            double u = 1 - t;
            points[f][k] = points[a][k] * u * u * (1 + 2 * t) + points[b][k] * t * t * (1 + 2 * u)
                    + h * t * u * (va * u - vb * t);
        }
    }

    /// The slope outside, as far as a curve with this mean slope stays monotone.
    private static double endSlope(double outside, double mean) {
        if (Double.isNaN(outside)) {
            return mean;
        }
        return outside * mean <= 0 ? 0 : Math.copySign(Math.min(Math.abs(outside), 3 * Math.abs(mean)), mean);
    }

    /// Smooths with Butterworth's filter of second order, run forwards and backwards so that nothing lags (Winter,
    /// Biomechanics and Motor Control of Human Movement, section 3.4.4). Points must be known; unknown ones stay so,
    /// with all after them treated as a new start.
    ///
    /// @param cutoff Hz, below half the rate; 6 Hz keeps what hands do
    public static HandMotion smoothed(HandMotion motion, double cutoff) {
        if (!(cutoff > 0 && cutoff < motion.rate() / 2)) {
            throw new IllegalArgumentException(
                    "a cutoff of " + cutoff + " Hz, expected less than half the rate, " + motion.rate() / 2);
        }
        // run twice, a filter's −3 dB point moves: (√2 − 1)^(1/4)
        double w = StrictMath.tan(Math.PI * cutoff / motion.rate()) / StrictMath.pow(ROOT_TWO - 1, 0.25);
        double[][] points = new double[motion.frames()][];
        Arrays.setAll(points, f -> motion.points()[f].clone());
        for (int k = 0; k < 3 * HandMotion.LANDMARKS; k++) {
            for (int from = 0; from < points.length;) {
                int to = from;
                while (to < points.length && !Double.isNaN(points[to][k])) {
                    to++;
                }
                pass(points, k, from, to, 1, w);
                pass(points, k, from, to, -1, w);
                from = to + 1;
            }
        }
        return motion.with(f -> points[f]);
    }

    private static void pass(double[][] points, int k, int from, int to, int direction, double w) {
        if (to - from < 2) {
            return;
        }
        double norm = 1 + ROOT_TWO * w + w * w;
        double b = w * w / norm;
        double a1 = 2 * (w * w - 1) / norm;
        double a2 = (1 - ROOT_TWO * w + w * w) / norm;
        int f = direction > 0 ? from : to - 1;
        double x1 = points[f][k];
        double x2 = x1;
        double y1 = x1;
        double y2 = x1;
        for (int i = from; i < to; i++, f += direction) {
            double x = points[f][k];
            double y = b * (x + 2 * x1 + x2) - a1 * y1 - a2 * y2;
            x2 = x1;
            x1 = x;
            y2 = y1;
            y1 = y;
            points[f][k] = y;
        }
    }

    private static boolean hasPalm(HandMotion motion, int f) {
        return motion.isKnown(f, HandMotion.WRIST) && motion.isKnown(f, Finger.INDEX.knuckle())
                && motion.isKnown(f, Finger.MIDDLE.knuckle()) && motion.isKnown(f, Finger.LITTLE.knuckle());
    }

    /// All points in the palm's frame, if the palm is known in every frame; else unchanged.
    private static HandMotion inPalm(HandMotion motion) {
        return transformed(motion, motion, true);
    }

    private static HandMotion inWorld(HandMotion original, HandMotion local) {
        return transformed(original, local, false);
    }

    private static HandMotion transformed(HandMotion original, HandMotion motion, boolean toPalm) {
        for (int f = 0; f < original.frames(); f++) {
            if (!hasPalm(original, f)) {
                return motion;
            }
        }
        return motion.with(f -> {
            Pose palm = original.palm(f);
            double[] frame = new double[3 * HandMotion.LANDMARKS];
            for (int l = 0; l < HandMotion.LANDMARKS; l++) {
                Vec3 p = motion.point(f, l);
                (toPalm ? palm.inverseTransform(p) : palm.transform(p)).into(frame, 3 * l);
            }
            return frame;
        });
    }
}
