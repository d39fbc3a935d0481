package org.isthmus.physics.dynamics;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Quaternion;
import org.isthmus.physics.trace.Vec;

/// Springs and dampers of joints.
///
/// `f = −x (k₀ + k₁x + k₂x²)` of the distance `x` from the spring's rest; a ball's `x` is a rotation vector, a free joint has two
/// springs, and the vector's length stands in the factor. `f = −v (k₀ + k₁|v| + k₂v²)` of velocities. That the quadratic term of a
/// spring is an even force, that of a damper an odd one, is MuJoCo's (3.14).
final class PassiveForces {
    private final Graph g;
    private final Model model;
    private final PhysicsOptions options;
    private final Parameters parameters;
    private final Expr[] force;
    private Expr energy;

    private PassiveForces(Graph g, Parameters parameters, Expr[] force) {
        this.g = g;
        this.parameters = parameters;
        model = parameters.model();
        options = model.options();
        this.force = force;
        energy = g.constant(0);
    }

    /// Adds the forces of all joints.
    ///
    /// @param force [nv] is added to
    /// @return energy of the springs, J
    static Expr add(
            Graph g, Parameters parameters, ActuatorLoads loads, Expr[] qpos, Expr[] qvel, Expr[] force) {
        PassiveForces passive = new PassiveForces(g, parameters, force);
        for (int j = 0; j < passive.model.sizes().njnt() && passive.options.isOn(Flag.SPRING); j++) {
            passive.addSpring(j, qpos);
        }
        for (int d = 0; d < qvel.length && passive.options.isOn(Flag.DAMPER); d++) {
            force[d] = force[d].minus(qvel[d].times(loads.dofDamping(g, d).at(qvel[d].abs())));
        }
        return passive.energy;
    }

    /// Derivatives of the dampers' resistance by their velocities, all ≥ 0 for damping ≥ 0.
    ///
    /// @return [nv]
    static Expr[] dampingSlopes(Graph g, Parameters parameters, ActuatorLoads loads, Expr[] qvel) {
        Expr[] slopes = g.constants(new double[qvel.length]);
        for (int d = 0; d < slopes.length && parameters.model().options().isOn(Flag.DAMPER); d++) {
            slopes[d] = loads.dofDamping(g, d).slopeAt(qvel[d]);
        }
        return slopes;
    }

    private void addSpring(int j, Expr[] qpos) {
        DoubleArray poly = model.joints().stiffnessPoly();
        Polynomial spring = new Polynomial(parameters.get(g, Parameter.JOINT_STIFFNESS, j), poly.get(2 * j),
                poly.get(2 * j + 1));
        if (spring.isZero()) {
            return;
        }
        int q = model.joints().qposAdr().get(j);
        int d = model.joints().dofAdr().get(j);
        switch (JointType.values()[model.joints().type().get(j)]) {
            case HINGE, SLIDE -> {
                Expr stretch = fromRest(qpos, q);
                force[d] = force[d].minus(stretch.times(spring.at(stretch)));
                energy = energy.plus(spring.energyAt(stretch));
            }
            case BALL -> pull(d, turnFromRest(qpos, q), spring);
            case FREE -> {
                pull(d, new Vec(fromRest(qpos, q), fromRest(qpos, q + 1), fromRest(qpos, q + 2)), spring);
                pull(d + 3, turnFromRest(qpos, q + 3), spring);
            }
        }
    }

    private Expr fromRest(Expr[] qpos, int q) {
        return qpos[q].minus(model.qposSpring().get(q));
    }

    /// The rotation from a quaternion's rest to it, in its own axes.
    private Vec turnFromRest(Expr[] qpos, int q) {
        Expr[] rest = g.constants(model.qposSpring().slice(q, q + 4));
        return Quaternion.of(rest, 0).conjugate().times(Quaternion.of(qpos, q)).toRotationVector();
    }

    private void pull(int d, Vec stretch, Polynomial spring) {
        Expr length = stretch.dot(stretch).sqrt();
        Vec f = stretch.times(spring.at(length));
        energy = energy.plus(spring.energyAt(length));
        for (int k = 0; k < 3; k++) {
            force[d + k] = force[d + k].minus(f.component(k));
        }
    }
}
