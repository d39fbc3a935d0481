package org.isthmus.model.compiled;

import org.isthmus.core.array.IntArray;

/// The kinematic trees of a model: each holds all bodies that move together below one child of the world.
///
/// The names are MuJoCo's `tree_…`.
public record TreeTable(
        // [ntree] first body
        IntArray bodyAdr,
        // [ntree] number of bodies
        IntArray bodyNum,
        // [ntree] first degree of freedom
        IntArray dofAdr,
        // [ntree] number of degrees of freedom
        IntArray dofNum) {}
