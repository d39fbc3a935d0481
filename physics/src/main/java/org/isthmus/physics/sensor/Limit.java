package org.isthmus.physics.sensor;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.physics.dynamics.State;
import org.isthmus.physics.dynamics.Tendons;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Quaternion;
import org.isthmus.physics.trace.Vec;

/// How near a joint or tendon is to the end of its range.
///
/// @param violation distance to the nearer end, less the margin
/// @param rate of the distance
record Limit(Expr violation, Expr rate) {
    static Limit ofJoint(Graph g, Model model, State state, int joint) {
        int q = model.joints().qposAdr().get(joint);
        int d = model.joints().dofAdr().get(joint);
        Expr margin = g.constant(model.joints().margin().get(joint));
        if (model.joints().limited().get(joint) == 0) {
            return new Limit(g.constant(0), g.constant(0));
        }
        if (model.joints().type().get(joint) == JointType.BALL.ordinal()) {
            Vec turn = Quaternion.of(state.qpos(), q).toRotationVector();
            Expr angle = turn.dot(turn).sqrt();
            Vec w = new Vec(state.qvel()[d], state.qvel()[d + 1], state.qvel()[d + 2]);
            double range = Math.max(model.joints().range().get(2 * joint), model.joints().range().get(2 * joint + 1));
            Expr rate = turn.dot(w).dividedBy(angle.max(g.constant(1e-15))).negate();
            return new Limit(g.constant(range).minus(angle).minus(margin), rate);
        }
        return ofRange(g, state.qpos()[q], state.qvel()[d], model.joints().range(), joint, margin);
    }

    static Limit ofTendon(Graph g, Model model, Tendons.Path path, State state, int tendon) {
        if (model.tendons().limited().get(tendon) == 0) {
            return new Limit(g.constant(0), g.constant(0));
        }
        return ofRange(g, path.length(), path.velocity(state.qvel()), model.tendons().range(), tendon,
                g.constant(model.tendons().margin().get(tendon)));
    }

    /// The lower end comes first where both are within the margin.
    private static Limit ofRange(Graph g, Expr value, Expr rate, DoubleArray range, int index, Expr margin) {
        Expr above = value.minus(range.get(2 * index)).minus(margin);
        Expr below = g.constant(range.get(2 * index + 1)).minus(value).minus(margin);
        Expr zero = g.constant(0);
        return new Limit(above.ifLess(zero, above, below), above.ifLess(zero, rate, rate.negate()));
    }
}
