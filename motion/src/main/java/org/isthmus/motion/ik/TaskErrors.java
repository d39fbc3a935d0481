package org.isthmus.motion.ik;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quaternions;
import org.isthmus.core.math.Trigonometry;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.numeric.LeastSquares;

/// How far frames are from their targets, and how that changes with the coordinates.
///
/// For each task in turn the residuals are the position's difference (m), and the rotation vector from target to frame,
/// or the difference of the z axes, times the task's `length`. Allocates nothing once made.
public final class TaskErrors implements LeastSquares.Problem {
    private final GroupKinematics kinematics;
    private final List<IkTask> tasks;
    private final int n;
    private final int m;
    /// [tasks][12] rotation row by row, position; world
    private final double[] target;
    /// [6][n]
    private final double[] full;
    /// [4] scratch: quaternion of a target
    private final double[] turn = new double[4];
    /// [9] and [3] scratch: rotation from target to frame, its rotation vector
    private final double[] turned = new double[9];
    private final double[] vector = new double[3];

    public TaskErrors(JointGroup group, List<IkTask> tasks) {
        this.tasks = List.copyOf(tasks);
        kinematics = new GroupKinematics(group, tasks.stream().map(IkTask::frame).toList());
        n = group.size();
        m = tasks.stream().mapToInt(task -> task.goal().rows()).sum();
        target = new double[12 * tasks.size()];
        full = new double[6 * n];
    }

    /// Where the frame of a task has to go; the rotation need not be of unit length.
    public void setTarget(int task, Pose pose) {
        int at = 12 * task;
        pose.rotation().into(turn, 0);
        Quaternions.normalize(turn, 0);
        Quaternions.toMatrix(turn, 0, target, at);
        pose.position().into(target, at + 9);
    }

    /// Places the frames of the tasks.
    public GroupKinematics kinematics() {
        return kinematics;
    }

    @Override
    public int unknowns() {
        return n;
    }

    @Override
    public int residuals() {
        return m;
    }

    @Override
    public void evaluate(double[] x, double[] r) {
        kinematics.compute(x);
        int row = 0;
        for (int t = 0; t < tasks.size(); t++) {
            IkTask task = tasks.get(t);
            if (task.goal().position) {
                for (int k = 0; k < 3; k++) {
                    r[row++] = kinematics.position(t, k) - target[12 * t + 9 + k];
                }
            }
            if (task.goal().turn == IkTask.Turn.AXIS) {
                for (int k = 0; k < 3; k++) {
                    r[row++] = task.length() * (kinematics.rotation(t, k, 2) - target[12 * t + 3 * k + 2]);
                }
            } else if (task.goal().turn == IkTask.Turn.FULL) {
                rotationVector(t);
                for (int k = 0; k < 3; k++) {
                    r[row++] = task.length() * vector[k];
                }
            }
        }
    }

    @Override
    public void linearize(double[] x, double[] r, double[] jacobian) {
        int row = 0;
        for (int t = 0; t < tasks.size(); t++) {
            IkTask task = tasks.get(t);
            kinematics.jacobian(t, full, 0);
            if (task.goal().position) {
                System.arraycopy(full, 0, jacobian, row * n, 3 * n);
                row += 3;
            }
            if (task.goal().turn == IkTask.Turn.AXIS) {
                axisRows(t, task.length(), jacobian, row);
                row += 3;
            } else if (task.goal().turn == IkTask.Turn.FULL) {
                rotationRows(task.length(), r, jacobian, row);
                row += 3;
            }
        }
    }

    /// `d(z) = ω × z`
    private void axisRows(int t, double length, double[] jacobian, int row) {
        double zx = length * kinematics.rotation(t, 0, 2);
        double zy = length * kinematics.rotation(t, 1, 2);
        double zz = length * kinematics.rotation(t, 2, 2);
        for (int i = 0; i < n; i++) {
            double wx = full[3 * n + i];
            double wy = full[4 * n + i];
            double wz = full[5 * n + i];
            jacobian[row * n + i] = wy * zz - wz * zy;
            jacobian[(row + 1) * n + i] = wz * zx - wx * zz;
            jacobian[(row + 2) * n + i] = wx * zy - wy * zx;
        }
    }

