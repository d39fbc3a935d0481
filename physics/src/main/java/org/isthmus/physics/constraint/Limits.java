package org.isthmus.physics.constraint;

import java.util.List;
import java.util.SortedMap;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.TendonTable;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.dynamics.LinkFrames;
import org.isthmus.physics.dynamics.Tendons;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Quaternion;
import org.isthmus.physics.trace.Vec;

/// Traces the limits of joints and tendons.
final class Limits {
    private final Graph g;
    private final Model model;
    private final Expr[] qpos;
    private final Tendons tendons;
    private final RowList rows;

    Limits(Graph g, Model model, Expr[] qpos, Tendons tendons, RowList rows) {
        this.g = g;
        this.model = model;
        this.qpos = qpos;
        this.tendons = tendons;
        this.rows = rows;
    }

    void add() {
        for (int j = 0; j < model.sizes().njnt(); j++) {
            if (model.joints().limited().get(j) == 1) {
                switch (JointType.values()[model.joints().type().get(j)]) {
                    case HINGE, SLIDE -> addScalar(j);
                    case BALL -> addBall(j);
                    case FREE -> {}
                }
            }
        }
        for (int t = 0; t < model.sizes().ntendon(); t++) {
            if (model.tendons().limited().get(t) == 1) {
                addTendon(t);
            }
        }
    }

    private void addScalar(int j) {
        SortedMap<Integer, Expr> row = LinkFrames.row();
        row.put(model.joints().dofAdr().get(j), g.constant(1));
        addRange(RowSource.limit(ObjectType.JOINT, j, List.of()), qpos[model.joints().qposAdr().get(j)], row,
                model.joints().range(), j, model.joints().margin().get(j),
                softness(j), inverseInertia(j));
    }

    private void addTendon(int t) {
        TendonTable table = model.tendons();
        Tendons.Path path = tendons.path(t);
        addRange(RowSource.limit(ObjectType.TENDON, t, path.pulls()), path.length(), path.row(), table.range(), t,
                table.margin().get(t),
                rows.softness(table.solrefLim(), table.solimpLim(), t), table.invWeight0().get(t));
    }

    private Softness softness(int joint) {
        return rows.softness(model.joints().solref(), model.joints().solimp(), joint);
    }

    private double inverseInertia(int joint) {
        return model.dofs().invWeight0().get(model.joints().dofAdr().get(joint));
    }

    /// Both ends of a range. Where it is wider than two margins only one can act at a time: one row serves the nearer.
    private void addRange(
            RowSource source, Expr value, SortedMap<Integer, Expr> row, DoubleArray range, int index, double margin,
            Softness softness,
            double inverseInertia) {
        double low = range.get(2 * index);
        double high = range.get(2 * index + 1);
        Expr above = value.minus(low);
        Expr below = g.constant(high).minus(value);
        if (high - low > 2 * margin) {
            Expr sign = above.ifLess(below, g.constant(1), g.constant(-1));
            Expr nearer = above.ifLess(below, above, below);
            rows.addLimit(source.times(sign), scaled(row, sign), nearer.minus(margin), softness, inverseInertia);
        } else {
            rows.addLimit(source, row, above.minus(margin), softness, inverseInertia);
            rows.addLimit(source.times(g.constant(-1)), scaled(row, g.constant(-1)), below.minus(margin), softness,
                    inverseInertia);
        }
    }

    private static SortedMap<Integer, Expr> scaled(SortedMap<Integer, Expr> row, Expr scale) {
        SortedMap<Integer, Expr> result = LinkFrames.row();
        row.forEach((d, value) -> result.put(d, value.times(scale)));
        return result;
    }

    /// A cone around the reference orientation: the angle of the rotation stays below the range.
    private void addBall(int j) {
        Vec turn = Quaternion.of(qpos, model.joints().qposAdr().get(j)).toRotationVector();
        Expr angle = turn.dot(turn).sqrt();
        Vec axis = turn.times(angle.max(g.constant(1e-15)).reciprocal());
        SortedMap<Integer, Expr> row = LinkFrames.row();
        for (int k = 0; k < 3; k++) {
            row.put(model.joints().dofAdr().get(j) + k, axis.component(k).negate());
        }
        double range = Math.max(model.joints().range().get(2 * j), model.joints().range().get(2 * j + 1));
        rows.addLimit(RowSource.limit(ObjectType.JOINT, j, List.of()), row,
                g.constant(range).minus(angle).minus(model.joints().margin().get(j)), softness(j),
                inverseInertia(j));
    }
}
