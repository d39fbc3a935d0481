package org.isthmus.physics.physx;

import java.util.Arrays;

import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.TendonTable;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.model.scene.Transmission;
import org.isthmus.physics.Parameter;

/// Forces of actuators, springs and dampers of one world in MuJoCo's terms, as drives that PhysX takes implicitly.
///
/// All these forces are affine in position and velocity, `f = f₀ − K (q − q₀) − D (v − v₀)` about the present state, as long as no clamp holds;
/// what a clamp holds is constant. A drive of PhysX is `K (q* − q) − D v`. So each degree of freedom gets the sum of all `K` and `D`, a target
/// `q* = q₀ + (f₀ + D v₀) / K` for those that have some `K`, and the rest as a force. An actuator of several joints (a fixed tendon's)
/// couples them; its `K` is lumped, `|cᵢ| Σ|cⱼ|`, which is exact where the joints move together and too stiff in a step, not in the end,
/// where they do not.
final class JointForces {
    private static final double MIN_VALUE = 1e-15;

    private final Model model;
    private final ActuatorTable table;
    private final WorldNumbers numbers;
    private final boolean isActuated;
    private final boolean isSprung;
    private final boolean isDamped;
    private final boolean clampsControls;
    /// [nu] whether its group is switched off
    private final boolean[] isDisabled;
    /// [nu]
    private final DynType[] dynamics;
    /// [nu], [ntendon] what is pulled
    private final Pull[] actuators;
    private final Pull[] tendons;
    /// [nv] damping that actuators add to their joints
    private final double[] addedDamping;

    /// [nv] what a drive is: stiffness, damping, target position (in `qpos`'s terms), force besides
    final double[] stiffness;
    final double[] damping;
    final double[] target;
    final double[] force;
    /// [nu] actuator forces, clamped
    final double[] actuatorForce;
    /// [na] activations after a step
    final double[] nextAct;

    /// [nv] of what has stiffness: force now, and its own stiffness and damping; of what has none: force now, damping
    private final double[] springForce;
    private final double[] springStiffness;
    private final double[] springDamping;
    private final double[] otherForce;
    private final double[] otherDamping;

    /// What an actuator or tendon pulls: hinges and slides, each by a factor.
    ///
    /// @param dofs [n]
    /// @param qpos [n]
    /// @param factors [n] derivative of the length by the position
    private record Pull(int[] dofs, int[] qpos, double[] factors) {
        static final Pull NOTHING = new Pull(new int[0], new int[0], new double[0]);

        double length(double[] state, int at) {
            double sum = 0;
            for (int i = 0; i < dofs.length; i++) {
                sum += factors[i] * state[at + qpos[i]];
            }
            return sum;
        }

        double velocity(double[] state, int at) {
            double sum = 0;
            for (int i = 0; i < dofs.length; i++) {
                sum += factors[i] * state[at + dofs[i]];
            }
            return sum;
        }

        Pull times(double gear) {
            return new Pull(dofs, qpos, Arrays.stream(factors).map(f -> gear * f).toArray());
        }
    }

    JointForces(Model model, WorldNumbers numbers) {
        this.model = model;
        this.numbers = numbers;
        table = model.actuators();
        isActuated = model.options().isOn(Flag.ACTUATION);
        isSprung = model.options().isOn(Flag.SPRING);
        isDamped = model.options().isOn(Flag.DAMPER);
        clampsControls = model.options().isOn(Flag.CLAMPCTRL);
        int nu = model.sizes().nu();
        int nv = model.sizes().nv();
        isDisabled = new boolean[nu];
        dynamics = new DynType[nu];
        Arrays.setAll(dynamics, i -> DynType.values()[table.dynType().get(i)]);
        actuators = new Pull[nu];
        addedDamping = new double[nv];
        for (int i = 0; i < nu; i++) {
            int group = table.group().get(i);
            isDisabled[i] = Arrays.stream(model.options().disabledActuatorGroups).anyMatch(g -> g == group);
            actuators[i] = ofActuator(model, i);
            for (int k = 0; k < actuators[i].dofs.length; k++) {
                double factor = actuators[i].factors[k];
                addedDamping[actuators[i].dofs[k]] += factor * factor * table.damping().get(i);
            }
        }
        tendons = new Pull[model.sizes().ntendon()];
        Arrays.setAll(tendons, t -> ofTendon(model, t));
        stiffness = new double[nv];
        damping = new double[nv];
        target = new double[nv];
        force = new double[nv];
        springForce = new double[nv];
        springStiffness = new double[nv];
        springDamping = new double[nv];
        otherForce = new double[nv];
        otherDamping = new double[nv];
        actuatorForce = new double[nu];
        nextAct = new double[model.sizes().na()];
    }

