package org.isthmus.model.kinematics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import org.isthmus.core.math.Quat;
import org.isthmus.model.compiled.JointTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;

/// Random configurations of a model, for tests and comparisons.
public final class Configurations {
    /// Positions of free bodies and of slides without limits are within this of their reference, m.
    public static final double UNLIMITED_SLIDE = 1;

    private Configurations() {}

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
