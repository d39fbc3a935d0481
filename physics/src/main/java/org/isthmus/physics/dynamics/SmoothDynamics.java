package org.isthmus.physics.dynamics;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Vec;

/// All forces but the constraints', and the matrices that turn them into accelerations.
public final class SmoothDynamics {
    private final Graph g;
    private final Model model;
    private final PhysicsOptions options;
    private final Parameters parameters;
    private final State state;
    public final LinkTree tree;
    public final LinkFrames frames;
    /// How links move where nothing accelerates.
    public final LinkMotion motion;
    public final Tendons tendons;
    public final ActuatorForces actuators;
    /// [nv] the sum of all forces.
    public final Expr[] force;
    /// [nv][nv] lower triangle of the mass matrix; null where no path joins the two.
    public final Expr[][] mass;
    /// [nv][nv] `M − h·∂f/∂v`, likewise.
    public final Expr[][] implicitMass;

    /// Traces them.
    public SmoothDynamics(Graph g, Parameters parameters, State state) {
        this.g = g;
        this.parameters = parameters;
        this.state = state;
        model = parameters.model();
        options = model.options();
        tree = LinkTree.of(model);
        TreeDynamics dynamics = new TreeDynamics(g, parameters, tree, state.qpos(), state.mocap());
        frames = dynamics.frames();
        Vec gravity = options.isOn(Flag.GRAVITY) ? parameters.vec(g, Parameter.GRAVITY, 0) : Vec.zero(g);
        Expr[] compensation = dynamics.gravityCompensation(gravity);
        motion = new LinkMotion(g, tree, frames, state.qvel(), g.constants(new double[model.sizes().nv()]));
        tendons = new Tendons(g, parameters, tree, frames, motion, state);
        actuators = new ActuatorForces(g, parameters, new Transmissions(g, model, tree, frames, tendons, state), state,
                compensation);
        TendonForces pulls = new TendonForces(g, model, tendons, state.qvel());
        force = sum(dynamics.bias(state.qvel(), gravity), compensation);
        pulls.addTo(force);
        mass = dynamics.massMatrix();
        pulls.addArmature(mass);
        implicitMass = withVelocityDerivatives(pulls);
    }

    private Expr[] sum(Expr[] bias, Expr[] compensation) {
        Expr[] sum = state.applied().clone();
        PassiveForces.add(g, parameters, state.qpos(), state.qvel(), sum);
        for (int d = 0; d < sum.length; d++) {
            sum[d] = sum[d].plus(actuators.jointForce[d]).minus(bias[d]);
            if (model.joints().actGravComp().get(model.dofs().jntId().get(d)) == 0) {
                sum[d] = sum[d].plus(compensation[d]);
            }
        }
        return sum;
    }

    private Expr[][] withVelocityDerivatives(TendonForces pulls) {
        boolean fast = options.integrator == Integrator.IMPLICIT_FAST;
        boolean damped = fast || options.isOn(Flag.EULERDAMP);
        Expr[] slopes = PassiveForces.dampingSlopes(g, parameters, state.qvel());
        Expr[][] matrix = new Expr[mass.length][];
        for (int d = 0; d < matrix.length; d++) {
            matrix[d] = mass[d].clone();
            if (damped) {
                matrix[d][d] = matrix[d][d].plus(slopes[d].times(options.timestep));
            }
        }
        if (fast) {
            pulls.addDampingSlopes(matrix, options.timestep);
            actuators.addVelocityDerivatives(matrix, -options.timestep);
        }
        return matrix;
    }
}
