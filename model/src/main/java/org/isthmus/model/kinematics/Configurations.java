package org.isthmus.model.kinematics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.JointTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;

/// Moves through the configurations of a model.
public final class Configurations {
    /// Positions of free bodies and of slides without limits are within this of their reference, m.
    public static final double UNLIMITED_SLIDE = 1;

    private Configurations() {}

    /// Moves `qpos` along `qvel` for the time `dt`: quaternions turn by their body-fixed angular velocities (MuJoCo's
    /// `mj_integratePos`).
    ///
    /// @param qpos [nq], changed
    /// @param qvel [nv]
    public static void integrate(Model model, double[] qpos, double[] qvel, double dt) {
        JointTable joints = model.joints();
        for (int joint = 0; joint < model.sizes().njnt(); joint++) {
            int at = joints.qposAdr().get(joint);
            int dof = joints.dofAdr().get(joint);
            switch (JointType.values()[joints.type().get(joint)]) {
                case HINGE, SLIDE -> qpos[at] += dt * qvel[dof];
                case BALL -> turn(qpos, at, qvel, dof, dt);
                case FREE -> {
                    for (int k = 0; k < 3; k++) {
                        qpos[at + k] += dt * qvel[dof + k];
                    }
                    turn(qpos, at + 3, qvel, dof + 3, dt);
                }
            }
        }
    }

    private static void turn(double[] qpos, int at, double[] qvel, int dof, double dt) {
        Quat step = Quat.fromRotationVector(Vec3.of(qvel, dof).times(dt));
        Quat.of(qpos, at).times(step).normalized().into(qpos, at);
    }

    /// Moves `qpos` to the nearest configuration within the limits of each joint.
    ///
    /// @param qpos [nq], changed
    public static void clampToLimits(Model model, double[] qpos) {
        JointTable joints = model.joints();
        for (int joint = 0; joint < model.sizes().njnt(); joint++) {
            if (joints.limited().get(joint) == 0) {
                continue;
            }
            int at = joints.qposAdr().get(joint);
            double high = joints.range().get(2 * joint + 1);
            switch (JointType.values()[joints.type().get(joint)]) {
                case HINGE, SLIDE -> qpos[at] = Math.clamp(qpos[at], joints.range().get(2 * joint), high);
                case BALL -> within(Quat.of(qpos, at), high).into(qpos, at);
                case FREE -> {
                }
            }
        }
    }

    /// Joint positions within limits: uniform between the limits; where there are none, uniform over a turn or
    /// [#UNLIMITED_SLIDE]. Quaternions of free joints are uniform over all rotations; those of balls too, turned back
    /// to the limit where there is one.
    ///
    /// @return [nq]
    public static double[] random(Model model, RandomGenerator random) {
        double[] qpos = model.qpos0().toArray();
        for (int joint = 0; joint < model.sizes().njnt(); joint++) {
            set(model, joint, qpos, random);
        }
        return qpos;
    }

    private static void set(Model model, int joint, double[] qpos, RandomGenerator random) {
        JointTable joints = model.joints();
        int at = joints.qposAdr().get(joint);
        boolean limited = joints.limited().get(joint) != 0;
        double low = joints.range().get(2 * joint);
        double high = joints.range().get(2 * joint + 1);
        switch (JointType.values()[joints.type().get(joint)]) {
            case FREE -> {
                for (int k = 0; k < 3; k++) {
                    qpos[at + k] += random.nextDouble(-UNLIMITED_SLIDE, UNLIMITED_SLIDE);
                }
                rotation(random).into(qpos, at + 3);
            }
            case BALL -> within(rotation(random), limited ? high : Math.PI).into(qpos, at);
            case SLIDE -> qpos[at] = limited ? low + (high - low) * random.nextDouble()
                    : qpos[at] + random.nextDouble(-UNLIMITED_SLIDE, UNLIMITED_SLIDE);
            case HINGE -> qpos[at] = limited ? low + (high - low) * random.nextDouble()
                    : qpos[at] + random.nextDouble(-Math.PI, Math.PI);
        }
    }

    /// Uniform over all rotations: a normalised vector of four independent normal numbers.
    private static Quat rotation(RandomGenerator random) {
        double[] q = new double[4];
        Arrays.setAll(q, i -> random.nextGaussian());
        return Quat.of(q, 0).normalized();
    }

    private static Quat within(Quat rotation, double limit) {
        double angle = rotation.angleTo(Quat.IDENTITY);
        return angle <= limit ? rotation
                : Quat.fromRotationVector(rotation.toRotationVector().times(limit / angle));
    }
}
