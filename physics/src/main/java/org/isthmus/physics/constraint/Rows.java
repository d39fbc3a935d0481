package org.isthmus.physics.constraint;

import java.util.List;
import java.util.SortedMap;

import org.isthmus.model.compiled.DofTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.TendonTable;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.dynamics.LinkFrames;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.dynamics.SmoothDynamics;
import org.isthmus.physics.dynamics.State;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Traces all constraints of a model but contacts, in MuJoCo's order: equalities, dry friction, limits.
public final class Rows {
    private Rows() {}

    /// The constraints at a state.
    public static List<Block> of(Graph g, Parameters parameters, State state, SmoothDynamics smooth) {
        return list(g, parameters, state, smooth).blocks();
    }

    static RowList list(Graph g, Parameters parameters, State state, SmoothDynamics smooth) {
        Model model = parameters.model();
        PhysicsOptions options = model.options();
        RowList rows = new RowList(g, options, state.qvel());
        if (options.isOn(Flag.CONSTRAINT)) {
            if (options.isOn(Flag.EQUALITY)) {
                new Equalities(g, parameters, state.qpos(), smooth, rows).add();
            }
            if (options.isOn(Flag.FRICTIONLOSS)) {
                addFriction(g, parameters, rows);
                addTendonFriction(g, model, smooth, rows);
            }
            if (options.isOn(Flag.LIMIT)) {
                new Limits(g, model, state.qpos(), smooth.tendons, rows).add();
            }
        }
        return rows;
    }

    private static void addFriction(Graph g, Parameters parameters, RowList rows) {
        DofTable dofs = parameters.model().dofs();
        for (int d = 0; d < dofs.frictionLoss().length(); d++) {
            if (dofs.frictionLoss().get(d) > 0) {
                SortedMap<Integer, Expr> row = LinkFrames.row();
                row.put(d, g.constant(1));
                rows.addFriction(RowSource.of(ObjectType.JOINT, dofs.jntId().get(d), List.of()), row,
                        rows.softness(dofs.solref(), dofs.solimp(), d), dofs.invWeight0().get(d),
                        parameters.get(g, Parameter.DOF_FRICTIONLOSS, d));
            }
        }
    }

    private static void addTendonFriction(Graph g, Model model, SmoothDynamics smooth, RowList rows) {
        TendonTable table = model.tendons();
        for (int t = 0; t < model.sizes().ntendon(); t++) {
            if (table.frictionLoss().get(t) > 0) {
                rows.addFriction(RowSource.of(ObjectType.TENDON, t, smooth.tendons.path(t).pulls()),
                        smooth.tendons.path(t).row(), rows.softness(table.solrefFri(), table.solimpFri(), t),
                        table.invWeight0().get(t), g.constant(table.frictionLoss().get(t)));
            }
        }
    }
}
