package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.EqualityTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.dynamics.BodyPull;
import org.isthmus.physics.dynamics.Fixture;
import org.isthmus.physics.dynamics.LinkFrames;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.dynamics.SmoothDynamics;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Quaternion;
import org.isthmus.physics.trace.Vec;
import org.jspecify.annotations.Nullable;

/// Traces equalities: points held together, bodies welded, joints and tendons coupled (MuJoCo documentation, "Equality").
///
/// As in MuJoCo 3.14, connects and welds ask for `−b J v − k r − J̇ v`, joints and tendons for the first two terms.
final class Equalities {
    private final Graph g;
    private final Model model;
    private final Parameters parameters;
    private final EqualityTable table;
    private final Expr[] qpos;
    private final SmoothDynamics smooth;
    private final LinkFrames frames;
    private final RowList rows;

    Equalities(Graph g, Parameters parameters, Expr[] qpos, SmoothDynamics smooth, RowList rows) {
        this.g = g;
        this.parameters = parameters;
        model = parameters.model();
        table = model.equalities();
        this.qpos = qpos;
        this.smooth = smooth;
        frames = smooth.frames;
        this.rows = rows;
    }

    void add() {
        for (int e = 0; e < model.sizes().neq(); e++) {
            if (!active(e).is(0)) {
                switch (EqualityType.values()[table.type().get(e)]) {
                    case CONNECT -> connect(e);
                    case WELD -> weld(e);
                    case JOINT -> joint(e);
                    case TENDON -> tendon(e);
                }
            }
        }
    }

    private Expr active(int e) {
        return parameters.get(g, Parameter.EQUALITY_ACTIVE, e);
    }

    private static RowSource source(int e, List<BodyPull> pulls) {
        return RowSource.of(ObjectType.EQUALITY, e, pulls);
    }

    private Softness softness(int e) {
        return rows.softness(table.solref(), table.solimp(), e);
    }

    private void joint(int e) {
        int second = table.obj2Id().get(e);
        curve(e, jointScalar(table.obj1Id().get(e)), second < 0 ? null : jointScalar(second));
    }

    private void tendon(int e) {
        int second = table.obj2Id().get(e);
        curve(e, tendonScalar(table.obj1Id().get(e)), second < 0 ? null : tendonScalar(second));
    }

    /// A number that an equality couples, from its reference.
    private record Scalar(Expr value, SortedMap<Integer, Expr> row, double inverseInertia, List<BodyPull> pulls) {}

    private Scalar jointScalar(int joint) {
        int q = model.joints().qposAdr().get(joint);
        int d = model.joints().dofAdr().get(joint);
        SortedMap<Integer, Expr> row = LinkFrames.row();
        row.put(d, g.constant(1));
        return new Scalar(qpos[q].minus(model.qpos0().get(q)), row, model.dofs().invWeight0().get(d),
                List.of());
    }

    private Scalar tendonScalar(int tendon) {
        var path = smooth.tendons.path(tendon);
        return new Scalar(path.length().minus(model.tendons().length0().get(tendon)), path.row(),
                model.tendons().invWeight0().get(tendon), path.pulls());
    }

    /// `y = p₀ + p₁ x + … + p₄ x⁴`, or `y = p₀` without `x`.
    private void curve(int e, Scalar y, @Nullable Scalar x) {
        double[] p = table.data().slice(11 * e, 11 * e + 5);
        Expr violation = y.value.minus(p[0]);
        SortedMap<Integer, Expr> row = LinkFrames.row();
        row.putAll(y.row);
        double inverse = y.inverseInertia;
        List<BodyPull> pulls = new ArrayList<>(y.pulls);
        if (x != null) {
            Expr value = g.constant(0);
            Expr slope = g.constant(0);
            for (int k = 4; k >= 1; k--) {
                value = value.plus(p[k]).times(x.value);
                slope = slope.times(x.value).plus(k * p[k]);
            }
            violation = violation.minus(value);
            Expr share = slope.negate();
            x.row.forEach((d, arm) -> row.merge(d, arm.times(share), Expr::plus));
            inverse += x.inverseInertia;
            x.pulls.forEach(pull -> pulls.add(pull.times(share)));
        }
        rows.addEquality(source(e, pulls), row, violation, violation, g.constant(0), softness(e), inverse, active(e));
    }

    /// The two frames that a connect or weld brings together.
    ///
    /// @param inverseInertia [2] of both bodies together: against pushes, against turns
    private record Ends(int body1, int body2, Fixture first, Fixture second, double[] inverseInertia) {}

    /// @param anchor1 place in the data of the point in the first body's frame
    /// @param turn orientation of the second body in the first
    private Ends ends(int e, int anchor1, int anchor2, Quat turn) {
        int a = table.obj1Id().get(e);
        int b = table.obj2Id().get(e);
        if (table.objType().get(e) == ObjectType.SITE.ordinal()) {
            int body1 = model.sites().bodyId().get(a);
            int body2 = model.sites().bodyId().get(b);
            return new Ends(body1, body2, Fixture.site(model, smooth.tree, a), Fixture.site(model, smooth.tree, b),
                    inverseInertia(body1, body2));
        }
        Fixture first = Fixture.body(smooth.tree, a).carrying(new Pose(anchor(e, anchor1), turn));
        Fixture second = Fixture.body(smooth.tree, b).carrying(Pose.at(anchor(e, anchor2)));
        return new Ends(a, b, first, second, inverseInertia(a, b));
    }

