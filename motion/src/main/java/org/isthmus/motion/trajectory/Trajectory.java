package org.isthmus.motion.trajectory;

/// Coordinates as a function of time, from 0 to [#duration], s.
public interface Trajectory {
    /// The number n of coordinates.
    int dimensions();

    double duration();

    /// Writes the coordinates or one of their derivatives; before the start and after the end, those of the start and
    /// end.
    ///
    /// @param derivative 0: coordinates, 1: velocities, 2: accelerations, …
    /// @param out [n]
    void sample(double time, int derivative, double[] out);

    /// The coordinates, or one of their derivatives, at a time.
    default double[] at(double time, int derivative) {
        double[] out = new double[dimensions()];
        sample(time, derivative, out);
        return out;
    }

    /// The coordinates at times 0, 1 / rate, … and at the end.
    ///
    /// @param rate samples per second
    /// @return [samples][n]
    default double[][] resample(double rate) {
        // an end that a sample reaches but for rounding is that sample
        int whole = (int) Math.ceil(duration() * rate - 1e-9);
        double[][] out = new double[whole + 1][];
        for (int i = 0; i <= whole; i++) {
            out[i] = at(Math.min(i / rate, duration()), 0);
        }
        return out;
    }
}
