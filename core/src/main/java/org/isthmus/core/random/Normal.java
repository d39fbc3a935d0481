package org.isthmus.core.random;

/// The standard normal distribution: its cumulative function and the inverse.
final class Normal {
    private static final double SQRT_TWO_PI = 2.5066282746310002;
    private static final int TERMS = 200;

    // Algorithm AS 241, from the highest power on.
    private static final double[] CENTRAL = {
        2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
        1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0};
    private static final double[] CENTRAL_DIVISOR = {
        5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
        5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1};
    private static final double[] TAIL = {
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
        3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0};
    private static final double[] TAIL_DIVISOR = {
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1};
    private static final double[] FAR_TAIL = {
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0};
    private static final double[] FAR_TAIL_DIVISOR = {
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1};

    private Normal() {}

    /// The probability below `x`, to a few 1e-15 of itself also far in the lower tail. For slow use.
    static double cdf(double x) {
        if (Math.abs(x) < 1.5) {
            return 0.5 + density(x) * oddSeries(x);
        }
        return x < 0 ? density(x) * millsRatio(-x) : 1 - density(x) * millsRatio(x);
    }

    private static double density(double x) {
        return StrictMath.exp(-x * x / 2) / SQRT_TWO_PI;
    }

    /// `x + x³/3 + x⁵/(3·5) + …` (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11).
    private static double oddSeries(double x) {
        double term = x;
        double sum = x;
        for (int i = 3; sum + term != sum; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return sum;
    }

    /// Upper tail over density: `1/(x + 1/(x + 2/(x + 3/(x + …))))` (26.2.14), evaluated from the end.
    private static double millsRatio(double x) {
        double fraction = x;
        for (int i = TERMS; i > 0; i--) {
            fraction = x + i / fraction;
        }
        return 1 / fraction;
    }

    /// The value with probability `p` below it, to about 1e-16 relative (Wichura, "Algorithm AS 241: the percentage points of the
    /// normal distribution", Applied Statistics 37, 1988, routine PPND16). The central 85 percent need no logarithm.
    static double quantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * horner(CENTRAL, r) / horner(CENTRAL_DIVISOR, r);
        }
        double r = Math.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
        double x = r <= 5
                ? horner(TAIL, r - 1.6) / horner(TAIL_DIVISOR, r - 1.6)
                : horner(FAR_TAIL, r - 5) / horner(FAR_TAIL_DIVISOR, r - 5);
        return q < 0 ? -x : x;
    }

    /// The polynomial whose coefficients are given from the highest power on.
    private static double horner(double[] coefficients, double x) {
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
