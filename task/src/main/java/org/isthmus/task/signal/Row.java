package org.isthmus.task.signal;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// The signals of one world at one time. Places in it come from [Signals#at].
public final class Row {
    /// [worlds][width]
    private final double[] values;
    private final int base;

    Row(double[] values, int base) {
        this.values = values;
        this.base = base;
    }

    public double get(int at) {
        return values[base + at];
    }

    public void set(int at, double value) {
        values[base + at] = value;
    }

    public Vec3 vec3(int at) {
        return Vec3.of(values, base + at);
    }

    public Quat quat(int at) {
        return Quat.of(values, base + at);
    }

    /// A position and the orientation at another place.
    public Pose pose(int position, int orientation) {
        return new Pose(vec3(position), quat(orientation).normalized());
    }

    /// Length of the vector of n numbers.
    public double norm(int at, int n) {
        double sum = 0;
        for (int i = base + at; i < base + at + n; i++) {
            sum += values[i] * values[i];
        }
        return Math.sqrt(sum);
    }

    /// Distance of two vectors of n numbers.
    public double distance(int a, int b, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double d = values[base + a + i] - values[base + b + i];
            sum += d * d;
        }
        return Math.sqrt(sum);
    }
}
