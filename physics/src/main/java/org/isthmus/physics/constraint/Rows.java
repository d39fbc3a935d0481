package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.compiled.EqualityTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.dynamics.State;
import org.isthmus.physics.dynamics.Tendons;
import org.isthmus.physics.trace.Elementary;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Vec;
import org.jspecify.annotations.Nullable;

/// Traces all constraints of a model but contacts, in MuJoCo's order: equalities, dry friction, limits.
public final class Rows {
    private static final double MIN_VALUE = 1e-15;

    private final Graph g;
    private final Model model;
    private final Parameters parameters;
    private final PhysicsOptions options;
    private final Expr[] qpos;
    private final Expr[] qvel;
    private final Tendons tendons;
    private final List<Block> blocks = new ArrayList<>();

    private Rows(Graph g, Parameters parameters, State state, Tendons tendons) {
        this.g = g;
        this.parameters = parameters;
        model = parameters.model();
        options = model.options();
        qpos = state.qpos();
        qvel = state.qvel();
        this.tendons = tendons;
    }

    /// The constraints at a state.
    public static List<Block> of(Graph g, Parameters parameters, State state, Tendons tendons) {
        Rows rows = new Rows(g, parameters, state, tendons);
        if (rows.options.isOn(Flag.CONSTRAINT)) {
            rows.addEqualities();
            rows.addFriction();
            rows.addTendonFriction();
            rows.addLimits();
            rows.addTendonLimits();
        }
        return List.copyOf(rows.blocks);
    }

    private void addEqualities() {
        EqualityTable table = model.equalities();
        for (int e = 0; e < model.sizes().neq() && options.isOn(Flag.EQUALITY); e++) {
            EqualityType type = EqualityType.values()[table.type().get(e)];
            if (table.active0().get(e) == 1) {
                switch (type) {
                    case JOINT -> addJointEquality(e);
                    case TENDON -> addTendonEquality(e);
                    case CONNECT, WELD -> {}
                }
            }
        }
    }

    private void addJointEquality(int e) {
        int first = model.equalities().obj1Id().get(e);
        int second = model.equalities().obj2Id().get(e);
        TreeMap<Integer, Expr> row = single(dof(first), g.constant(1));
        if (second < 0) {
            addCurve(e, fromReference(first), row, dofWeight(first), null, new TreeMap<>());
        } else {
            addCurve(e, fromReference(first), row, dofWeight(first) + dofWeight(second), fromReference(second),
                    single(dof(second), g.constant(1)));
        }
    }

    private void addTendonEquality(int e) {
        int first = model.equalities().obj1Id().get(e);
        int second = model.equalities().obj2Id().get(e);
        double weight = model.tendons().invWeight0().get(first);
        if (second < 0) {
            addCurve(e, stretch(first), tendons.path(first).row(), weight, null, new TreeMap<>());
        } else {
            addCurve(e, stretch(first), tendons.path(first).row(), weight + model.tendons().invWeight0().get(second),
                    stretch(second), tendons.path(second).row());
        }
    }

    private Expr stretch(int tendon) {
        return tendons.path(tendon).length().minus(model.tendons().length0().get(tendon));
    }

    /// `y = p₀ + p₁ x + … + p₄ x⁴`, or `y = p₀` without `x`.
    private void addCurve(
            int e, Expr y, SortedMap<Integer, Expr> yRow, double inverse, @Nullable Expr x,
            SortedMap<Integer, Expr> xRow) {
        double[] p = model.equalities().data().slice(11 * e, 11 * e + 5);
        Expr violation = y.minus(p[0]);
        TreeMap<Integer, Expr> jacobian = new TreeMap<>(yRow);
        if (x != null) {
            Expr value = g.constant(0);
            Expr slope = g.constant(0);
            for (int k = 4; k >= 1; k--) {
                value = value.plus(p[k]).times(x);
                slope = slope.times(x).plus(k * p[k]);
            }
            violation = violation.minus(value);
            Expr share = slope.negate();
            xRow.forEach((d, arm) -> jacobian.merge(d, arm.times(share), Expr::plus));
        }
        Softness softness = softness(model.equalities().solref(), model.equalities().solimp(), e);
        add(Block.Kind.EQUALITY, jacobian, violation, softness, inverse, null, g.constant(0));
    }

    private Expr fromReference(int joint) {
        int q = model.joints().qposAdr().get(joint);
        return qpos[q].minus(model.qpos0().get(q));
    }

    private int dof(int joint) {
        return model.joints().dofAdr().get(joint);
    }

    private double dofWeight(int joint) {
        return model.dofs().invWeight0().get(dof(joint));
    }

    private void addFriction() {
        for (int d = 0; d < model.sizes().nv() && options.isOn(Flag.FRICTIONLOSS); d++) {
            if (model.dofs().frictionLoss().get(d) > 0) {
                TreeMap<Integer, Expr> jacobian = new TreeMap<>();
                jacobian.put(d, g.constant(1));
                Softness softness = softness(model.dofs().solref(), model.dofs().solimp(), d);
                Softness noSpring = new Softness(0, softness.damping(), softness.impedance());
                add(Block.Kind.FRICTION, jacobian, g.constant(0), noSpring, model.dofs().invWeight0().get(d), null,
                        parameters.get(g, Parameter.DOF_FRICTIONLOSS, d));
            }
        }
    }

