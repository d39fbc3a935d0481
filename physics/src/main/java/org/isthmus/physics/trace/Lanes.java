package org.isthmus.physics.trace;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// How many lanes run together, and what emitted code needs to say so.
public final class Lanes {
    static final VectorSpecies<Float> FLOAT_SPECIES = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Double> DOUBLE_SPECIES = DoubleVector.SPECIES_PREFERRED;

    private Lanes() {}

    /// Lanes of the machine's preferred vectors.
    public static int preferred(Precision precision) {
        return precision == Precision.FLOAT ? FLOAT_SPECIES.length() : DOUBLE_SPECIES.length();
    }

    static boolean anyPositive(float[] memory, int at) {
        return FloatVector.fromArray(FLOAT_SPECIES, memory, at).compare(VectorOperators.GT, 0).anyTrue();
    }

    static boolean anyPositive(double[] memory, int at) {
        return DoubleVector.fromArray(DOUBLE_SPECIES, memory, at).compare(VectorOperators.GT, 0).anyTrue();
    }

    static long positive(float[] memory, int at) {
        return FloatVector.fromArray(FLOAT_SPECIES, memory, at).compare(VectorOperators.GT, 0).toLong();
    }

    static long positive(double[] memory, int at) {
        return DoubleVector.fromArray(DOUBLE_SPECIES, memory, at).compare(VectorOperators.GT, 0).toLong();
    }
}
