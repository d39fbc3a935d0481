package org.isthmus.motion.skill;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.Transmission;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.motion.trajectory.Trajectory;
import org.isthmus.physics.Dynamics;

/// Which controls move the position servos of an arm with a gripper along a motion.
///
/// A servo gives `k·(u − q) − d·q̇`; alone it sags under its load and lags behind. So the torque `τ` that the motion needs
/// (inverse dynamics) is put into its command: `u = q + (τ + d·q̇)/k`. What the gripper holds is not known to it.
public final class ServoArm {
    /// Of a tendon's path ([org.isthmus.model.compiled.WrapTable]).
    private static final int JOINT_WRAP = 1;

    private final RobotGripper gripper;
    private final JointGroup arm;
    private final Dynamics dynamics;
    /// [n] actuators of the arm, their stiffness and damping, N·m/rad and N·m·s/rad (N/m and N·s/m of slides)
    private final int[] servo;
    private final double[] stiffness;
    private final double[] damping;
    /// The jaw's actuators, commanded by its coordinate.
    private final int[] jaw;

    /// @param dynamics of the gripper's model
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when a joint of the arm has no position servo, or the jaw no
    /// actuator
    public ServoArm(RobotGripper gripper, Dynamics dynamics) {
        this.gripper = gripper;
        this.dynamics = dynamics;
        arm = gripper.arm();
        servo = new int[arm.size()];
        stiffness = new double[arm.size()];
        damping = new double[arm.size()];
        Arrays.fill(servo, -1);
        Model model = arm.model();
        ActuatorTable actuators = model.actuators();
        for (int a = 0; a < model.sizes().nu(); a++) {
            int actuator = a;
            arm.followers().stream()
                    .filter(f -> f.gain() == 1 && f.offset() == 0 && isServo(model, actuator, f.joint()))
                    .forEach(f -> {
                        servo[f.coordinate()] = actuator;
                        stiffness[f.coordinate()] = -actuators.biasPrm().get(10 * actuator + 1);
                        damping[f.coordinate()] = -actuators.biasPrm().get(10 * actuator + 2);
                    });
        }
        jaw = jaw(model);
        check();
    }

    static boolean isServo(Model model, int actuator, int joint) {
        ActuatorTable table = model.actuators();
        return table.trnType().get(actuator) == Transmission.JOINT.ordinal() && table.trnId().get(2 * actuator) == joint
                && table.biasType().get(actuator) == BiasType.AFFINE.ordinal()
                && table.gainPrm().get(10 * actuator) > 0
                && table.biasPrm().get(10 * actuator + 1) == -table.gainPrm().get(10 * actuator);
    }

    /// Actuators of the jaw's joints, or of a tendon through them.
    private int[] jaw(Model model) {
        return IntStream.range(0, model.sizes().nu()).filter(a -> gripper.jawGroup().followers().stream()
                .anyMatch(f -> isServo(model, a, f.joint()) || pulls(model, a, f.joint()))).toArray();
    }

    private static boolean pulls(Model model, int actuator, int joint) {
        ActuatorTable table = model.actuators();
        if (table.trnType().get(actuator) != Transmission.TENDON.ordinal()) {
            return false;
        }
        int tendon = table.trnId().get(2 * actuator);
        int first = model.tendons().adr().get(tendon);
        return IntStream.range(first, first + model.tendons().num().get(tendon))
                .anyMatch(w -> model.wraps().type().get(w) == JOINT_WRAP
                        && model.wraps().objId().get(w) == joint);
    }

    private void check() {
        Diagnostics diagnostics = new Diagnostics();
        for (int i = 0; i < servo.length; i++) {
            if (servo[i] < 0) {
                diagnostics.error(SourceLocation.UNKNOWN, "joint '" + arm.names().get(i) + "' has no position servo",
                        "an actuator with gain k and bias 0, −k, −d", "add <position joint=\"" + arm.names().get(i)
                                + "\" kp=… kv=…/>");
            }
        }
        if (jaw.length == 0) {
            diagnostics.error(SourceLocation.UNKNOWN, "the jaw has no actuator",
                    "position servos of its joints, or one of a tendon through them", "");
        }
        diagnostics.throwIfErrors();
    }

    public RobotGripper gripper() {
        return gripper;
    }

    /// [n] actuators of the arm's coordinates.
    int servo(int coordinate) {
        return servo[coordinate];
    }

    int[] jaw() {
        return jaw;
    }

    /// The force of a jaw's servo for each metre or radian that its command is ahead.
    double jawStiffness() {
        return arm.model().actuators().gainPrm().get(10 * jaw[0]);
    }

    /// The controls along a motion: each holds for one period, and is right in its middle.
    ///
    /// @param qpos [nq] where everything else is
    /// @return [ceil(duration / period) + 1][n]; the last holds the end
    public double[][] controls(Trajectory motion, double period, double[] qpos) {
        int count = (int) Math.ceil(motion.duration() / period - 1e-9) + 1;
        int n = arm.size();
        int nq = arm.model().sizes().nq();
        int nv = arm.model().sizes().nv();
        double[] q = new double[count * nq];
        double[] v = new double[count * nv];
        double[] a = new double[count * nv];
        double[] forces = new double[count * nv];
        double[][] out = new double[count][n];
        double[] row = qpos.clone();
        for (int k = 0; k < count; k++) {
            double time = k == count - 1 ? motion.duration() : (k + 0.5) * period;
            boolean moves = k < count - 1 && time < motion.duration();
            out[k] = motion.at(time, 0);
            arm.toQpos(out[k], row);
            System.arraycopy(row, 0, q, k * nq, nq);
            spread(motion, time, 1, moves, v, k * nv);
            spread(motion, time, 2, moves, a, k * nv);
        }
        dynamics.inverse(count, q, v, a, forces);
        for (int k = 0; k < count; k++) {
            for (JointGroup.Follower f : arm.followers()) {
                int dof = k * nv + arm.model().joints().dofAdr().get(f.joint());
                int c = f.coordinate();
                out[k][c] += (forces[dof] + damping[c] * v[dof]) / stiffness[c];
            }
        }
        return out;
    }

    private void spread(Trajectory motion, double time, int derivative, boolean moves, double[] out, int at) {
        double[] x = motion.at(time, derivative);
        for (JointGroup.Follower f : arm.followers()) {
            out[at + arm.model().joints().dofAdr().get(f.joint())] = moves ? f.gain() * x[f.coordinate()] : 0;
        }
    }
}
