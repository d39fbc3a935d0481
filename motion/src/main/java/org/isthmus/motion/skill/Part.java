package org.isthmus.motion.skill;

import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.trajectory.Trajectory;

/// The motion of an arm as a part of one of several arms.
///
/// @param index [n] of the arm's coordinates among all
record Part(Trajectory all, int[] index) implements Trajectory {
    static Part of(Trajectory all, JointGroup group, JointGroup arm) {
        return new Part(all, arm.names().stream().mapToInt(group.names()::indexOf).toArray());
    }

    @Override
    public int dimensions() {
        return index.length;
    }

    @Override
    public double duration() {
        return all.duration();
    }

    @Override
    public void sample(double time, int derivative, double[] out) {
        double[] x = all.at(time, derivative);
        for (int i = 0; i < index.length; i++) {
            out[i] = x[index[i]];
        }
    }
}
