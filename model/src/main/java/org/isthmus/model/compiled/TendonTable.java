package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.FloatArray;
import org.isthmus.core.array.IntArray;

/// The tendons of a model. Lengths are m, of fixed tendons whatever their coefficients make.
///
/// The names are MuJoCo's `tendon_…`.
public record TendonTable(
        // [ntendon] first wrap of its path
        IntArray adr,
        // [ntendon] number of wraps
        IntArray num,
        // [ntendon] −1: none
        IntArray matId,
        // [ntendon]
        IntArray group,
        // [ntendon] 1: range holds
        IntArray limited,
        // [ntendon] 1: actFrcRange holds
        IntArray actFrcLimited,
        // [ntendon] m
        DoubleArray width,
        // [ntendon][2]
        DoubleArray solrefLim,
        // [ntendon][5]
        DoubleArray solimpLim,
        // [ntendon][2]
        DoubleArray solrefFri,
        // [ntendon][5]
        DoubleArray solimpFri,
        // [ntendon][2]
        DoubleArray range,
        // [ntendon][2] N
        DoubleArray actFrcRange,
        // [ntendon]
        DoubleArray margin,
        // [ntendon] linear, N/m
        DoubleArray stiffness,
        // [ntendon][2] quadratic and cubic
        DoubleArray stiffnessPoly,
        // [ntendon] linear, N·s/m
        DoubleArray damping,
        // [ntendon][2] quadratic and cubic
        DoubleArray dampingPoly,
        // [ntendon] kg
        DoubleArray armature,
        // [ntendon] N
        DoubleArray frictionLoss,
        // [ntendon][2] rest length
        DoubleArray lengthSpring,
        // [ntendon] at qpos0
        DoubleArray length0,
        // [ntendon] inverse inertia at qpos0
        DoubleArray invWeight0,
        // [ntendon][nuserTendon]
        DoubleArray user,
        // [ntendon][4]
        FloatArray rgba) {}
