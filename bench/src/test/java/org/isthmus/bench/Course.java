package org.isthmus.bench;

import java.util.Arrays;

import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.physics.mujoco.MujocoSimulation;

/// What happens in a scene from its first keyframe (or reference) on.
///
/// @param qpos [steps + 1][nq]
/// @param qvel [nv] at the end
record Course(double[][] qpos, double[] qvel) {
    /// What drives a scene.
    @FunctionalInterface
    interface Drive {
        /// @param ctrl [nu] changed; at first those of the keyframe
        /// @param mocap [nmocap][7] changed; at first the model's
        void at(double time, double[] ctrl, double[] mocap);
    }

    static Course ours(Twins twins, String engine, double[] start, int steps, Drive drive) {
        WorldBatch world = twins.worlds(engine, 1);
        Twins.set(world, 0, Quantity.QPOS, start);
        double[] ctrl = controls(twins.model);
        double[] mocap = Twins.numbers(world, 0, Quantity.MOCAP);
        double[][] qpos = new double[steps + 1][];
        qpos[0] = Twins.numbers(world, 0, Quantity.QPOS);
        for (int k = 0; k < steps; k++) {
            drive.at(k * twins.model.options().timestep, ctrl, mocap);
            Twins.set(world, 0, Quantity.CTRL, ctrl);
            Twins.set(world, 0, Quantity.MOCAP, mocap);
            world.step(1);
            qpos[k + 1] = Twins.numbers(world, 0, Quantity.QPOS);
        }
        return new Course(qpos, Twins.numbers(world, 0, Quantity.QVEL));
    }

    static Course theirs(Twins twins, double[] start, int steps, Drive drive) {
        MujocoSimulation mujoco = twins.mujoco;
        mujoco.start(start);
        double[] ctrl = controls(twins.model);
        double[] mocap = mujoco.get(Quantity.MOCAP);
        double[][] qpos = new double[steps + 1][];
        qpos[0] = mujoco.get(Quantity.QPOS);
        for (int k = 0; k < steps; k++) {
            drive.at(k * twins.model.options().timestep, ctrl, mocap);
            mujoco.set(Quantity.CTRL, ctrl);
            mujoco.set(Quantity.MOCAP, mocap);
            mujoco.step(1);
            qpos[k + 1] = mujoco.get(Quantity.QPOS);
        }
        return new Course(qpos, mujoco.get(Quantity.QVEL));
    }

    /// Positions of the first keyframe, or the reference: [nq].
    static double[] start(Model model) {
        return model.sizes().nkey() > 0 ? model.keyframes().qpos().slice(0, model.sizes().nq())
                : model.qpos0().toArray();
    }

    private static double[] controls(Model model) {
        int nu = model.sizes().nu();
        return model.sizes().nkey() > 0 ? model.keyframes().ctrl().slice(0, nu) : new double[nu];
    }

    /// The first step after which a position differs by more than that; the number of steps where none does.
    int stepsWithin(double distance, Course other) {
        for (int k = 0; k < qpos.length; k++) {
            if (distance(other, k) > distance) {
                return k - 1;
            }
        }
        return qpos.length - 1;
    }

    /// The largest difference of positions after so many steps, m or rad.
    double distance(Course other, int step) {
        double largest = 0;
        for (int i = 0; i < qpos[step].length; i++) {
            largest = Math.max(largest, Math.abs(qpos[step][i] - other.qpos[step][i]));
        }
        return largest;
    }

    double[] end() {
        return qpos[qpos.length - 1];
    }

    /// Largest speed at the end, m/s or rad/s.
    double speed() {
        return Arrays.stream(qvel).map(Math::abs).max().orElse(0);
    }
}
