package org.isthmus.physics.trace;

/// The number format of a kernel. Approximations choose their degree by it.
public enum Precision {
    FLOAT,
    DOUBLE;

    /// The nearest number of this format.
    public double round(double value) {
        return this == FLOAT ? (float) value : value;
    }

    /// The constant that [Op#ROUND] adds and takes away: 1.5 times the power of two whose unit in the last place is 1.
    double roundingConstant() {
        return this == FLOAT ? 0x1.8p23 : 0x1.8p52;
    }
}
