package org.isthmus.motion.skill;

import org.isthmus.motion.trajectory.Trajectory;

/// A motion backwards.
record Reversed(Trajectory way) implements Trajectory {
    @Override
    public int dimensions() {
        return way.dimensions();
    }

    @Override
    public double duration() {
        return way.duration();
    }

    @Override
    public void sample(double time, int derivative, double[] out) {
        way.sample(duration() - time, derivative, out);
        for (int i = 0; i < out.length && derivative % 2 == 1; i++) {
            out[i] = -out[i];
        }
    }
}