    private Vec3 anchor(int e, int at) {
        int from = 11 * e + at;
        return new Vec3(table.data().get(from), table.data().get(from + 1), table.data().get(from + 2));
    }

    private double[] inverseInertia(int a, int b) {
        double[] sum = new double[2];
        for (int k = 0; k < 2; k++) {
            sum[k] = model.bodies().invWeight0().get(2 * a + k) + model.bodies().invWeight0().get(2 * b + k);
        }
        return sum;
    }

    private Vec position(Fixture fixture) {
        return frames.position(fixture.link(), fixture.inLink().position());
    }

    private Vec apart(Ends ends) {
        return position(ends.first).minus(position(ends.second));
    }

    private void connect(int e) {
        Ends ends = ends(e, 0, 3, Quat.IDENTITY);
        Vec apart = apart(ends);
        addTranslation(e, ends, apart, apart.dot(apart).sqrt());
    }

    private void addTranslation(int e, Ends ends, Vec apart, Expr size) {
        Vec drift = smooth.motion.acceleration(ends.first.link(), position(ends.first))
                .minus(smooth.motion.acceleration(ends.second.link(), position(ends.second)));
        for (int k = 0; k < 3; k++) {
            Vec axis = axis(k);
            SortedMap<Integer, Expr> row = LinkFrames.row();
            frames.addLinear(ends.first.link(), position(ends.first), axis, 1, row);
            frames.addLinear(ends.second.link(), position(ends.second), axis, -1, row);
            List<BodyPull> pulls = List.of(BodyPull.through(ends.body1, position(ends.first), axis),
                    BodyPull.through(ends.body2, position(ends.second), axis.negate()));
            rows.addEquality(source(e, pulls), row, apart.component(k), size, drift.component(k), softness(e),
                    ends.inverseInertia[0],
                    active(e));
        }
    }

    private Vec axis(int k) {
        return Vec.constant(g, k == 0 ? Vec3.X : k == 1 ? Vec3.Y : Vec3.Z);
    }

    /// With `q₁` and `q₂` the orientations of the ends, the rotation is off by the vector part of `q₂* q₁`, and unit angular velocity
    /// along an axis `u` of the first changes it by that of `½ q₂* u q₁`.
    private void weld(int e) {
        Quat given = new Quat(table.data().get(11 * e + 6), table.data().get(11 * e + 7), table.data().get(11 * e + 8),
                table.data().get(11 * e + 9));
        Ends ends = ends(e, 3, 0, given);
        double scale = table.data().get(11 * e + 10);
        Quaternion first = frames.orientation(ends.first.link(), ends.first.inLink().rotation());
        Quaternion second = frames.orientation(ends.second.link(), ends.second.inLink().rotation()).conjugate();
        Vec turned = second.times(first).v().times(scale);
        Vec apart = apart(ends);
        Expr size = apart.dot(apart).plus(turned.dot(turned)).sqrt();
        addTranslation(e, ends, apart, size);
        Vec drift = second.times(turnDrift(ends)).times(first).v().times(scale / 2);
        Vec[] change = new Vec[3];
        for (int k = 0; k < 3; k++) {
            change[k] = second.times(new Quaternion(g.constant(0), axis(k))).times(first).v().times(scale / 2);
        }
        for (int k = 0; k < 3; k++) {
            Vec direction = new Vec(change[0].component(k), change[1].component(k), change[2].component(k));
            SortedMap<Integer, Expr> row = LinkFrames.row();
            frames.addAngular(ends.first.link(), direction, 1, row);
            frames.addAngular(ends.second.link(), direction, -1, row);
            List<BodyPull> pulls = List.of(BodyPull.turning(ends.body1, direction),
                    BodyPull.turning(ends.body2, direction.negate()));
            rows.addEquality(source(e, pulls), row, turned.component(k), size, drift.component(k), softness(e),
                    ends.inverseInertia[1],
                    active(e));
        }
    }

    /// The rate of `q₂* ω q₁` where nothing accelerates, less its outer factors: `ω̇ + ½ (ω ω₁ − ω₂ ω)` with `ω = ω₁ − ω₂`, products of
    /// quaternions.
    private Quaternion turnDrift(Ends ends) {
        Vec w1 = smooth.motion.angular(ends.first.link());
        Vec w2 = smooth.motion.angular(ends.second.link());
        Vec rate = smooth.motion.angularRate(ends.first.link()).minus(smooth.motion.angularRate(ends.second.link()));
        Quaternion w = pure(w1.minus(w2));
        Quaternion after = w.times(pure(w1));
        Quaternion before = pure(w2).times(w);
        return new Quaternion(after.w().minus(before.w()).times(0.5),
                rate.plus(after.v().minus(before.v()).times(0.5)));
    }

    private Quaternion pure(Vec v) {
        return new Quaternion(g.constant(0), v);
    }
}
