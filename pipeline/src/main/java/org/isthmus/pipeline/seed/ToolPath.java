package org.isthmus.pipeline.seed;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.task.solve.Way;

/// A way of the tool through poses, evenly.
final class ToolPath implements Way.Path {
    /// So many metres are as long as a radian: of ways that turn little.
    private static final double RADIAN = 0.1;
    /// Of ways that turn as they like: about as far as the tool goes while it turns by a radian.
    static final double TURNING = 0.25;

    private final List<Pose> poses;
    /// [poses] length of the way until there
    private final double[] until;

    /// @param poses at least one
    ToolPath(List<Pose> poses) {
        this(poses, RADIAN);
    }

    /// @param radian how many metres are as long as a radian
    ToolPath(List<Pose> poses, double radian) {
        this.poses = List.copyOf(poses);
        until = new double[poses.size()];
        for (int i = 1; i < until.length; i++) {
            until[i] = until[i - 1] + length(poses.get(i - 1), poses.get(i), radian);
        }
    }

    static double length(Pose a, Pose b) {
        return length(a, b, RADIAN);
    }

    private static double length(Pose a, Pose b, double radian) {
        return Math.max(a.position().distance(b.position()), radian * a.rotation().angleTo(b.rotation()));
    }

    Pose end() {
        return poses.getLast();
    }

    double length() {
        return until[until.length - 1];
    }

    @Override
    public Pose at(double share) {
        double wanted = share * length();
        int i = 1;
        while (i < until.length - 1 && until[i] < wanted) {
            i++;
        }
        if (i >= until.length || until[i] <= until[i - 1]) {
            return poses.getLast();
        }
        double part = Math.clamp((wanted - until[i - 1]) / (until[i] - until[i - 1]), 0.0, 1.0);
        return Way.straight(poses.get(i - 1), poses.get(i)).at(part);
    }
}
