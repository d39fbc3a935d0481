package org.isthmus.motion.kinematics;

import org.isthmus.core.math.Vec3;
import org.isthmus.motion.numeric.LowDiscrepancy;

/// Where a frame gets when the group's coordinates take evenly spread values within their limits.
///
/// @param configurations [count][n]
/// @param positions [count] of the frame in the world, m
/// @param manipulability [count] Yoshikawa's measure of positions
public record Workspace(double[][] configurations, Vec3[] positions, double[] manipulability) {
    /// Range that stands in for a missing limit: a turn about the middle, or a metre, to either side.
    private static final double UNLIMITED_TURN = Math.PI;

    /// Samples a group of at most [LowDiscrepancy#MAX_DIMENSIONS] coordinates.
    public static Workspace sample(JointGroup group, Frame frame, LowDiscrepancy sequence, int count) {
        GroupKinematics kinematics = new GroupKinematics(group, frame);
        double[][] configurations = new double[count][];
        Vec3[] positions = new Vec3[count];
        double[] manipulability = new double[count];
        for (int i = 0; i < count; i++) {
            configurations[i] = configuration(group, sequence, i);
            kinematics.compute(configurations[i]);
            positions[i] = kinematics.position(0);
            manipulability[i] = Manipulability.of(kinematics, 0, 0).yoshikawa();
        }
        return new Workspace(configurations, positions, manipulability);
    }

    /// Point `index` of the sequence, scaled to the group's limits; without a limit, half a turn (or 3.14 m) around
    /// rest.
    public static double[] configuration(JointGroup group, LowDiscrepancy sequence, long index) {
        double[] x = group.middle();
        for (int i = 0; i < x.length; i++) {
            double low = Double.isFinite(group.lower().get(i)) ? group.lower().get(i) : x[i] - UNLIMITED_TURN;
            double high = Double.isFinite(group.upper().get(i)) ? group.upper().get(i) : x[i] + UNLIMITED_TURN;
            double t = sequence.get(index, i % LowDiscrepancy.MAX_DIMENSIONS);
            x[i] = low + t * (high - low);
        }
        return x;
    }

    /// The smallest corner of the box around all positions.
    public Vec3 min() {
        Vec3 min = positions[0];
        for (Vec3 p : positions) {
            min = min.min(p);
        }
        return min;
    }

    /// The largest corner of the box around all positions.
    public Vec3 max() {
        Vec3 max = positions[0];
        for (Vec3 p : positions) {
            max = max.max(p);
        }
        return max;
    }

    /// The greatest distance of a position from a point, such as the shoulder.
    public double reach(Vec3 from) {
        double reach = 0;
        for (Vec3 p : positions) {
            reach = Math.max(reach, p.distance(from));
        }
        return reach;
    }
}
