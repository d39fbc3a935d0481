package org.isthmus.motion.ik;

import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.kinematics.Manipulability;

/// What a solution should be like where tasks leave freedom: the smaller the value, the better.
@FunctionalInterface
public interface Objective {
    /// The value at `x`. May move the kinematics, whose frames are those of the tasks.
    double value(double[] x, GroupKinematics kinematics);

    /// The derivative at `x`, by central differences unless overridden.
    ///
    /// @param gradient [n] out
    default void gradient(double[] x, GroupKinematics kinematics, double[] gradient) {
        double[] y = x.clone();
        double h = 1e-5;
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] + h;
            double above = value(y, kinematics);
            y[i] = x[i] - h;
            gradient[i] = (above - value(y, kinematics)) / (2 * h);
            y[i] = x[i];
        }
    }

    /// Nearness to a posture: half the squared distance.
    ///
    /// @param posture [n]
    static Objective posture(double[] posture) {
        double[] to = posture.clone();
        return (x, kinematics) -> {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += (x[i] - to[i]) * (x[i] - to[i]);
            }
            return sum / 2;
        };
    }

    /// Distance from limits: half the squares of the places within the ranges, −1 at the lower end to 1 at the upper.
    static Objective centring(JointGroup group) {
        return (x, kinematics) -> {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double half = (group.upper().get(i) - group.lower().get(i)) / 2;
                double t = Double.isFinite(half) && half > 0 ? (x[i] - group.lower().get(i)) / half - 1 : 0;
                sum += t * t;
            }
            return sum / 2;
        };
    }

    /// Distance from singularities of the first task's frame: minus Yoshikawa's measure.
    ///
    /// @param length m that a radian counts as; 0: positions only
    static Objective manipulability(double length) {
        return (x, kinematics) -> {
            kinematics.compute(x);
            return -Manipulability.of(kinematics, 0, length).yoshikawa();
        };
    }
}
