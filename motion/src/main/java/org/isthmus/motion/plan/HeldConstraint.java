package org.isthmus.motion.plan;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.numeric.LeastSquares;

/// The pose of one frame in another.
///
/// Residuals: where the second frame is, less where the first would have it, m; the rotation vector from there to it, rad. Both
/// in the world's axes.
final class HeldConstraint implements Constraint, LeastSquares.Problem {
    private final GroupKinematics kinematics;
    private final Projection projection;
    private final Pose pose;
    private final int n;
    private final double position;
    private final double rotation;
    /// [6] residual: m, then rad
    private final double[] r = new double[6];
    /// [6][n] Jacobians of the first and the second frame, world frame
    private final double[] first;
    private final double[] second;

    HeldConstraint(JointGroup group, Frame first, Frame second, Pose pose, double position, double rotation) {
        this.pose = pose;
        this.position = position;
        this.rotation = rotation;
        kinematics = new GroupKinematics(group, first, second);
        n = group.size();
        this.first = new double[6 * n];
        this.second = new double[6 * n];
        projection = new Projection(group, this);
    }

    @Override
    public double violation(double[] x) {
        evaluate(x, r);
        return Math.max(Math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]) / position,
                Math.sqrt(r[3] * r[3] + r[4] * r[4] + r[5] * r[5]) / rotation);
    }

    @Override
    public boolean project(double[] x) {
        return projection.project(x);
    }

    @Override
    public int unknowns() {
        return n;
    }

    @Override
    public int residuals() {
        return 6;
    }

    @Override
    public void evaluate(double[] x, double[] residuals) {
        kinematics.compute(x);
        Pose wanted = kinematics.pose(0).times(pose);
        Pose is = kinematics.pose(1);
        is.position().minus(wanted.position()).into(residuals, 0);
        rotationVector(is.rotation().times(wanted.rotation().conjugate())).into(residuals, 3);
    }

    private static Vec3 rotationVector(Quat q) {
        Vec3 v = new Vec3(q.x(), q.y(), q.z());
        double sine = v.length();
        double sign = q.w() < 0 ? -1 : 1;
        return sine == 0 ? Vec3.ZERO : v.times(sign * 2 * StrictMath.atan2(sine, sign * q.w()) / sine);
    }

    /// The second frame's own motion less that of a point fixed to the first; turns to first order, exact where the constraint holds.
    @Override
    public void linearize(double[] x, double[] residuals, double[] jacobian) {
        kinematics.jacobian(0, first, 0);
        kinematics.jacobian(1, second, 0);
        Vec3 arm = kinematics.pose(0).rotation().rotate(pose.position());
        for (int i = 0; i < n; i++) {
            Vec3 turn = new Vec3(first[3 * n + i], first[4 * n + i], first[5 * n + i]);
            Vec3 carried = turn.cross(arm);
            for (int k = 0; k < 3; k++) {
                jacobian[k * n + i] = second[k * n + i] - first[k * n + i] - carried.get(k);
                jacobian[(3 + k) * n + i] = second[(3 + k) * n + i] - first[(3 + k) * n + i];
            }
        }
    }
}
