package org.isthmus.motion.ik;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.numeric.BoxQp;

/// Follows moving targets in small steps of time, within limits of position, speed and acceleration.
///
/// Each step solves `min ½ |r + J d|² + ½ μ |d|² + ½ ν |x + d − x₀|²` over steps `d` within the limits, as one [BoxQp]:
/// exact, never infeasible (where limits of speed and acceleration exclude each other, speed and position win), a few
/// µs. Near singularities the damping `μ` keeps steps short. Allocates nothing.
public final class DifferentialIk {
    /// @param damping μ, in the units of the tasks' squares per rad²: 1e-6 keeps 1 µm per mrad
    /// @param posture ν, how much the coordinates are drawn towards `x₀`; 0: not at all
    /// @param acceleration greatest, of all coordinates, rad/s² or m/s²; ∞: no limit
    public record Options(double damping, double posture, double acceleration) {
        public static final Options DEFAULT = new Options(1e-6, 0, Double.POSITIVE_INFINITY);
    }

    private final JointGroup group;
    private final Options options;
    private final TaskErrors errors;
    private final int n;
    private final int m;
    private final double[] r;
    private final double[] jacobian;
    private final double[] h;
    private final double[] g;
    private final double[] low;
    private final double[] high;
    private final double[] step;
    private final double[] rest;
    private final double[] speed;
    private final BoxQp qp;

    /// @param posture [n] `x₀`
    public DifferentialIk(JointGroup group, List<IkTask> tasks, double[] posture, Options options) {
        this.group = group;
        this.options = options;
        errors = new TaskErrors(group, tasks);
        n = group.size();
        m = errors.residuals();
        r = new double[m];
        jacobian = new double[m * n];
        h = new double[n * n];
        g = new double[n];
        low = new double[n];
        high = new double[n];
        step = new double[n];
        rest = posture.clone();
        speed = new double[n];
        qp = new BoxQp(n);
    }

    public void setTarget(int task, Pose pose) {
        errors.setTarget(task, pose);
    }

    /// Forgets the speed of the last step.
    public void stop() {
        Arrays.fill(speed, 0);
    }

    /// Moves `x` towards the targets for `dt` seconds.
    ///
    /// @param x [n] in and out, within limits
    /// @return whether the targets are met at the start of this step
    public boolean step(double[] x, double dt) {
        errors.evaluate(x, r);
        boolean met = errors.isSolved(r);
        errors.linearize(x, r, jacobian);
        program(x);
        for (int i = 0; i < n; i++) {
            bound(i, x[i], dt);
            step[i] = 0;
        }
        qp.solve(h, g, low, high, step);
        for (int i = 0; i < n; i++) {
            double next = Math.min(Math.max(x[i] + step[i], group.lower().get(i)), group.upper().get(i));
            speed[i] = (next - x[i]) / dt;
            x[i] = next;
        }
        return met;
    }

    private void program(double[] x) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? options.damping + options.posture : 0;
                for (int row = 0; row < m; row++) {
                    sum += jacobian[row * n + i] * jacobian[row * n + j];
                }
                h[i * n + j] = sum;
                h[j * n + i] = sum;
            }
            g[i] = options.posture * (x[i] - rest[i]);
            for (int row = 0; row < m; row++) {
                g[i] += jacobian[row * n + i] * r[row];
            }
        }
    }

    /// Limits of one coordinate's step.
    private void bound(int i, double x, double dt) {
        double most = group.velocity().get(i) * dt;
        double change = options.acceleration * dt * dt;
        low[i] = Math.max(group.lower().get(i) - x, -most);
        high[i] = Math.min(group.upper().get(i) - x, most);
        // Brake in time: at the limit the speed must be 0, v² ≤ 2 a · (room left).
        double brakeDown = brake(x - group.lower().get(i), dt);
        double brakeUp = brake(group.upper().get(i) - x, dt);
        double last = speed[i] * dt;
        low[i] = Math.min(Math.max(low[i], Math.max(-brakeDown, last - change)), high[i]);
        high[i] = Math.max(Math.min(high[i], Math.min(brakeUp, last + change)), low[i]);
    }

    /// The longest step after which the acceleration limit still allows stopping within `room`.
    private double brake(double room, double dt) {
        double a = options.acceleration;
        if (a == Double.POSITIVE_INFINITY || room == Double.POSITIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        // v dt + v² / 2a = room
        double v = a * (Math.sqrt(dt * dt + 2 * Math.max(0, room) / a) - dt);
        return v * dt;
    }
}
