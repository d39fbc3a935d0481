package org.isthmus.physics.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
    private final ActuatorLoads loads;
    private final TendonForces tendonForces;
    private final TreeDynamics dynamics;
    private final Vec gravity;
    private final Expr springEnergy;
    public final LinkTree tree;
    public final LinkFrames frames;
    /// How links move where nothing accelerates.
    public final LinkMotion motion;
    public final Tendons tendons;
    public final ActuatorForces actuators;
    /// [nv] what gravity and velocities need: MuJoCo's `qfrc_bias`.
    public final Expr[] bias;
    /// [nv] springs, dampers, medium, gravity compensation: MuJoCo's `qfrc_passive`.
    public final Expr[] passive;
    /// [nv] the sum of all forces.
    public final Expr[] force;
    /// [nv][nv] lower triangle of the mass matrix; null where no path joins the two.
    public final Expr[][] mass;
    /// The equations of the step, once the constraint forces are known.
    public final ImplicitSystem implicit;

    /// Traces them.
    public SmoothDynamics(Graph g, Parameters parameters, State state) {
        this.g = g;
        this.parameters = parameters;
        this.state = state;
        loads = new ActuatorLoads(parameters);
        model = parameters.model();
        options = model.options();
        tree = LinkTree.of(model);
        dynamics = new TreeDynamics(g, parameters, tree, state.qpos(), state.mocap());
        frames = dynamics.frames();
        gravity = options.isOn(Flag.GRAVITY) ? parameters.vec(g, Parameter.GRAVITY, 0) : Vec.zero(g);
        Expr[] compensation = dynamics.gravityCompensation(gravity);
        motion = new LinkMotion(g, tree, frames, state.qvel(), g.constants(new double[model.sizes().nv()]));
        tendons = new Tendons(g, parameters, tree, frames, motion, state);
        actuators = new ActuatorForces(g, parameters, new Transmissions(g, model, tree, frames, tendons, state), state,
                compensation);
        tendonForces = new TendonForces(g, model, loads, tendons, state.qvel());
        bias = dynamics.bias(state.qvel(), gravity);
        tendonForces.addBias(bias);
        passive = g.constants(new double[model.sizes().nv()]);
        Expr jointSprings = PassiveForces.add(g, parameters, loads, state.qpos(), state.qvel(), passive);
        addCompensation(compensation);
        FluidForces fluid = new FluidForces(g, parameters, tree, frames, motion);
        fluid.addTo(passive);
        springEnergy = jointSprings.plus(tendonForces.addTo(passive));
        force = new Expr[passive.length];
        Arrays.setAll(force, d -> state.applied()[d].plus(passive[d]).plus(actuators.jointForce[d]).minus(bias[d]));
        mass = dynamics.massMatrix(loads);
        tendonForces.addArmature(mass);
        Expr[][] matrix = withVelocityDerivatives(fluid);
        boolean isFull = options.integrator == Integrator.IMPLICIT;
        implicit = isFull ? ImplicitSystem.full(withBiasDerivatives(matrix))
                : ImplicitSystem.symmetric(matrix, gyroscopes(matrix));
    }

    private void addCompensation(Expr[] compensation) {
        for (int d = 0; d < passive.length; d++) {
            if (model.joints().actGravComp().get(model.dofs().jntId().get(d)) == 0) {
                passive[d] = passive[d].plus(compensation[d]);
            }
        }
    }

    /// Forces that accelerations need beside the passive ones: MuJoCo's `qfrc_inverse` where nothing constrains.
    ///
    /// @param qacc [nv]
    /// @return [nv]
    public Expr[] inverse(Expr[] qacc) {
        Expr[] needed = dynamics.inverse(state.qvel(), qacc, gravity);
        tendonForces.addBias(needed);
        Expr[][] rotors = dynamics.armature(loads);
        tendonForces.addArmature(rotors);
        for (int i = 0; i < needed.length; i++) {
            needed[i] = needed[i].minus(passive[i]);
        }
        for (int i = 0; i < needed.length; i++) {
            for (int j = i; j >= 0; j = model.dofs().parentId().get(j)) {
                needed[i] = needed[i].plus(rotors[i][j].times(qacc[j]));
                needed[j] = i == j ? needed[j] : needed[j].plus(rotors[i][j].times(qacc[i]));
            }
        }
        return needed;
    }

    /// Forces of spatial tendons on bodies: those of springs, dampers and actuators.
    public List<BodyPull> tendonPulls() {
        List<BodyPull> pulls = new ArrayList<>();
        for (int t = 0; t < model.sizes().ntendon(); t++) {
            Expr tension = tendonForces.tension[t].plus(actuators.tendonForce(t));
            tendons.path(t).pulls().forEach(pull -> pulls.add(pull.times(tension)));
        }
        return pulls;
    }

    /// Energy of all springs, J.
    public Expr springEnergy() {
        return springEnergy;
    }

    /// `½ vᵀ M v`, J.
    public Expr kineticEnergy() {
        Expr sum = g.constant(0);
        for (int i = 0; i < mass.length; i++) {
            for (int j = 0; j <= i; j++) {
                if (mass[i][j] != null) {
                    Expr product = mass[i][j].times(state.qvel()[i]).times(state.qvel()[j]);
                    sum = sum.plus(i == j ? product.times(0.5) : product);
                }
            }
        }
        return sum;
    }

    private Expr[][] withVelocityDerivatives(FluidForces fluid) {
        boolean fast = isImplicit();
        boolean damped = fast || options.integrator == Integrator.EULER && options.isOn(Flag.EULERDAMP);
        Expr[] slopes = PassiveForces.dampingSlopes(g, parameters, loads, state.qvel());
        Expr[][] matrix = new Expr[mass.length][];
        for (int d = 0; d < matrix.length; d++) {
            matrix[d] = mass[d].clone();
            if (damped) {
                matrix[d][d] = matrix[d][d].plus(slopes[d].times(options.timestep));
            }
        }
        if (fast) {
            fluid.addDampingSlopes(matrix, options.timestep);
            tendonForces.addDampingSlopes(matrix, options.timestep);
            actuators.addVelocityDerivatives(matrix, -options.timestep);
        }
        return matrix;
    }

    /// The whole matrix with the derivatives of the bias forces, where the mass matrix has entries.
    private Expr[][] withBiasDerivatives(Expr[][] lower) {
        Expr[][] derivative = dynamics.biasDerivatives(state.qvel());
        Expr[][] whole = new Expr[lower.length][lower.length];
        for (int i = 0; i < whole.length; i++) {
            for (int j = i; j >= 0; j = model.dofs().parentId().get(j)) {
                whole[i][j] = lower[i][j].plus(derivative[i][j].times(options.timestep));
                whole[j][i] = lower[i][j].plus(derivative[j][i].times(options.timestep));
            }
        }
        return whole;
    }

    private boolean isImplicit() {
        return options.integrator == Integrator.IMPLICIT_FAST || options.integrator == Integrator.IMPLICIT;
    }

    /// MuJoCo's implicitfast takes the gyroscopic forces of bodies that move freely and alone into account.
    private SortedMap<Integer, Expr[][]> gyroscopes(Expr[][] matrix) {
        SortedMap<Integer, Expr[][]> blocks = new TreeMap<>();
        if (isImplicit()) {
            dynamics.gyroscopicDerivatives(state.qvel()).forEach((d, derivative) -> {
                Expr[][] block = new Expr[6][6];
                for (int i = 0; i < 6; i++) {
                    for (int j = 0; j < 6; j++) {
                        block[i][j] = matrix[d + Math.max(i, j)][d + Math.min(i, j)];
                        if (j >= 3) {
                            block[i][j] = block[i][j].plus(derivative[i][j - 3].times(options.timestep));
                        }
                    }
                }
                blocks.put(d, block);
            });
        }
        return blocks;
    }
}
