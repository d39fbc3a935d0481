package org.isthmus.physics.trace;

/// A number that a kernel will compute, one per lane: a node of a [Graph].
///
/// Arithmetic records nodes and folds what is known: constants, zeros, ones, signs, repeated operations.
public final class Expr {
    final Graph graph;
    final int id;

    Expr(Graph graph, int id) {
        this.graph = graph;
        this.id = id;
    }

    /// The graph it belongs to.
    public Graph graph() {
        return graph;
    }

    public Expr plus(Expr b) {
        return graph.add(this, b);
    }

    public Expr plus(double b) {
        return plus(graph.constant(b));
    }

    public Expr minus(Expr b) {
        return graph.subtract(this, b);
    }

    public Expr minus(double b) {
        return minus(graph.constant(b));
    }

    public Expr times(Expr b) {
        return graph.multiply(this, b);
    }

    public Expr times(double b) {
        return times(graph.constant(b));
    }

    public Expr dividedBy(Expr b) {
        return graph.divide(this, b);
    }

    public Expr negate() {
        return graph.negate(this);
    }

    public Expr square() {
        return times(this);
    }

    public Expr reciprocal() {
        return graph.constant(1).dividedBy(this);
    }

    public Expr abs() {
        return graph.unary(Op.ABS, this);
    }

    public Expr sqrt() {
        return graph.unary(Op.SQRT, this);
    }

    /// The nearest whole number; see [Op#ROUND] for its range.
    public Expr round() {
        return graph.unary(Op.ROUND, this);
    }

    /// `this < b ? then : otherwise`; `otherwise` when either is NaN.
    public Expr ifLess(Expr b, Expr then, Expr otherwise) {
        return graph.ifLess(this, b, then, otherwise);
    }

    /// `this > 0 ? then : otherwise`.
    public Expr ifPositive(Expr then, Expr otherwise) {
        return graph.constant(0).ifLess(this, then, otherwise);
    }

    public Expr min(Expr b) {
        return ifLess(b, this, b);
    }

    public Expr max(Expr b) {
        return b.ifLess(this, this, b);
    }

    public Expr clamp(Expr low, Expr high) {
        return max(low).min(high);
    }

    /// Whether this is a constant of that value.
    public boolean is(double value) {
        return graph.op(id) == Op.CONSTANT && graph.value(id) == value;
    }

    public boolean isConstant() {
        return graph.op(id) == Op.CONSTANT;
    }

    @Override
    public String toString() {
        return isConstant() ? Double.toString(graph.value(id)) : "#" + id;
    }
}