    private static Pull ofActuator(Model model, int i) {
        int id = model.actuators().trnId().get(2 * i);
        double gear = model.actuators().gear().get(6 * i);
        return switch (Transmission.values()[model.actuators().trnType().get(i)]) {
            case JOINT, JOINT_IN_PARENT -> ofJoint(model, id).times(gear);
            case TENDON -> ofTendon(model, id).times(gear);
            default -> throw new IllegalStateException("refused before");
        };
    }

    private static Pull ofJoint(Model model, int j) {
        return new Pull(new int[]{model.joints().dofAdr().get(j)}, new int[]{model.joints().qposAdr().get(j)},
                new double[]{1});
    }

    /// Spatial tendons pull nothing here.
    private static Pull ofTendon(Model model, int t) {
        int first = model.tendons().adr().get(t);
        int count = model.tendons().num().get(t);
        if (!Unsupported.isFixed(model, t)) {
            return Pull.NOTHING;
        }
        int[] dofs = new int[count];
        int[] qpos = new int[count];
        double[] factors = new double[count];
        for (int k = 0; k < count; k++) {
            int joint = model.wraps().objId().get(first + k);
            dofs[k] = model.joints().dofAdr().get(joint);
            qpos[k] = model.joints().qposAdr().get(joint);
            factors[k] = model.wraps().prm().get(first + k);
        }
        return new Pull(dofs, qpos, factors);
    }

    /// Computes the drives of a state.
    ///
    /// @param state has the world's numbers, each quantity from where it is told
    /// @param h time step of activations, s
    void compute(double[] state, int qpos, int qvel, int act, int ctrl, double h) {
        clear();
        System.arraycopy(state, act, nextAct, 0, nextAct.length);
        if (isActuated) {
            for (int i = 0; i < actuators.length; i++) {
                if (!isDisabled[i]) {
                    actuate(i, state, qpos, qvel, act, state[ctrl + i], h);
                }
            }
            clampJoints();
        }
        pullTendons(state, qpos, qvel);
        pullJoints(state, qpos, qvel);
        finish(state, qpos, qvel);
    }

    private void clear() {
        Arrays.fill(springForce, 0);
        Arrays.fill(springStiffness, 0);
        Arrays.fill(springDamping, 0);
        Arrays.fill(otherForce, 0);
        Arrays.fill(otherDamping, 0);
    }

    /// MuJoCo documentation, "Actuation model": `force = gain(l, l̇)·u + bias(l, l̇)`.
    private void actuate(int i, double[] state, int qpos, int qvel, int act, double control, double h) {
        double length = actuators[i].length(state, qpos);
        double velocity = actuators[i].velocity(state, qvel);
        double u = clampedControl(i, control);
        int a = table.actAdr().get(i);
        if (a >= 0) {
            double now = state[act + a];
            nextAct[a] = next(i, now, u, h);
            u = table.actEarly().get(i) == 1 ? nextAct[a] : now;
        }
        boolean isAffine = table.gainType().get(i) == GainType.AFFINE.ordinal();
        boolean isBiased = table.biasType().get(i) == BiasType.AFFINE.ordinal();
        double k = -(isAffine ? gain(i, 1) * u : 0) - (isBiased ? bias(i, 1) : 0);
        double d = -(isAffine ? gain(i, 2) * u : 0) - (isBiased ? bias(i, 2) : 0);
        double f = gain(i, 0) * u + (isBiased ? bias(i, 0) : 0) - k * length - d * velocity;
        if (table.forceLimited().get(i) == 1) {
            double low = numbers.get(Parameter.ACTUATOR_FORCE_RANGE, 2 * i);
            double high = numbers.get(Parameter.ACTUATOR_FORCE_RANGE, 2 * i + 1);
            if (f < low || f > high) {
                f = Math.min(high, Math.max(low, f));
                k = 0;
                d = 0;
            }
        }
        actuatorForce[i] = f;
        add(actuators[i], f, k, d);
    }

    private double gain(int i, int k) {
        return numbers.get(Parameter.ACTUATOR_GAIN, 10 * i + k);
    }

    private double bias(int i, int k) {
        return numbers.get(Parameter.ACTUATOR_BIAS, 10 * i + k);
    }

