package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;

/// The equality constraints of a model.
///
/// The names are MuJoCo's `eq_…`.
public record EqualityTable(
        // [neq] ordinal of EqualityType
        IntArray type,
        // [neq] body, site, joint or tendon
        IntArray obj1Id,
        // [neq] −1: none
        IntArray obj2Id,
        // [neq] ordinal of ObjectType of both
        IntArray objType,
        // [neq] 1: active at the start
        IntArray active0,
        // [neq][2]
        DoubleArray solref,
        // [neq][5]
        DoubleArray solimp,
        // [neq][11] by type, as in MuJoCo: connect anchor1 anchor2; weld anchor, relative pose, torque scale; polynomial
        DoubleArray data) {}
