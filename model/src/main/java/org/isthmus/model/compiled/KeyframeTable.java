package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;

/// The keyframes of a model.
///
/// The names are MuJoCo's `key_…`.
public record KeyframeTable(
        // [nkey] s
        DoubleArray time,
        // [nkey][nq]
        DoubleArray qpos,
        // [nkey][nv]
        DoubleArray qvel,
        // [nkey][na]
        DoubleArray act,
        // [nkey][nmocap][3] m
        DoubleArray mpos,
        // [nkey][nmocap][4]
        DoubleArray mquat,
        // [nkey][nu]
        DoubleArray ctrl) {}
