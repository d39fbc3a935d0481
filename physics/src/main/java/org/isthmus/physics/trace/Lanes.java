package org.isthmus.physics.trace;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
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
}
