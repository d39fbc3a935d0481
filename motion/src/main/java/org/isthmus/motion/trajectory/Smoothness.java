package org.isthmus.motion.trajectory;

/// How smooth a sampled motion is.
///
/// @param largestStep greatest change of a coordinate from one sample to the next
/// @param rootMeanSquareJerk of all coordinates together, per s³
/// @param logDimensionlessJerk −ln(T³ / v² · ∫ |jerk|² dt), v the greatest speed; nearer to 0 is smoother, −6.6 is a
/// minimum-jerk reach (−ln 720 · …, Hogan and Sternad 2009)
/// @param spectralArcLength SPARC of the speed; nearer to 0 is smoother, about −1.4 a minimum-jerk reach
/// (Balasubramanian et al., On the analysis of movement smoothness, J. NeuroEngineering and Rehabilitation 12:112,
/// 2015)
public record Smoothness(
        double largestStep, double rootMeanSquareJerk, double logDimensionlessJerk, double spectralArcLength) {
    private static final double HIGHEST_HZ = 10;
    private static final double THRESHOLD = 0.05;
    private static final int LINES = 400;

    /// Of samples at equal distances in time.
    ///
    /// @param samples [count][n], at least 4
    /// @param rate samples per second
    public static Smoothness of(double[][] samples, double rate) {
        int count = samples.length;
        double step = 0;
        double peak = 0;
        double jerk = 0;
        double[] speed = new double[Math.max(1, count - 1)];
        for (int i = 1; i < count; i++) {
            double square = 0;
            for (int d = 0; d < samples[i].length; d++) {
                double change = samples[i][d] - samples[i - 1][d];
                step = Math.max(step, Math.abs(change));
                square += change * change * rate * rate;
            }
            speed[i - 1] = Math.sqrt(square);
            peak = Math.max(peak, speed[i - 1]);
        }
        for (int i = 3; i < count; i++) {
            for (int d = 0; d < samples[i].length; d++) {
                double third = (samples[i][d] - 3 * samples[i - 1][d] + 3 * samples[i - 2][d] - samples[i - 3][d])
                        * rate * rate * rate;
                jerk += third * third / rate;
            }
        }
        double duration = (count - 1) / rate;
        double dimensionless = peak == 0 ? 0 : -StrictMath.log(jerk * duration * duration * duration / (peak * peak));
        double rms = Math.sqrt(jerk / Math.max(1e-300, duration * samples[0].length));
        return new Smoothness(step, rms, dimensionless, peak == 0 ? 0 : spectralArcLength(speed, rate));
    }

    /// The length of the curve of the normalised spectrum up to the last frequency where it matters.
    private static double spectralArcLength(double[] speed, double rate) {
        double[] magnitude = new double[LINES + 1];
        double highest = Math.min(HIGHEST_HZ, rate / 2);
        for (int k = 0; k <= LINES; k++) {
            double omega = 2 * Math.PI * highest * k / (LINES * rate);
            double re = 0;
            double im = 0;
            for (int i = 0; i < speed.length; i++) {
                re += speed[i] * StrictMath.cos(omega * i);
                im += speed[i] * StrictMath.sin(omega * i);
            }
            magnitude[k] = Math.sqrt(re * re + im * im);
        }
        int last = 0;
        for (int k = 0; k <= LINES; k++) {
            if (magnitude[k] >= THRESHOLD * magnitude[0]) {
                last = k;
            }
        }
        double length = 0;
        for (int k = 1; k <= last; k++) {
            double rise = (magnitude[k] - magnitude[k - 1]) / magnitude[0];
            length += Math.sqrt(1.0 / ((double) last * last) + rise * rise);
        }
        return -length;
    }
}
