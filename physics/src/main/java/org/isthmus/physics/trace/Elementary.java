package org.isthmus.physics.trace;

/// Elementary functions as polynomials: the same bits in every form of a kernel and on every machine.
public final class Elementary {
    /// Cephes sinf and cosf on [−π/4, π/4] (Moshier 1989).
    private static final double[] FLOAT_SIN = {-1.6666654611e-1, 8.3321608736e-3, -1.9515295891e-4};
    private static final double[] FLOAT_COS = {4.166664568298827e-2, -1.388731625493765e-3, 2.443315711809948e-5};
    /// Taylor series: the first term left out is below 2^-56 of the result on [−π/4, π/4].
    private static final double[] DOUBLE_SIN = {-1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800,
        1.0 / 6227020800.0, -1.0 / 1307674368000.0, 1.0 / 355687428096000.0};
    private static final double[] DOUBLE_COS = {1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3628800, 1.0 / 479001600,
        -1.0 / 87178291200.0, 1.0 / 20922789888000.0};
    /// π/2 in three parts, the first two short enough that their products with quadrant numbers are exact (Cody and Waite 1980;
    /// the doubles are fdlibm's).
    private static final double[] FLOAT_HALF_PI = {1.5703125, 4.837512969970703125e-4, 7.549789954891882e-8};
    private static final double[] DOUBLE_HALF_PI = {1.57079632673412561417, 6.07710050630396597660e-11,
        2.02226624879595063154e-21};

    /// Cephes atanf for |x| ≤ tan(π/8), and the rational of Cephes atan for |x| ≤ 0.66 (Moshier 1989).
    private static final double[] FLOAT_ATAN = {-3.33329491539e-1, 1.99777106478e-1, -1.38776856032e-1,
        8.05374449538e-2};
    private static final double[] DOUBLE_ATAN_P = {-6.485021904942025371773e1, -1.228866684490136173410e2,
        -7.500855792314704667340e1, -1.615753718733365076637e1, -8.750608600031904122785e-1};
    private static final double[] DOUBLE_ATAN_Q = {1.945506571482613964425e2, 4.853903996359136964868e2,
        4.328810604912902668951e2, 1.650270098316988542046e2, 2.485846490142306297962e1, 1};

    /// Binary digits of a power's fraction; what is left out changes the result by less than rounding for x above 1e-30.
    private static final int FLOAT_DIGITS = 32;
    private static final int DOUBLE_DIGITS = 60;

    private Elementary() {}

    /// Sine and cosine of the same angle.
    public record SinCos(Expr sin, Expr cos) {}

    /// Sine and cosine, to 2 units in the last place for |angle| below 1e4 (float) or 1e7 (double) and to the same absolute error
    /// times |angle|/1e4 (1e7) beyond.
    public static SinCos sinCos(Expr angle) {
        Graph g = angle.graph;
        boolean single = g.precision() == Precision.FLOAT;
        double[] halfPi = single ? FLOAT_HALF_PI : DOUBLE_HALF_PI;
        Expr quadrant = angle.times(2 / Math.PI).round();
        Expr r = angle;
        for (double part : halfPi) {
            r = r.minus(quadrant.times(part));
        }
        Expr z = r.times(r);
        Expr sin = r.plus(r.times(z).times(polynomial(single ? FLOAT_SIN : DOUBLE_SIN, z)));
        Expr cos = g.constant(1).minus(z.times(0.5))
                .plus(z.times(z).times(polynomial(single ? FLOAT_COS : DOUBLE_COS, z)));
        // quadrant modulo 4, in −2 … 2
        Expr turn = quadrant.minus(quadrant.times(0.25).round().times(4));
        Expr odd = turn.abs().minus(1).abs();
        Expr half = g.constant(0.5);
        Expr s = odd.ifLess(half, cos, sin);
        Expr c = odd.ifLess(half, sin, cos);
        return new SinCos(s.times(sinSign(turn)), c.times(cosSign(turn)));
    }

    /// Turns 0 and 1 keep the sign of the sine; −1, 2 and −2 change it.
    private static Expr sinSign(Expr turn) {
        Graph g = turn.graph;
        return turn.minus(0.5).abs().ifLess(g.constant(1), g.constant(1), g.constant(-1));
    }

    /// Turns 0 and −1 keep the sign of the cosine; 1, 2 and −2 change it.
    private static Expr cosSign(Expr turn) {
        Graph g = turn.graph;
        return turn.plus(0.5).abs().ifLess(g.constant(1), g.constant(1), g.constant(-1));
    }

    /// The angle of the point (x, y), in [−π, π]; 0 for both zero. To 4 units in the last place of π.
    public static Expr atan2(Expr y, Expr x) {
        Graph g = y.graph;
        Expr ax = x.abs();
        Expr ay = y.abs();
        Expr large = ax.max(ay);
        Expr tiny = g.constant(g.precision() == Precision.FLOAT ? 1e-37 : 1e-300);
        Expr first = atanOfUnit(ax.min(ay).dividedBy(large.max(tiny)));
        Expr upper = ax.ifLess(ay, g.constant(Math.PI / 2).minus(first), first);
        Expr half = x.ifLess(g.constant(0), g.constant(Math.PI).minus(upper), upper);
        return y.ifLess(g.constant(0), half.negate(), half);
    }

    /// The arc tangent of a number in [0, 1].
    private static Expr atanOfUnit(Expr t) {
        Graph g = t.graph;
        boolean single = g.precision() == Precision.FLOAT;
        Expr edge = g.constant(single ? 0.4142135623730950 : 0.66);
        Expr reduced = edge.ifLess(t, t.minus(1).dividedBy(t.plus(1)), t);
        Expr z = reduced.square();
        Expr series = single ? polynomial(FLOAT_ATAN, z)
                : polynomial(DOUBLE_ATAN_P, z).dividedBy(polynomial(DOUBLE_ATAN_Q, z));
        Expr value = reduced.plus(reduced.times(z).times(series));
        return edge.ifLess(t, value.plus(Math.PI / 4), value);
    }

    /// `x^p` of a number x ≥ 0, for p ≥ 0: products for the whole part of p, square roots for the rest of its binary digits. Exact roundings
    /// only where p has few digits (2, 2.5, 3.25); within 60 units in the last place for any p.
    public static Expr power(Expr x, double p) {
        Graph g = x.graph;
        int whole = (int) p;
        Expr result = g.constant(1);
        for (int k = 0; k < whole; k++) {
            result = k == 0 ? x : result.times(x);
        }
        int digits = g.precision() == Precision.FLOAT ? FLOAT_DIGITS : DOUBLE_DIGITS;
        double rest = p - whole;
        Expr root = x;
        for (int k = 0; k < digits && rest > 0; k++) {
            root = root.sqrt();
            rest *= 2;
            if (rest >= 1) {
                result = result.times(root);
                rest -= 1;
            }
        }
        return result;
    }

    private static Expr polynomial(double[] coefficients, Expr z) {
        Graph g = z.graph;
        Expr sum = g.constant(coefficients[coefficients.length - 1]);
        for (int k = coefficients.length - 2; k >= 0; k--) {
            sum = sum.times(z).plus(coefficients[k]);
        }
        return sum;
    }
}
