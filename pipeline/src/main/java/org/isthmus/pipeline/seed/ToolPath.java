package org.isthmus.pipeline.seed;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.task.solve.Way;

/// A way of the tool through poses, evenly.
final class ToolPath implements Way.Path {
    /// So many metres are as long as a radian.
    private static final double RADIAN = 0.1;

    private final List<Pose> poses;
    /// [poses] length of the way until there
    private final double[] until;

    /// @param poses at least one
    ToolPath(List<Pose> poses) {
        this.poses = List.copyOf(poses);
        until = new double[poses.size()];
        for (int i = 1; i < until.length; i++) {
            until[i] = until[i - 1] + length(poses.get(i - 1), poses.get(i));
        }
    }

    static double length(Pose a, Pose b) {
        return Math.max(a.position().distance(b.position()), RADIAN * a.rotation().angleTo(b.rotation()));
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
