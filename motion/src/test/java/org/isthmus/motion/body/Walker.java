package org.isthmus.motion.body;

import org.isthmus.core.math.Vec3;

/// A generated human of 1.75 m who walks ahead with swinging arms, then stands and reaches forward and up.
final class Walker {
    static final double RATE = 50;
    private static final double CYCLE = 1.2;
    private static final double STRIDE = 1.1;
    private static final double THIGH = 0.43;
    private static final double SHANK = 0.42;
    private static final double ANKLE = 0.08;

    private Walker() {}

    /// @param walking s
    /// @param reaching s
    static BodyMotion motion(double walking, double reaching) {
        int frames = (int) ((walking + reaching) * RATE);
        double[][] points = new double[frames][];
        for (int f = 0; f < frames; f++) {
            double t = f / RATE;
            points[f] = frame(Math.min(t, walking), Math.max(0, t - walking) / reaching);
        }
        return new BodyMotion(RATE, points);
    }

    /// @param reach 0 to 1
    private static double[] frame(double t, double reach) {
        double[] out = new double[36];
        double x = STRIDE * t / CYCLE;
        double z = 0.86 + 0.01 * StrictMath.cos(4 * Math.PI * t / CYCLE) - 0.06 * reach;
        Vec3 trunk = new Vec3(x + 0.12 * reach, 0, z + 0.5);
        for (int side = 0; side < 2; side++) {
            double y = side == 0 ? 1 : -1;
            Vec3 hip = new Vec3(x, 0.09 * y, z);
            Vec3 ankle = foot(t / CYCLE + 0.5 * side, t).plus(new Vec3(0, 0.09 * y, 0));
            put(out, KeyPoint.LEFT_HIP, side, hip);
            put(out, KeyPoint.LEFT_KNEE, side, bent(hip, ankle));
            put(out, KeyPoint.LEFT_ANKLE, side, ankle);
            Vec3 shoulder = trunk.plus(new Vec3(0, 0.18 * y, 0));
            double swing = (1 - reach) * 0.4 * y * StrictMath.sin(2 * Math.PI * t / CYCLE) + reach * 1.9;
            Vec3 elbow = shoulder.plus(new Vec3(0.3 * StrictMath.sin(swing), 0.02 * y, -0.3 * StrictMath.cos(swing)));
            double fore = swing + 0.4 * (1 - reach);
            put(out, KeyPoint.LEFT_SHOULDER, side, shoulder);
            put(out, KeyPoint.LEFT_ELBOW, side, elbow);
            put(out, KeyPoint.LEFT_WRIST, side,
                    elbow.plus(new Vec3(0.26 * StrictMath.sin(fore), 0, -0.26 * StrictMath.cos(fore))));
        }
        return out;
    }

    /// The ankle stands for 60 % of a cycle and swings ahead in the rest of it.
    private static Vec3 foot(double phase, double t) {
        double cycle = Math.floor(phase);
        double part = phase - cycle;
        double offset = (phase - t / CYCLE) * STRIDE;
        double swing = Math.max(0, (part - 0.6) / 0.4);
        double ahead = swing * swing * (3 - 2 * swing);
        return new Vec3((cycle + ahead) * STRIDE - offset + 0.3 * STRIDE, 0,
                ANKLE + 0.1 * StrictMath.sin(Math.PI * swing));
    }

    /// The knee, in front of the line from hip to ankle.
    private static Vec3 bent(Vec3 hip, Vec3 ankle) {
        Vec3 along = ankle.minus(hip);
        double d = Math.min(along.length(), 0.999 * (THIGH + SHANK));
        double a = (d * d + THIGH * THIGH - SHANK * SHANK) / (2 * d);
        Vec3 unit = along.normalized();
        Vec3 forward = Vec3.Y.cross(unit).negate().normalized();
        return hip.plusScaled(unit, a).plusScaled(forward, Math.sqrt(THIGH * THIGH - a * a));
    }

    private static void put(double[] out, KeyPoint left, int side, Vec3 p) {
        p.into(out, 3 * (left.ordinal() + side));
    }
}
