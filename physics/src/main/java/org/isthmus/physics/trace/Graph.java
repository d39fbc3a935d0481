package org.isthmus.physics.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Records the arithmetic of one kernel: nodes in the order they were made, each made once.
///
/// Folding keeps IEEE results but for the sign of zero and for `0 · x`, which is 0 even where `x` is infinite or NaN: a
/// structural zero of a model stays a zero.
public final class Graph {
    private final Precision precision;
    private final Map<Node, Integer> ids = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Slot, Integer> stores = new LinkedHashMap<>();

    public Graph(Precision precision) {
        this.precision = precision;
    }

    /// One operation; unused operands are −1.
    record Node(Op op, int a, int b, int c, int d, double value, @Nullable Slot slot) {
        int operand(int index) {
            return switch (index) {
                case 0 -> a;
                case 1 -> b;
                case 2 -> c;
                default -> d;
            };
        }
    }

    public Precision precision() {
        return precision;
    }

    /// A constant, rounded to the kernel's precision.
    public Expr constant(double value) {
        double rounded = precision.round(value) + 0.0;
        return node(new Node(Op.CONSTANT, -1, -1, -1, -1, rounded, null));
    }

    /// The number in a slot when the kernel starts.
    ///
    /// @throws IllegalStateException when this kernel already stores there in memory that worlds share one after the other: what a load would find is of
    ///     the worlds before
    public Expr load(Slot slot) {
        if (slot.space() != Slot.Space.STATE && stores.containsKey(slot)) {
            throw new IllegalStateException(slot + " is stored by this kernel; use the expression that is stored");
        }
        return node(new Node(Op.LOAD, -1, -1, -1, -1, 0, slot));
    }

    /// Leaves a number in a slot when the kernel ends. A slot stored twice keeps the last.
    public void store(Slot slot, Expr value) {
        stores.put(slot, value.id);
    }

    /// Closes the graph: fuses products into sums and drops what no store needs.
    public Kernel toKernel(String name) {
        return toKernel(name, 0);
    }

    /// Closes the graph of a kernel that takes `ports` ports with each call.
    public Kernel toKernel(String name, int ports) {
        return Kernel.of(name, precision, nodes, stores, ports);
    }

    Op op(int id) {
        return nodes.get(id).op();
    }

    double value(int id) {
        return nodes.get(id).value();
    }

    Expr add(Expr x, Expr y) {
        if (x.is(0)) {
            return y;
        }
        if (y.is(0)) {
            return x;
        }
        if (x.isConstant() && y.isConstant()) {
            return constant(value(x.id) + value(y.id));
        }
        if (op(y.id) == Op.NEGATE) {
            return subtract(x, operand(y));
        }
        if (op(x.id) == Op.NEGATE) {
            return subtract(y, operand(x));
        }
        return node(Op.ADD, Math.min(x.id, y.id), Math.max(x.id, y.id), -1, -1);
    }

    Expr subtract(Expr x, Expr y) {
        if (y.is(0)) {
            return x;
        }
        if (x.is(0)) {
            return negate(y);
        }
        if (x.isConstant() && y.isConstant()) {
            return constant(value(x.id) - value(y.id));
        }
        if (x.id == y.id) {
            return constant(0);
        }
        if (op(y.id) == Op.NEGATE) {
            return add(x, operand(y));
        }
        return node(Op.SUBTRACT, x.id, y.id, -1, -1);
    }

    Expr multiply(Expr x, Expr y) {
        if (x.is(0) || y.is(0)) {
            return constant(0);
        }
        if (x.is(1)) {
            return y;
        }
        if (y.is(1)) {
            return x;
        }
        if (x.is(-1)) {
            return negate(y);
        }
        if (y.is(-1)) {
            return negate(x);
        }
        if (x.isConstant() && y.isConstant()) {
            return constant(value(x.id) * value(y.id));
        }
        if (op(x.id) == Op.NEGATE) {
            return negate(multiply(operand(x), y));
        }
        if (op(y.id) == Op.NEGATE) {
            return negate(multiply(x, operand(y)));
        }
        return node(Op.MULTIPLY, Math.min(x.id, y.id), Math.max(x.id, y.id), -1, -1);
    }

    Expr divide(Expr x, Expr y) {
        if (x.is(0) || y.is(1)) {
            return x;
        }
        if (x.isConstant() && y.isConstant()) {
            return constant(value(x.id) / value(y.id));
        }
        return node(Op.DIVIDE, x.id, y.id, -1, -1);
    }

    Expr negate(Expr x) {
        if (x.isConstant()) {
            return constant(-value(x.id));
        }
        return op(x.id) == Op.NEGATE ? operand(x) : node(Op.NEGATE, x.id, -1, -1, -1);
    }

    Expr unary(Op op, Expr x) {
        if (x.isConstant()) {
            double v = value(x.id);
            return constant(switch (op) {
                case ABS -> Math.abs(v);
                case SQRT -> Math.sqrt(v);
                case ROUND -> Math.rint(v);
                default -> throw new IllegalArgumentException("not a unary operation: " + op);
            });
        }
        return node(op, x.id, -1, -1, -1);
    }

    Expr ifLess(Expr a, Expr b, Expr then, Expr otherwise) {
        if (then.id == otherwise.id) {
            return then;
        }
        if (a.isConstant() && b.isConstant()) {
            return value(a.id) < value(b.id) ? then : otherwise;
        }
        return node(Op.IF_LESS, a.id, b.id, then.id, otherwise.id);
    }

    private Expr operand(Expr negation) {
        return new Expr(this, nodes.get(negation.id).a());
    }

    private Expr node(Op op, int a, int b, int c, int d) {
        return node(new Node(op, a, b, c, d, 0, null));
    }

    private Expr node(Node node) {
        Integer known = ids.get(node);
        if (known == null) {
            known = nodes.size();
            nodes.add(node);
            ids.put(node, known);
        }
        return new Expr(this, known);
    }

    /// Constants as an array, for algorithms over vectors of numbers.
    public Expr[] constants(double... values) {
        return Arrays.stream(values).mapToObj(this::constant).toArray(Expr[]::new);
    }
}
