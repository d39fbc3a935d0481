package org.isthmus.render.shutter;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.render.scene.WorldState;

/// From one place to another along lines, turning about fixed axes.
///
/// @param from [ninstance][12] mesh to world at time 0
/// @param to [ninstance][12] the same at `duration`
record SteadyMotion(double[] from, Pose cameraFrom, double[] to, Pose cameraTo, double duration) implements Motion {
    SteadyMotion {
        if (from.length != to.length || !(duration > 0 && duration < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("motion of " + from.length / WorldState.TRANSFORM + " and "
                    + to.length / WorldState.TRANSFORM + " instances in " + duration
                    + " s, expected as many, and a time above 0");
        }
    }

    @Override
    public void place(double time, WorldState world) {
        for (int i = 0; i < from.length / WorldState.TRANSFORM; i++) {
            int at = WorldState.TRANSFORM * i;
            // the size of a mesh does not change: columns of the matrix have the lengths of its scale
            world.set(i, between(pose(from, at), pose(to, at), time / duration), scale(from, at));
        }
    }

    @Override
    public Pose camera(double time) {
        return between(cameraFrom, cameraTo, time / duration);
    }

    private static Pose between(Pose a, Pose b, double t) {
        return new Pose(a.position().times(1 - t).plus(b.position().times(t)),
                a.rotation().slerp(b.rotation(), t).normalized());
    }

    private static Vec3 scale(double[] m, int at) {
        double x = Math.sqrt(m[at] * m[at] + m[at + 4] * m[at + 4] + m[at + 8] * m[at + 8]);
        double y = Math.sqrt(m[at + 1] * m[at + 1] + m[at + 5] * m[at + 5] + m[at + 9] * m[at + 9]);
        double z = Math.sqrt(m[at + 2] * m[at + 2] + m[at + 6] * m[at + 6] + m[at + 10] * m[at + 10]);
        return new Vec3(x, y, determinant(m, at) < 0 ? -z : z);
    }

    private static double determinant(double[] m, int at) {
        return m[at] * (m[at + 5] * m[at + 10] - m[at + 6] * m[at + 9])
                - m[at + 1] * (m[at + 4] * m[at + 10] - m[at + 6] * m[at + 8])
                + m[at + 2] * (m[at + 4] * m[at + 9] - m[at + 5] * m[at + 8]);
    }

    private static Pose pose(double[] m, int at) {
        Vec3 s = scale(m, at);
        double x = 1 / Math.max(s.x(), 1e-300);
        double y = 1 / Math.max(s.y(), 1e-300);
        double z = 1 / (Math.abs(s.z()) < 1e-300 ? 1e-300 : s.z());
        Rotation r = new Rotation(m[at] * x, m[at + 1] * y, m[at + 2] * z, m[at + 4] * x, m[at + 5] * y,
                m[at + 6] * z, m[at + 8] * x, m[at + 9] * y, m[at + 10] * z);
        return new Pose(new Vec3(m[at + 3], m[at + 7], m[at + 11]), r.toQuat());
    }
}
