package org.isthmus.physics.dynamics;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Springs and dampers of joints.
///
/// MuJoCo documentation, "Passive forces": `f = −stiffness·(q − springref) − damping·v`, with the polynomial terms
/// `−k1·x·|x| − k2·x³` of both.
public final class PassiveForces {
    private PassiveForces() {}

    /// Adds the forces of all joints.
    ///
    /// @param force [nv] is added to
    public static void add(Graph g, Parameters parameters, Expr[] qpos, Expr[] qvel, Expr[] force) {
        Model model = parameters.model();
        for (int j = 0; j < model.sizes().njnt(); j++) {
            addSpring(g, parameters, j, qpos, force);
        }
        for (int d = 0; d < model.sizes().nv(); d++) {
            force[d] = force[d].minus(polynomial(qvel[d], parameters.get(g, Parameter.DOF_DAMPING, d),
                    model.dofs().dampingPoly().get(2 * d), model.dofs().dampingPoly().get(2 * d + 1)));
        }
    }

    private static void addSpring(Graph g, Parameters parameters, int j, Expr[] qpos, Expr[] force) {
        Model model = parameters.model();
        JointType type = JointType.values()[model.joints().type().get(j)];
        int q = model.joints().qposAdr().get(j);
        int d = model.joints().dofAdr().get(j);
        Expr linear = parameters.get(g, Parameter.JOINT_STIFFNESS, j);
        double quadratic = model.joints().stiffnessPoly().get(2 * j);
        double cubic = model.joints().stiffnessPoly().get(2 * j + 1);
        if (linear.is(0) && quadratic == 0 && cubic == 0 || type == JointType.FREE || type == JointType.BALL) {
            return;
        }
        Expr stretch = qpos[q].minus(model.qposSpring().get(q));
        force[d] = force[d].minus(polynomial(stretch, linear, quadratic, cubic));
    }

    private static Expr polynomial(Expr x, Expr linear, double quadratic, double cubic) {
        Expr factor = linear.plus(x.abs().times(quadratic)).plus(x.square().times(cubic));
        return x.times(factor);
    }
}
