package org.isthmus.physics.dynamics;

import java.util.Arrays;

import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.model.scene.Transmission;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Forces of actuators and their next activations.
///
/// MuJoCo documentation, "Actuation model": `force = gain(l, l̇)·u + bias(l, l̇)`, where `u` is the delayed and clamped control or the
/// activation. Forces on a tendon are scaled so that their sum is in the tendon's range, then each is clamped to its own; joint force
/// is the moment arm times it, clamped to the joint's range.
public final class ActuatorForces {
    private static final double MIN_VALUE = 1e-15;

    private final Graph g;
    private final Model model;
    private final PhysicsOptions options;
    private final Parameters parameters;
    private final ActuatorTable table;
    private final State state;
    private final ControlHistory history;
    /// [nu]
    private final Transmissions.Reach[] reaches;
    /// [nv] generalised force of all actuators.
    public final Expr[] jointForce;
    /// [nu]
    public final Expr[] force;
    /// [na] rates of activations.
    public final Expr[] activationRate;
    /// Past controls after the step, as [ControlHistory] keeps them.
    public final Expr[] nextHistory;
    /// [nu] derivative of the force by the actuator's velocity, where the force is not clamped.
    private final Expr[] velocityGain;

    /// Traces all actuators.
    ///
    /// @param compensation [nv] forces against gravity, which some joints count as their actuators'
    ActuatorForces(
            Graph g, Parameters parameters, Transmissions transmissions, State state, Expr[] compensation) {
        this.g = g;
        this.parameters = parameters;
        model = parameters.model();
        options = model.options();
        this.state = state;
        table = model.actuators();
        history = new ControlHistory(model);
        int nu = model.sizes().nu();
        jointForce = g.constants(new double[model.sizes().nv()]);
        force = g.constants(new double[nu]);
        velocityGain = g.constants(new double[nu]);
        activationRate = g.constants(new double[state.act().length]);
        nextHistory = history.next(state.ctrl(), state.history());
        reaches = new Transmissions.Reach[nu];
        for (int i = 0; i < nu; i++) {
            reaches[i] = transmissions.of(i);
            if (options.isOn(Flag.ACTUATION) && !isDisabled(i)) {
                trace(i);
            }
        }
        limitTendons();
        for (int i = 0; i < nu; i++) {
            clamp(i);
            Expr f = force[i];
            reaches[i].moment().forEach((d, arm) -> jointForce[d] = jointForce[d].plus(arm.times(f)));
        }
        addCompensation(compensation);
        clampJointForces();
    }

    /// Length of an actuator.
    public Expr length(int i) {
        return reaches[i].length();
    }

    /// Rate of an actuator's length.
    public Expr velocity(int i) {
        return options.isOn(Flag.ACTUATION) ? reaches[i].velocity(state.qvel()) : constant(0);
    }

    /// Tension that actuators give to a tendon.
    Expr tendonForce(int tendon) {
        Expr sum = constant(0);
        for (int i = 0; i < force.length; i++) {
            sum = pulls(i, tendon) ? sum.plus(force[i].times(table.gear().get(6 * i))) : sum;
        }
        return sum;
    }

    /// What an actuator's gain or bias is, and its derivative by the actuator's velocity.
    private record Law(Expr value, Expr slope) {}

    private void trace(int i) {
        Expr length = reaches[i].length();
        Expr velocity = reaches[i].velocity(state.qvel());
        Expr u = control(i);
        int a = table.actAdr().get(i);
        Expr input = u;
        if (a >= 0) {
            Expr act = state.act()[a];
            activationRate[a] = rate(i, act, u);
            input = table.actEarly().get(i) == 1 ? next(model, i, act, activationRate[a]) : act;
        }
        Law gain = gain(i, length, velocity);
        Law bias = bias(i, length, velocity);
        force[i] = gain.value.times(input).plus(bias.value);
        velocityGain[i] = gain.slope.times(input).plus(bias.slope);
    }

    private Expr control(int i) {
        Expr control = history.delayed(g, parameters, i, state.ctrl()[i], state.history());
        return table.ctrlLimited().get(i) == 1 && options.isOn(Flag.CLAMPCTRL)
                ? control.clamp(constant(table.ctrlRange().get(2 * i)), constant(table.ctrlRange().get(2 * i + 1)))
                : control;
    }

    private Law gain(int i, Expr length, Expr velocity) {
        return switch (GainType.values()[table.gainType().get(i)]) {
            case AFFINE -> affine(Parameter.ACTUATOR_GAIN, i, length, velocity);
            case MUSCLE -> {
                Muscle muscle = new Muscle(g, parameters, Parameter.ACTUATOR_GAIN, i, length, velocity);
                yield new Law(muscle.gain(), muscle.gainSlope());
            }
            case FIXED, DCMOTOR, SO3, PID,
                    USER -> new Law(parameters.get(g, Parameter.ACTUATOR_GAIN, 10 * i), constant(0));
        };
    }

    private Law bias(int i, Expr length, Expr velocity) {
        return switch (BiasType.values()[table.biasType().get(i)]) {
            case AFFINE -> affine(Parameter.ACTUATOR_BIAS, i, length, velocity);
            case MUSCLE -> new Law(
                    new Muscle(g, parameters, Parameter.ACTUATOR_BIAS, i, length, velocity).bias(), constant(0));
            case NONE, DCMOTOR, SO3, USER -> new Law(constant(0), constant(0));
        };
    }

