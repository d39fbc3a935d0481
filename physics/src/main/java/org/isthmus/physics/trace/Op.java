package org.isthmus.physics.trace;

/// An operation of a [Graph]. All are exactly defined by IEEE 754, so every form of a kernel gives the same bits.
enum Op {
    CONSTANT(0),
    /// The number in a slot when the kernel starts.
    LOAD(0),
    ADD(2),
    SUBTRACT(2),
    MULTIPLY(2),
    DIVIDE(2),
    /// `a·b + c` with one rounding.
    FMA(3),
    /// `c − a·b` with one rounding.
    FNMA(3),
    NEGATE(1),
    ABS(1),
    SQRT(1),
    /// The nearest whole number, ties to even, for |a| below 2^22 (float) or 2^51 (double).
    ROUND(1),
    /// `a < b ? c : d`; `d` when either is NaN.
    IF_LESS(4);

    private final int arity;

    Op(int arity) {
        this.arity = arity;
    }

    int arity() {
        return arity;
    }
}