    /// `d(r) = J⁻¹(r) ω` with the left Jacobian of SO(3) (Barfoot, State Estimation for Robotics, eq. 7.77).
    private void rotationRows(double length, double[] r, double[] jacobian, int row) {
        double rx = r[row] / length;
        double ry = r[row + 1] / length;
        double rz = r[row + 2] / length;
        double square = rx * rx + ry * ry + rz * rz;
        double angle = Math.sqrt(square);
        double c = angle < 1e-3 ? 1.0 / 12 + square / 720
                : (1 - angle / 2 * Trigonometry.cos(angle / 2) / Trigonometry.sin(angle / 2)) / square;
        for (int i = 0; i < n; i++) {
            double wx = full[3 * n + i];
            double wy = full[4 * n + i];
            double wz = full[5 * n + i];
            double ux = ry * wz - rz * wy;
            double uy = rz * wx - rx * wz;
            double uz = rx * wy - ry * wx;
            jacobian[row * n + i] = length * (wx - ux / 2 + c * (ry * uz - rz * uy));
            jacobian[(row + 1) * n + i] = length * (wy - uy / 2 + c * (rz * ux - rx * uz));
            jacobian[(row + 2) * n + i] = length * (wz - uz / 2 + c * (rx * uy - ry * ux));
        }
    }

    /// The rotation vector from the target to frame `t`, in the world.
    private void rotationVector(int t) {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += kinematics.rotation(t, i, k) * target[12 * t + 3 * j + k];
                }
                turned[3 * i + j] = sum;
            }
        }
        double x = (turned[7] - turned[5]) / 2;
        double y = (turned[2] - turned[6]) / 2;
        double z = (turned[3] - turned[1]) / 2;
        double sine = Math.sqrt(x * x + y * y + z * z);
        double cosine = (turned[0] + turned[4] + turned[8] - 1) / 2;
        if (cosine < -0.99) {
            nearHalfTurn(sine, cosine, x, y, z);
        } else {
            double scale = sine < 1e-12 ? 1 : StrictMath.atan2(sine, cosine) / sine;
            vector[0] = scale * x;
            vector[1] = scale * y;
            vector[2] = scale * z;
        }
    }

    /// There the axis comes from the symmetric part, `R + Rᵀ = 2 cos I + 2 (1 − cos) a aᵀ`, by its largest column.
    private void nearHalfTurn(double sine, double cosine, double x, double y, double z) {
        int k = turned[0] >= turned[4] && turned[0] >= turned[8] ? 0 : turned[4] >= turned[8] ? 1 : 2;
        double length = 0;
        for (int i = 0; i < 3; i++) {
            vector[i] = (turned[3 * i + k] + turned[3 * k + i]) / 2 - (i == k ? cosine : 0);
            length += vector[i] * vector[i];
        }
        double toward = vector[0] * x + vector[1] * y + vector[2] * z;
        double scale = StrictMath.atan2(sine, cosine) / Math.sqrt(length) * (toward < 0 ? -1 : 1);
        for (int i = 0; i < 3; i++) {
            vector[i] *= scale;
        }
    }

    @Override
    public boolean isSolved(double[] r) {
        int row = 0;
        for (int t = 0; t < tasks.size(); t++) {
            IkTask task = tasks.get(t);
            if (task.goal().position) {
                if (!(norm(r, row) <= task.positionTolerance())) { // nor are positions that are no numbers met
                    return false;
                }
                row += 3;
            }
            if (task.goal().turn != IkTask.Turn.NONE) {
                if (!(norm(r, row) <= task.length() * task.rotationTolerance())) {
                    return false;
                }
                row += 3;
            }
        }
        return true;
    }

    private static double norm(double[] r, int row) {
        return Math.sqrt(r[row] * r[row] + r[row + 1] * r[row + 1] + r[row + 2] * r[row + 2]);
    }
}
