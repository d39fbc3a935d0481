package org.isthmus.physics.physx;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.dynamics.LinkTree;

/// A free joint's numbers, MuJoCo's and PhysX's: MuJoCo has the velocity of the body's origin and turns in the body's axes, PhysX that of
/// the centre of mass and turns in the world's.
final class FreeMotion {
    private final int qposAdr;
    private final int dofAdr;
    private final boolean isDamped;
    /// centre of mass in the link's frame, m
    Vec3 center = Vec3.ZERO;
    /// [3] scratch: from the origin to the centre of mass, angular velocity, a product
    private final double[] arm = new double[3];
    private final double[] turn = new double[3];
    private final double[] cross = new double[3];

    /// @param isDamped whether the model's dampers are on
    FreeMotion(LinkTree.Link link, boolean isDamped) {
        this.isDamped = isDamped;
        qposAdr = link.qposAdr();
        dofAdr = link.dofAdr();
    }

    Pose pose(double[] state, int qpos) {
        return new Pose(Vec3.of(state, qpos + qposAdr), Quat.of(state, qpos + qposAdr + 3).normalized());
    }

    /// Angular velocity, world axes.
    Vec3 angular(double[] state, int qpos, int qvel) {
        return pose(state, qpos).rotation().rotate(Vec3.of(state, qvel + dofAdr + 3));
    }

    /// Velocity of the centre of mass, world axes.
    Vec3 linear(double[] state, int qpos, int qvel) {
        Vec3 arm = pose(state, qpos).rotation().rotate(center);
        return Vec3.of(state, qvel + dofAdr).plus(angular(state, qpos, qvel).cross(arm));
    }

    /// Takes motion out of PhysX's memory.
    ///
    /// @param transform address of the link's pose
    /// @param linear address of the velocity of the centre of mass
    /// @param angular address of the angular velocity
    void take(long transform, long linear, long angular, double[] state, int qpos, int qvel) {
        int q = qpos + qposAdr;
        double length = 0;
        for (int k = 0; k < 4; k++) {
            // PhysX has the real part last
            double part = Native.get(transform, (k + 3) % 4);
            state[q + 3 + k] = part;
            length += part * part;
        }
        length = Math.sqrt(length);
        for (int k = 0; k < 4; k++) {
            state[q + 3 + k] /= length;
        }
        arm[0] = center.x();
        arm[1] = center.y();
        arm[2] = center.z();
        rotate(state, q + 3, 1, arm);
        for (int k = 0; k < 3; k++) {
            state[q + k] = Native.get(transform, Native.POSITION + k);
            turn[k] = Native.get(angular, k);
        }
        for (int k = 0; k < 3; k++) {
            int next = (k + 1) % 3;
            int last = (k + 2) % 3;
            state[qvel + dofAdr + k] = Native.get(linear, k) - (turn[next] * arm[last] - turn[last] * arm[next]);
        }
        rotate(state, q + 3, -1, turn);
        System.arraycopy(turn, 0, state, qvel + dofAdr + 3, 3);
    }

    /// Turns a vector by a unit quaternion, or back with a sign of −1: `v + 2w (u × v) + 2u × (u × v)`.
    private void rotate(double[] quat, int at, int sign, double[] v) {
        double w = quat[at];
        for (int k = 0; k < 3; k++) {
            cross[k] = sign
                    * (quat[at + 1 + (k + 1) % 3] * v[(k + 2) % 3] - quat[at + 1 + (k + 2) % 3] * v[(k + 1) % 3]);
        }
        for (int k = 0; k < 3; k++) {
            v[k] += 2 * (w * cross[k] + sign * (quat[at + 1 + (k + 1) % 3] * cross[(k + 2) % 3]
                    - quat[at + 1 + (k + 2) % 3] * cross[(k + 1) % 3]));
        }
    }

    /// Whether there are forces from outside or of damping.
    boolean isLoaded(WorldNumbers numbers, double[] state, int qvel, int applied) {
        for (int d = dofAdr; d < dofAdr + 6; d++) {
            if (force(numbers, state, qvel, applied, d) != 0) {
                return true;
            }
        }
        return false;
    }

    /// Forces from outside and of damping.
    ///
    /// @param force of the joint's terms: at the origin, world axes, N
    /// @param torque about the origin, body axes, N·m
    record Load(Vec3 force, Vec3 torque) {}

    Load load(WorldNumbers numbers, double[] state, int qvel, int applied) {
        double[] f = new double[6];
        for (int k = 0; k < f.length; k++) {
            f[k] = force(numbers, state, qvel, applied, dofAdr + k);
        }
        return new Load(Vec3.of(f, 0), Vec3.of(f, 3));
    }

    private double force(WorldNumbers numbers, double[] state, int qvel, int applied, int d) {
        double damping = isDamped ? numbers.get(Parameter.DOF_DAMPING, d) : 0;
        return state[applied + d] - damping * state[qvel + d];
    }

    /// The torque about the centre of mass, world axes.
    Vec3 torqueAtCenter(Load load, double[] state, int qpos) {
        Quat q = pose(state, qpos).rotation();
        return q.rotate(load.torque).minus(q.rotate(center).cross(load.force));
    }
}