    private Law affine(Parameter prm, int i, Expr length, Expr velocity) {
        Expr slope = parameters.get(g, prm, 10 * i + 2);
        return new Law(parameters.get(g, prm, 10 * i).plus(length.times(parameters.get(g, prm, 10 * i + 1)))
                .plus(velocity.times(slope)), slope);
    }

    private Expr constant(double v) {
        return g.constant(v);
    }

    private static double timeConstant(ActuatorTable table, int i) {
        return Math.max(MIN_VALUE, table.dynPrm().get(10 * i));
    }

    /// How fast an activation changes (MuJoCo documentation, "Activation dynamics").
    private Expr rate(int i, Expr act, Expr u) {
        return switch (DynType.values()[table.dynType().get(i)]) {
            case INTEGRATOR -> u;
            case FILTER, FILTER_EXACT -> u.minus(act).times(1 / timeConstant(table, i));
            case MUSCLE -> Muscle.rate(g, table.dynPrm().get(10 * i), table.dynPrm().get(10 * i + 1),
                    table.dynPrm().get(10 * i + 2), act, u);
            case NONE, DCMOTOR, PID, USER -> constant(0);
        };
    }

    /// Activations after a time step of constant rates; those of exact filters approach their input as fast as they do.
    ///
    /// @return [na]
    public static Expr[] nextActivations(Model model, Expr[] act, Expr[] rate) {
        Expr[] next = act.clone();
        for (int i = 0; i < model.sizes().nu(); i++) {
            int a = model.actuators().actAdr().get(i);
            if (a >= 0) {
                next[a] = next(model, i, act[a], rate[a]);
            }
        }
        return next;
    }

    private static Expr next(Model model, int i, Expr act, Expr rate) {
        ActuatorTable table = model.actuators();
        Graph g = act.graph();
        double h = model.options().timestep;
        double tau = timeConstant(table, i);
        boolean isExact = DynType.values()[table.dynType().get(i)] == DynType.FILTER_EXACT;
        Expr next = act.plus(rate.times(isExact ? -tau * StrictMath.expm1(-h / tau) : h));
        return table.actLimited().get(i) == 1 ? next.clamp(g.constant(table.actRange().get(2 * i)),
                g.constant(table.actRange().get(2 * i + 1))) : next;
    }

    private void limitTendons() {
        for (int t = 0; t < model.sizes().ntendon(); t++) {
            if (model.tendons().actFrcLimited().get(t) == 1) {
                Expr total = constant(0);
                for (int i = 0; i < force.length; i++) {
                    total = pulls(i, t) ? total.plus(force[i]) : total;
                }
                Expr limited = total.clamp(constant(model.tendons().actFrcRange().get(2 * t)),
                        constant(model.tendons().actFrcRange().get(2 * t + 1)));
                // 1 within the range, also where the total is 0
                Expr beyond = limited.minus(total).abs();
                Expr scale = beyond.ifPositive(limited.dividedBy(total), constant(1));
                for (int i = 0; i < force.length; i++) {
                    force[i] = pulls(i, t) ? force[i].times(scale) : force[i];
                }
            }
        }
    }

    private boolean pulls(int i, int tendon) {
        return Transmissions.kind(model, i) == Transmission.TENDON && table.trnId().get(2 * i) == tendon;
    }

    private void clamp(int i) {
        if (table.forceLimited().get(i) == 1) {
            Expr clamped = force[i].clamp(parameters.get(g, Parameter.ACTUATOR_FORCE_RANGE, 2 * i),
                    parameters.get(g, Parameter.ACTUATOR_FORCE_RANGE, 2 * i + 1));
            Expr beyond = force[i].minus(clamped).abs();
            velocityGain[i] = beyond.ifPositive(constant(0), velocityGain[i]);
            force[i] = clamped;
        }
    }

    /// Adds `scale · ∂(joint forces)/∂v` to a matrix with the sparsity of the mass matrix. Couplings outside that
    /// sparsity are left out, as in MuJoCo.
    void addVelocityDerivatives(Expr[][] matrix, double scale) {
        for (int i = 0; i < reaches.length; i++) {
            TendonForces.addOuter(g, model, reaches[i].moment(), velocityGain[i].times(scale), matrix);
        }
    }

    private boolean isDisabled(int i) {
        return Arrays.stream(options.disabledActuatorGroups).anyMatch(group -> group == table.group().get(i));
    }

    private void addCompensation(Expr[] compensation) {
        for (int d = 0; d < jointForce.length; d++) {
            if (model.joints().actGravComp().get(model.dofs().jntId().get(d)) == 1) {
                jointForce[d] = jointForce[d].plus(compensation[d]);
            }
        }
    }

    private void clampJointForces() {
        for (int j = 0; j < model.sizes().njnt(); j++) {
            if (model.joints().actFrcLimited().get(j) == 1) {
                int d = model.joints().dofAdr().get(j);
                jointForce[d] = jointForce[d].clamp(constant(model.joints().actFrcRange().get(2 * j)),
                        constant(model.joints().actFrcRange().get(2 * j + 1)));
            }
        }
    }
}
