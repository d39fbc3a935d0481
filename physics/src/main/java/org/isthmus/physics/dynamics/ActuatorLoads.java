package org.isthmus.physics.dynamics;

import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Transmission;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Damping and inertia of joints and tendons with what their actuators add: an actuator's own, times the square of its gear, for every
/// degree of freedom of its joint (MuJoCo documentation, XML reference, `actuator/general/armature`).
final class ActuatorLoads {
    private static final int ARMATURE = 3;

    private final Parameters parameters;
    private final Model model;
    /// [nv][4] added damping: linear, quadratic, cubic; added armature.
    private final double[][] onDof;
    /// [ntendon][4] likewise.
    private final double[][] onTendon;

    ActuatorLoads(Parameters parameters) {
        this.parameters = parameters;
        model = parameters.model();
        onDof = new double[model.sizes().nv()][4];
        onTendon = new double[model.sizes().ntendon()][4];
        for (int i = 0; i < model.sizes().nu(); i++) {
            int target = model.actuators().trnId().get(2 * i);
            Transmission kind = Transmissions.kind(model, i);
            if (kind == Transmission.TENDON) {
                add(i, onTendon[target]);
            } else if (kind == Transmission.JOINT || kind == Transmission.JOINT_IN_PARENT) {
                int first = model.joints().dofAdr().get(target);
                for (int k = 0; k < JointType.values()[model.joints().type().get(target)].dofCount(); k++) {
                    add(i, onDof[first + k]);
                }
            }
        }
    }

    private void add(int i, double[] load) {
        ActuatorTable table = model.actuators();
        double scale = table.gear().get(6 * i) * table.gear().get(6 * i);
        load[0] += scale * table.damping().get(i);
        load[1] += scale * table.dampingPoly().get(2 * i);
        load[2] += scale * table.dampingPoly().get(2 * i + 1);
        load[ARMATURE] += scale * table.armature().get(i);
    }

    Polynomial dofDamping(Graph g, int d) {
        return new Polynomial(parameters.get(g, Parameter.DOF_DAMPING, d).plus(onDof[d][0]),
                model.dofs().dampingPoly().get(2 * d) + onDof[d][1],
                model.dofs().dampingPoly().get(2 * d + 1) + onDof[d][2]);
    }

    Expr dofArmature(Graph g, int d) {
        return parameters.get(g, Parameter.DOF_ARMATURE, d).plus(onDof[d][ARMATURE]);
    }

    Polynomial tendonDamping(Graph g, int t) {
        return new Polynomial(g.constant(model.tendons().damping().get(t) + onTendon[t][0]),
                model.tendons().dampingPoly().get(2 * t) + onTendon[t][1],
                model.tendons().dampingPoly().get(2 * t + 1) + onTendon[t][2]);
    }

    double tendonArmature(int t) {
        return model.tendons().armature().get(t) + onTendon[t][ARMATURE];
    }
}
