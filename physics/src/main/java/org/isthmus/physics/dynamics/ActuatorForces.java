package org.isthmus.physics.dynamics;

import java.util.Arrays;

import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Forces of actuators and their next activations.
///
/// MuJoCo documentation, "Actuation model": `force = gain(l, l̇)·u + bias(l, l̇)` clamped to its range, where `u` is the clamped
/// control or the activation; joint force is the moment arm times it.
public final class ActuatorForces {
    private final Graph g;
    private final Model model;
    private final Parameters parameters;
    private final ActuatorTable table;
    private final State state;
    /// [nu]
    private final Transmissions.Reach[] reaches;
    /// [nv] generalised force of all actuators.
    public final Expr[] jointForce;
    /// [nu]
    public final Expr[] force;
    /// [na] activations after the step.
    public final Expr[] nextActivation;
    /// [nu] derivative of the force by the actuator's velocity, where the force is not clamped.
    public final Expr[] velocityGain;

    /// Traces all actuators.
    ///
    /// @param compensation [nv] forces against gravity, which some joints count as their actuators'
    public ActuatorForces(Graph g, Parameters parameters, Transmissions transmissions, State state,
            Expr[] compensation) {
        this.g = g;
        this.parameters = parameters;
        model = parameters.model();
        this.state = state;
        table = model.actuators();
        int nu = model.sizes().nu();
        jointForce = g.constants(new double[model.sizes().nv()]);
        force = g.constants(new double[nu]);
        velocityGain = g.constants(new double[nu]);
        nextActivation = state.act().clone();
        reaches = new Transmissions.Reach[nu];
        for (int i = 0; i < nu; i++) {
            reaches[i] = transmissions.of(i);
            if (model.options().isOn(Flag.ACTUATION) && !isDisabled(i)) {
                trace(i, reaches[i]);
            }
        }
        addCompensation(compensation);
        clampJointForces();
    }

    private void trace(int i, Transmissions.Reach reach) {
        Expr length = reach.length();
        Expr velocity = reach.velocity(state.qvel());
        Expr control = state.ctrl()[i];
        Expr[] act = state.act();
        Expr u = table.ctrlLimited().get(i) == 1 && model.options().isOn(Flag.CLAMPCTRL)
                ? control.clamp(constant(table.ctrlRange().get(2 * i)), constant(table.ctrlRange().get(2 * i + 1)))
                : control;
        int a = table.actAdr().get(i);
        Expr input = u;
        if (a >= 0) {
            nextActivation[a] = advance(i, act[a], u);
            input = table.actEarly().get(i) == 1 ? nextActivation[a] : act[a];
        }
        Expr gain = affine(Parameter.ACTUATOR_GAIN, i, GainType.values()[table.gainType().get(i)] == GainType.AFFINE,
                length,
                velocity);
        Expr bias = BiasType.values()[table.biasType().get(i)] == BiasType.NONE ? g.constant(0)
                : affine(Parameter.ACTUATOR_BIAS, i, true, length, velocity);
        Expr f = gain.times(input).plus(bias);
        velocityGain[i] = velocityGain(i, input);
        if (table.forceLimited().get(i) == 1) {
            Expr low = parameters.get(g, Parameter.ACTUATOR_FORCE_RANGE, 2 * i);
            Expr high = parameters.get(g, Parameter.ACTUATOR_FORCE_RANGE, 2 * i + 1);
            Expr clamped = f.clamp(low, high);
            Expr beyond = f.minus(clamped).abs();
            velocityGain[i] = beyond.ifPositive(g.constant(0), velocityGain[i]);
            f = clamped;
        }
        force[i] = f;
        Expr joints = f;
        reach.moment().forEach((d, arm) -> jointForce[d] = jointForce[d].plus(arm.times(joints)));
    }

    private Expr velocityGain(int i, Expr input) {
        boolean affineGain = GainType.values()[table.gainType().get(i)] == GainType.AFFINE;
        boolean affineBias = BiasType.values()[table.biasType().get(i)] == BiasType.AFFINE;
        Expr slope = affineGain ? input.times(parameters.get(g, Parameter.ACTUATOR_GAIN, 10 * i + 2)) : g.constant(0);
        return affineBias ? slope.plus(parameters.get(g, Parameter.ACTUATOR_BIAS, 10 * i + 2)) : slope;
    }

    private Expr constant(double v) {
        return g.constant(v);
    }

    private Expr affine(Parameter prm, int i, boolean affine, Expr length, Expr velocity) {
        Expr constant = parameters.get(g, prm, 10 * i);
        return affine
                ? constant.plus(length.times(parameters.get(g, prm, 10 * i + 1)))
                        .plus(velocity.times(parameters.get(g, prm, 10 * i + 2)))
                : constant;
    }

    /// The next activation (MuJoCo documentation, "Activation dynamics").
    private Expr advance(int i, Expr act, Expr u) {
        double h = model.options().timestep;
        double tau = Math.max(1e-15, table.dynPrm().get(10 * i));
        Expr next = switch (DynType.values()[table.dynType().get(i)]) {
            case INTEGRATOR -> act.plus(u.times(h));
            case FILTER -> act.plus(u.minus(act).times(h / tau));
            case FILTER_EXACT -> act.plus(u.minus(act).times(-StrictMath.expm1(-h / tau)));
            case NONE, MUSCLE, DCMOTOR, PID, USER -> act;
        };
        return table.actLimited().get(i) == 1
                ? next.clamp(constant(table.actRange().get(2 * i)), constant(table.actRange().get(2 * i + 1)))
                : next;
    }

    /// Adds `scale · ∂(joint forces)/∂v` to a matrix with the sparsity of the mass matrix. Couplings outside that
    /// sparsity are left out, as in MuJoCo.
    void addVelocityDerivatives(Expr[][] matrix, double scale) {
        for (int i = 0; i < reaches.length; i++) {
            TendonForces.addOuter(g, model, reaches[i].moment(), velocityGain[i].times(scale), matrix);
        }
    }

    private boolean isDisabled(int i) {
        double[] groups = model.options().disabledActuatorGroups;
        return Arrays.stream(groups).anyMatch(group -> group == table.group().get(i));
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
