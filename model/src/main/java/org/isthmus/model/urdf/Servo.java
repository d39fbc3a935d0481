package org.isthmus.model.urdf;

import java.util.Locale;

import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;

/// How a robot's joint is commanded, as an actuator of a scene.
///
/// With the reduction `n` of URDF, the motor turns `n` times as far as the joint and the joint gets `n` times the
/// motor's torque: MuJoCo's gear. Controls and forces are those of the motor.
///
/// URDF knows no gains. A position servo here answers an error of [#POSITION_ERROR] rad (or a tenth of that in m) at
/// the joint with the joint's effort limit, and is critically damped (damping ratio 1, from the inertia at `qpos0`); a
/// velocity servo answers an error of a tenth of the velocity limit so. Without those limits the effort is taken as
/// [#DEFAULT_EFFORT] and the velocity as [#DEFAULT_VELOCITY].
enum Servo {
    POSITION {
        @Override
        void fill(Actuator actuator, Joint joint, double n, double velocity) {
            double error = joint.type == JointType.HINGE ? POSITION_ERROR : POSITION_ERROR / 10;
            double kp = effort(joint) / (error * n * n);
            actuator.gainPrm[0] = kp;
            actuator.biasType = BiasType.AFFINE;
            actuator.biasPrm[1] = -kp;
            actuator.biasPrm[2] = 1; // positive: a damping ratio
            range(actuator.controlRange, joint.range[0] * n, joint.range[1] * n);
        }
    },
    VELOCITY {
        @Override
        void fill(Actuator actuator, Joint joint, double n, double velocity) {
            double kv = effort(joint) / ((velocity > 0 ? velocity : DEFAULT_VELOCITY) / 10 * n * n);
            actuator.gainPrm[0] = kv;
            actuator.biasType = BiasType.AFFINE;
            actuator.biasPrm[2] = -kv;
            range(actuator.controlRange, -velocity * n, velocity * n);
        }
    },
    EFFORT {
        @Override
        void fill(Actuator actuator, Joint joint, double n, double velocity) {
            range(actuator.controlRange, joint.actuatorForceRange[0] / n, joint.actuatorForceRange[1] / n);
        }
    };

    /// rad
    static final double POSITION_ERROR = 0.1;
    /// N·m or N
    static final double DEFAULT_EFFORT = 10;
    /// rad/s or m/s
    static final double DEFAULT_VELOCITY = 1;

    /// What an actuator of a scene is nearest to: a servo pulls its position or its velocity back, all else is a motor.
    static Servo of(Actuator actuator) {
        if (actuator.biasType == BiasType.AFFINE && actuator.biasPrm[1] != 0) {
            return POSITION;
        }
        return actuator.biasType == BiasType.AFFINE && actuator.biasPrm[2] != 0 ? VELOCITY : EFFORT;
    }

    /// The name of the interface in ROS 1.
    String hardwareInterface() {
        String word = name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        return word + "JointInterface";
    }

    /// Sets gain, bias and the range of the control.
    abstract void fill(Actuator actuator, Joint joint, double n, double velocity);

    /// @param reduction `n`, not 0
    /// @param velocity limit of the joint, or 0
    Actuator actuator(Joint joint, double reduction, double velocity) {
        Actuator actuator = new Actuator();
        actuator.target = joint.name;
        actuator.gear[0] = reduction;
        fill(actuator, joint, reduction, velocity);
        range(actuator.forceRange, joint.actuatorForceRange[0] / reduction, joint.actuatorForceRange[1] / reduction);
        return actuator;
    }

    /// Writes a range whose ends a negative factor may have swapped.
    private static void range(double[] range, double a, double b) {
        range[0] = Math.min(a, b);
        range[1] = Math.max(a, b);
    }

    private static double effort(Joint joint) {
        return joint.actuatorForceRange[1] > 0 ? joint.actuatorForceRange[1] : DEFAULT_EFFORT;
    }
}
