package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.dynamics.BodyPull;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.dynamics.SmoothDynamics;
import org.isthmus.physics.dynamics.State;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Forces of all constraints but contacts at known accelerations.
public final class RowForces {
    private final Graph g;
    private final RowList rows;
    private final Expr[] qacc;

    /// Traces the constraints again.
    ///
    /// @param qacc [nv]
    public RowForces(Graph g, Parameters parameters, State state, SmoothDynamics smooth, Expr[] qacc) {
        this.g = g;
        rows = Rows.list(g, parameters, state, smooth);
        this.qacc = qacc;
    }

    private Expr force(int row) {
        Block block = rows.blocks().get(row);
        return new Cost(g, block).force(block.residual(g, qacc))[0];
    }

    /// What holds a joint or tendon in its range, both ends together.
    public Expr limit(ObjectType owner, int id) {
        Expr sum = g.constant(0);
        for (int r = 0; r < rows.sources().size(); r++) {
            RowSource source = rows.sources().get(r);
            if (source.isLimit() && source.owner() == owner && source.id() == id) {
                sum = sum.plus(force(r));
            }
        }
        return sum;
    }

    /// Forces on bodies.
    public List<BodyPull> pulls() {
        List<BodyPull> pulls = new ArrayList<>();
        for (int r = 0; r < rows.sources().size(); r++) {
            Expr force = force(r);
            rows.sources().get(r).pulls().forEach(pull -> pulls.add(pull.times(force)));
        }
        return pulls;
    }
}
