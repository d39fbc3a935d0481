package org.isthmus.motion.ik;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Zeros of a function of an angle that is not defined everywhere.
final class Roots {
    private static final int BISECTIONS = 50;
    private static final double NEAR = 1e-6;

    private Roots() {}

    /// Zeros in [−π, π): where the function changes its sign, and where it touches 0 between samples.
    ///
    /// @param f NaN where it is not defined; the ends of such gaps are sought, since zeros crowd there
    static List<Double> onCircle(DoubleUnaryOperator f, int samples) {
        List<Double> roots = new ArrayList<>();
        double step = 2 * Math.PI / samples;
        double[] value = new double[samples + 2];
        for (int i = 0; i < samples + 2; i++) {
            value[i] = f.applyAsDouble(angle(i, step));
        }
        for (int i = 0; i < samples; i++) {
            between(f, angle(i, step), value[i], angle(i + 1, step), value[i + 1], roots);
            touching(f, i, step, value, roots);
        }
        return roots;
    }

    private static double angle(int i, double step) {
        // not on round angles, where arms are singular
        return -Math.PI + (i + 0.137) * step;
    }

    private static void between(DoubleUnaryOperator f, double a, double fa, double b, double fb, List<Double> roots) {
        if (Double.isNaN(fa) && Double.isNaN(fb)) {
            return;
        }
        double low = a;
        double high = b;
        double atLow = fa;
        double atHigh = fb;
        if (Double.isNaN(fa) || Double.isNaN(fb)) {
            double edge = Double.isNaN(fa) ? edge(f, b, a) : edge(f, a, b);
            double atEdge = f.applyAsDouble(edge);
            if (Math.abs(atEdge) < NEAR) {
                roots.add(edge);
                return;
            }
            low = Double.isNaN(fa) ? edge : a;
            high = Double.isNaN(fa) ? b : edge;
            atLow = Double.isNaN(fa) ? atEdge : fa;
            atHigh = Double.isNaN(fa) ? fb : atEdge;
        }
        if (atLow * atHigh <= 0) {
            roots.add(bisect(f, low, atLow, high));
        }
    }

    /// The last point before the function ends, between one where it is defined and one where it is not.
    private static double edge(DoubleUnaryOperator f, double defined, double undefined) {
        double in = defined;
        double out = undefined;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (in + out) / 2;
            if (Double.isNaN(f.applyAsDouble(middle))) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return in;
    }

    private static double bisect(DoubleUnaryOperator f, double low, double atLow, double high) {
        double a = low;
        double b = high;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (a + b) / 2;
            double value = f.applyAsDouble(middle);
            if (Double.isNaN(value)) {
                return middle; // a gap inside: the caller checks what it gets
            }
            if ((value > 0) == (atLow > 0)) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return (a + b) / 2;
    }

    /// Two zeros may lie between samples where the function turns back: its extremum there is sought by golden section.
    private static void touching(DoubleUnaryOperator f, int i, double step, double[] value, List<Double> roots) {
        double left = value[i];
        double middle = value[i + 1];
        double right = value[i + 2];
        boolean turnsBack = left * middle > 0 && middle * right > 0 && Math.abs(middle) <= Math.abs(left)
                && Math.abs(middle) <= Math.abs(right);
        if (!turnsBack) {
            return;
        }
        double low = angle(i, step);
        double high = angle(i + 2, step);
        double sign = Math.signum(middle);
        double best = golden(f, low, high, sign);
        double atBest = f.applyAsDouble(best);
        if (sign * atBest < 0) {
            roots.add(bisect(f, low, left, best));
            roots.add(bisect(f, best, atBest, high));
        } else if (Math.abs(atBest) < NEAR) {
            roots.add(best);
        }
    }

    private static double golden(DoubleUnaryOperator f, double low, double high, double sign) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double a = low;
        double b = high;
        for (int i = 0; i < BISECTIONS; i++) {
            double c = b - ratio * (b - a);
            double d = a + ratio * (b - a);
            if (sign * f.applyAsDouble(c) < sign * f.applyAsDouble(d)) {
                b = d;
            } else {
                a = c;
            }
        }
        return (a + b) / 2;
    }
}
