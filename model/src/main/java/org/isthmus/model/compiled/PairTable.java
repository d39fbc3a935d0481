package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;

/// The explicit contact pairs of a model, in MuJoCo's order (by the ids of their bodies).
///
/// The names are MuJoCo's `pair_…`.
public record PairTable(
        // [npair] contact dimension
        IntArray dim,
        // [npair]
        IntArray geom1,
        // [npair]
        IntArray geom2,
        // [npair] body1 · 65536 + body2
        IntArray signature,
        // [npair][2]
        DoubleArray solref,
        // [npair][2]
        DoubleArray solrefFriction,
        // [npair][5]
        DoubleArray solimp,
        // [npair] m
        DoubleArray margin,
        // [npair] m
        DoubleArray gap,
        // [npair][5] two sliding, torsional m, two rolling m
        DoubleArray friction,
        // [npair] N
        DoubleArray adhesion) {}