    private double clampedControl(int i, double control) {
        boolean clamps = table.ctrlLimited().get(i) == 1 && clampsControls;
        return clamps ? Math.min(table.ctrlRange().get(2 * i + 1), Math.max(table.ctrlRange().get(2 * i), control))
                : control;
    }

    /// MuJoCo documentation, "Activation dynamics".
    private double next(int i, double act, double u, double h) {
        double tau = Math.max(MIN_VALUE, table.dynPrm().get(10 * i));
        double next = act + switch (dynamics[i]) {
            case INTEGRATOR -> h * u;
            case FILTER -> h * (u - act) / tau;
            case FILTER_EXACT -> -StrictMath.expm1(-h / tau) * (u - act);
            default -> 0;
        };
        return table.actLimited().get(i) == 1
                ? Math.min(table.actRange().get(2 * i + 1), Math.max(table.actRange().get(2 * i), next))
                : next;
    }

    /// Adds a force with its resistance to be moved; only resistance that does not push on is implicit.
    private void add(Pull pull, double f, double k, double d) {
        double whole = 0;
        for (double factor : pull.factors) {
            whole += Math.abs(factor);
        }
        for (int i = 0; i < pull.dofs.length; i++) {
            int dof = pull.dofs[i];
            double lump = Math.abs(pull.factors[i]) * whole;
            if (k > 0) {
                springForce[dof] += pull.factors[i] * f;
                springStiffness[dof] += lump * k;
                springDamping[dof] += lump * Math.max(0, d);
            } else {
                otherForce[dof] += pull.factors[i] * f;
                otherDamping[dof] += lump * Math.max(0, d);
            }
        }
    }

    /// The sum of a joint's actuators is clamped before anything passive is added.
    private void clampJoints() {
        for (int j = 0; j < model.sizes().njnt(); j++) {
            if (model.joints().actFrcLimited().get(j) == 1) {
                int d = model.joints().dofAdr().get(j);
                double sum = springForce[d] + otherForce[d];
                double low = model.joints().actFrcRange().get(2 * j);
                double high = model.joints().actFrcRange().get(2 * j + 1);
                if (sum < low || sum > high) {
                    springForce[d] = 0;
                    springStiffness[d] = 0;
                    springDamping[d] = 0;
                    otherDamping[d] = 0;
                    otherForce[d] = Math.min(high, Math.max(low, sum));
                }
            }
        }
    }

    private void pullTendons(double[] state, int qpos, int qvel) {
        TendonTable t = model.tendons();
        for (int i = 0; i < tendons.length; i++) {
            double length = tendons[i].length(state, qpos);
            double low = t.lengthSpring().get(2 * i);
            double high = t.lengthSpring().get(2 * i + 1);
            double stretch = length > high ? length - high : length < low ? length - low : 0;
            double k = isSprung && stretch != 0 ? t.stiffness().get(i) : 0;
            double d = isDamped ? t.damping().get(i) : 0;
            if (k != 0 || d != 0) {
                add(tendons[i], -k * stretch - d * tendons[i].velocity(state, qvel), k, d);
            }
        }
    }

    private void pullJoints(double[] state, int qpos, int qvel) {
        for (int j = 0; j < model.sizes().njnt(); j++) {
            int d = model.joints().dofAdr().get(j);
            if (model.joints().type().get(j) >= JointType.SLIDE.ordinal()) {
                int q = model.joints().qposAdr().get(j);
                double k = isSprung ? numbers.get(Parameter.JOINT_STIFFNESS, j) : 0;
                if (k > 0) {
                    springStiffness[d] += k;
                    springForce[d] -= k * (state[qpos + q] - model.qposSpring().get(q));
                }
                double c = isDamped ? numbers.get(Parameter.DOF_DAMPING, d) + addedDamping[d] : 0;
                otherDamping[d] += c;
                otherForce[d] -= c * state[qvel + d];
            }
        }
    }

    private void finish(double[] state, int qpos, int qvel) {
        for (int j = 0; j < model.sizes().njnt(); j++) {
            int d = model.joints().dofAdr().get(j);
            if (model.joints().type().get(j) >= JointType.SLIDE.ordinal()) {
                double v = state[qvel + d];
                double k = springStiffness[d];
                stiffness[d] = k;
                damping[d] = springDamping[d] + otherDamping[d];
                double q = state[qpos + model.joints().qposAdr().get(j)];
                target[d] = k > 0 ? q + (springForce[d] + springDamping[d] * v) / k : 0;
                force[d] = otherForce[d] + otherDamping[d] * v;
            }
        }
    }
}
