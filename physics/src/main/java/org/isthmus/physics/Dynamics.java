package org.isthmus.physics;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;

/// Kinematics and dynamics of many configurations at once, beside the worlds that are stepped: for planning and control. Configurations
/// may come from anywhere, those of worlds by [WorldBatch#read].
///
/// All numbers are the model's; mocap bodies are where the model has them; constraints and contacts do not count. Kernels are made when a
/// query is first asked, after that nothing is allocated. Not safe for several threads; uses the pool it was made with.
///
/// | array | shape | what |
/// |---|---|---|
/// | `qpos` | [count][nq] | m, rad, quaternions, which need not be of unit length |
/// | `qvel` | [count][nv] | m/s, rad/s |
/// | `qacc` | [count][nv] | m/s², rad/s² |
public interface Dynamics {
    Model model();

    /// Mass matrices, rotor inertias included.
    ///
    /// @param out [count][nv][nv]
    void massMatrix(int count, double[] qpos, double[] out);

    /// Forces that gravity and velocities need: MuJoCo's `qfrc_bias`.
    ///
    /// @param out [count][nv] N, N·m
    void bias(int count, double[] qpos, double[] qvel, double[] out);

    /// Forces of springs, dampers, a medium and gravity compensation: MuJoCo's `qfrc_passive`.
    ///
    /// @param out [count][nv] N, N·m
    void passive(int count, double[] qpos, double[] qvel, double[] out);

    /// Inverse dynamics: the forces that must be added to get the accelerations, `M(q)·a + bias(q, v) − passive(q, v)`. By recursive
    /// Newton-Euler, without the mass matrix.
    ///
    /// @param out [count][nv] N, N·m
    void inverse(int count, double[] qpos, double[] qvel, double[] qacc, double[] out);

    /// Poses of a frame in the world.
    ///
    /// @param out [count][7] position in m, unit quaternion (w, x, y, z)
    void pose(Frame frame, int count, double[] qpos, double[] out);

    /// Jacobians of a frame: what velocities make of its origin's velocity (3 rows, m/s) and its angular velocity (3 rows, rad/s), both
    /// in world axes.
    ///
    /// @param out [count][6][nv]
    void jacobian(Frame frame, int count, double[] qpos, double[] out);

    /// A frame that is fixed to a body.
    record Frame(int body, Pose inBody) {
        /// A body's own frame.
        public static Frame ofBody(int body) {
            return new Frame(body, Pose.IDENTITY);
        }

        /// The frame of a site.
        public static Frame ofSite(Model model, int site) {
            return new Frame(model.sites().bodyId().get(site),
                    new Pose(model.sites().pos().vec3(site), model.sites().quat().quat(site)));
        }
    }
}