    private void addTendonFriction() {
        for (int t = 0; t < model.sizes().ntendon() && options.isOn(Flag.FRICTIONLOSS); t++) {
            double bound = model.tendons().frictionLoss().get(t);
            if (bound > 0) {
                Softness softness = softness(model.tendons().solrefFri(), model.tendons().solimpFri(), t);
                Softness noSpring = new Softness(0, softness.damping(), softness.impedance());
                add(Block.Kind.FRICTION, tendons.path(t).row(), g.constant(0), noSpring,
                        model.tendons().invWeight0().get(t), null, g.constant(bound));
            }
        }
    }

    private void addTendonLimits() {
        for (int t = 0; t < model.sizes().ntendon() && options.isOn(Flag.LIMIT); t++) {
            if (model.tendons().limited().get(t) == 1) {
                Tendons.Path path = tendons.path(t);
                addTendonLimit(t, path.length().minus(model.tendons().range().get(2 * t)), path.row());
                TreeMap<Integer, Expr> reverse = new TreeMap<>();
                path.row().forEach((d, arm) -> reverse.put(d, arm.negate()));
                addTendonLimit(t, g.constant(model.tendons().range().get(2 * t + 1)).minus(path.length()), reverse);
            }
        }
    }

    private void addTendonLimit(int t, Expr distance, SortedMap<Integer, Expr> row) {
        Expr violation = distance.minus(model.tendons().margin().get(t));
        Softness softness = softness(model.tendons().solrefLim(), model.tendons().solimpLim(), t);
        add(Block.Kind.LIMIT, row, violation, softness, model.tendons().invWeight0().get(t), violation,
                g.constant(0));
    }

    private void addLimits() {
        for (int j = 0; j < model.sizes().njnt() && options.isOn(Flag.LIMIT); j++) {
            if (model.joints().limited().get(j) == 1) {
                switch (JointType.values()[model.joints().type().get(j)]) {
                    case HINGE, SLIDE -> addScalarLimit(j);
                    case BALL -> addBallLimit(j);
                    case FREE -> {}
                }
            }
        }
    }

    private void addScalarLimit(int j) {
        Expr q = qpos[model.joints().qposAdr().get(j)];
        addLimit(j, q.minus(model.joints().range().get(2 * j)), single(dof(j), g.constant(1)));
        addLimit(j, g.constant(model.joints().range().get(2 * j + 1)).minus(q), single(dof(j), g.constant(-1)));
    }

    private static TreeMap<Integer, Expr> single(int dof, Expr value) {
        TreeMap<Integer, Expr> jacobian = new TreeMap<>();
        jacobian.put(dof, value);
        return jacobian;
    }

    /// A cone around the reference orientation: the angle of the rotation stays below the range.
    private void addBallLimit(int j) {
        int q = model.joints().qposAdr().get(j);
        int d = dof(j);
        Vec v = new Vec(qpos[q + 1], qpos[q + 2], qpos[q + 3]);
        Expr sine = v.dot(v).sqrt();
        Expr tiny = g.constant(MIN_VALUE);
        Expr angle = Elementary.atan2(sine, qpos[q].abs()).times(2);
        // towards the shorter way round
        Expr sign = qpos[q].ifLess(g.constant(0), g.constant(-1), g.constant(1));
        Vec axis = v.times(sign.dividedBy(sine.max(tiny)));
        TreeMap<Integer, Expr> jacobian = new TreeMap<>();
        for (int k = 0; k < 3; k++) {
            jacobian.put(d + k, axis.component(k).negate());
        }
        double range = Math.max(model.joints().range().get(2 * j), model.joints().range().get(2 * j + 1));
        addLimit(j, g.constant(range).minus(angle), jacobian);
    }

    private void addLimit(int j, Expr distance, SortedMap<Integer, Expr> jacobian) {
        double margin = model.joints().margin().get(j);
        Softness softness = softness(model.joints().solref(), model.joints().solimp(), j);
        add(Block.Kind.LIMIT, jacobian, distance.minus(margin), softness, dofWeight(j), distance.minus(margin),
                g.constant(0));
    }

    private Softness softness(DoubleArray solref, DoubleArray solimp, int row) {
        return Softness.of(solref.slice(2 * row, 2 * row + 2), solimp.slice(5 * row, 5 * row + 5), options.timestep,
                options.isOn(Flag.REFSAFE));
    }

    /// @param violation position less margin
    /// @param activeBelowZero the row acts where this is negative; null: always
    private void add(
            Block.Kind kind, SortedMap<Integer, Expr> jacobian, Expr violation, Softness softness,
            double inverseInertia,
            @Nullable Expr activeBelowZero, Expr bound) {
        Expr velocity = g.constant(0);
        for (var entry : jacobian.entrySet()) {
            velocity = velocity.plus(entry.getValue().times(qvel[entry.getKey()]));
        }
        Expr impedance = softness.impedanceAt(violation);
        Expr reference = velocity.times(-softness.damping())
                .minus(impedance.times(violation).times(softness.stiffness()));
        Expr regularisation = g.constant(1).minus(impedance).dividedBy(impedance).times(inverseInertia);
        Expr weight = regularisation.max(g.constant(MIN_VALUE)).reciprocal();
        if (activeBelowZero != null) {
            weight = activeBelowZero.ifLess(g.constant(0), weight, g.constant(0));
        }
        blocks.add(Block.scalar(kind, jacobian, reference, weight, bound));
    }
}
