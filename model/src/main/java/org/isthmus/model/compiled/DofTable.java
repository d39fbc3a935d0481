package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;

/// The degrees of freedom of a model, joint by joint.
///
/// The names are MuJoCo's `dof_…`.
public record DofTable(
        // [nv] body
        IntArray bodyId,
        // [nv] joint
        IntArray jntId,
        // [nv] next degree of freedom towards the root; −1: none
        IntArray parentId,
        // [nv] kinematic tree
        IntArray treeId,
        // [nv][2] softness of dry friction
        DoubleArray solref,
        // [nv][5] impedance of dry friction
        DoubleArray solimp,
        // [nv] dry friction, N·m or N
        DoubleArray frictionLoss,
        // [nv] rotor inertia, kg·m² or kg
        DoubleArray armature,
        // [nv] linear, N·m·s/rad or N·s/m
        DoubleArray damping,
        // [nv][2] quadratic and cubic
        DoubleArray dampingPoly,
        // [nv] diagonal of the inverse mass matrix at qpos0, averaged within a joint
        DoubleArray invWeight0,
        // [nv] diagonal of the mass matrix at qpos0
        DoubleArray M0) {}
