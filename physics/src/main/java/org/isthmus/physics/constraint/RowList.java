package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Collects constraints of one row each.
final class RowList {
    private static final double MIN_VALUE = 1e-15;

    private final Graph g;
    private final PhysicsOptions options;
    private final Expr[] qvel;
    private final List<Block> blocks = new ArrayList<>();
    private final List<RowSource> sources = new ArrayList<>();

    RowList(Graph g, PhysicsOptions options, Expr[] qvel) {
        this.g = g;
        this.options = options;
        this.qvel = qvel;
    }

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /// What each block belongs to.
    List<RowSource> sources() {
        return List.copyOf(sources);
    }

    private void add(RowSource source, Block block) {
        sources.add(source);
        blocks.add(block);
    }

    /// Of row `row` of tables of softness.
    Softness softness(DoubleArray solref, DoubleArray solimp, int row) {
        return Softness.of(solref.slice(2 * row, 2 * row + 2), solimp.slice(5 * row, 5 * row + 5), options.timestep,
                options.isOn(Flag.REFSAFE));
    }

    /// Adds a row that always acts.
    ///
    /// @param violation that the row takes back
    /// @param size violation that decides the impedance: the row's own, or the length of all rows of one constraint
    /// @param drift second derivative of the violation where nothing accelerates
    /// @param active 1: it is switched on, 0: off
    void addEquality(
            RowSource source, SortedMap<Integer, Expr> row, Expr violation, Expr size, Expr drift, Softness softness,
            double inverseInertia, Expr active) {
        Row made = row(row, violation, softness.impedanceAt(size), softness, inverseInertia);
        Expr weight = g.constant(0.5).ifLess(active, made.weight, g.constant(0));
        add(source, Block.scalar(Block.Kind.EQUALITY, row, made.reference.minus(drift), weight, g.constant(0)));
    }

    /// Adds a row that only pushes, where the violation is negative.
    ///
    /// @param violation distance less margin
    void addLimit(
            RowSource source, SortedMap<Integer, Expr> row, Expr violation, Softness softness, double inverseInertia) {
        Row made = row(row, violation, softness.impedanceAt(violation), softness, inverseInertia);
        Expr weight = violation.ifLess(g.constant(0), made.weight, g.constant(0));
        add(source, Block.scalar(Block.Kind.LIMIT, row, made.reference, weight, g.constant(0)));
    }

    /// Adds dry friction up to a force.
    void addFriction(
            RowSource source, SortedMap<Integer, Expr> row, Softness softness, double inverseInertia, Expr bound) {
        Softness noSpring = new Softness(0, softness.damping(), softness.impedance());
        Row made = row(row, g.constant(0), noSpring.impedanceAt(g.constant(0)), noSpring, inverseInertia);
        add(source, Block.scalar(Block.Kind.FRICTION, row, made.reference, made.weight, bound));
    }

    private record Row(Expr reference, Expr weight) {}

    private Row row(
            SortedMap<Integer, Expr> row, Expr violation, Expr impedance, Softness softness, double inverseInertia) {
        Expr velocity = g.constant(0);
        for (var entry : row.entrySet()) {
            velocity = velocity.plus(entry.getValue().times(qvel[entry.getKey()]));
        }
        Expr reference = velocity.times(-softness.damping())
                .minus(impedance.times(violation).times(softness.stiffness()));
        Expr regularisation = g.constant(1).minus(impedance).dividedBy(impedance).times(inverseInertia);
        return new Row(reference, regularisation.max(g.constant(MIN_VALUE)).reciprocal());
    }
}
