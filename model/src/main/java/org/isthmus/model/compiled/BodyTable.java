package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;

/// The bodies of a model: the world first, then depth first, parents before children.
///
/// The names are MuJoCo's `body_…`.
public record BodyTable(
        // [nbody] parent; the world is its own
        IntArray parentId,
        // [nbody] ancestor that is a child of the world
        IntArray rootId,
        // [nbody] topmost ancestor it is welded to
        IntArray weldId,
        // [nbody] row of the mocap arrays; −1: not mocap
        IntArray mocapId,
        // [nbody] number of joints
        IntArray jntNum,
        // [nbody] first joint; −1: none
        IntArray jntAdr,
        // [nbody] number of degrees of freedom
        IntArray dofNum,
        // [nbody] first degree of freedom; −1: none
        IntArray dofAdr,
        // [nbody] kinematic tree; −1: does not move
        IntArray treeId,
        // [nbody] number of geoms
        IntArray geomNum,
        // [nbody] first geom; −1: none
        IntArray geomAdr,
        // [nbody][3] in the parent's frame, m
        DoubleArray pos,
        // [nbody][4] in the parent's frame
        DoubleArray quat,
        // [nbody][3] centre of mass in the body's frame, m
        DoubleArray ipos,
        // [nbody][4] principal axes of inertia in the body's frame
        DoubleArray iquat,
        // [nbody] kg
        DoubleArray mass,
        // [nbody] of the body and all below it, kg
        DoubleArray subtreeMass,
        // [nbody][3] principal moments, kg·m²
        DoubleArray inertia,
        // [nbody][2] mean inverse inertia at qpos0: translation 1/kg, rotation 1/(kg·m²)
        DoubleArray invWeight0,
        // [nbody] force against gravity, in body weights
        DoubleArray gravcomp,
        // [nbody] largest contact margin plus gap of its geoms, m
        DoubleArray margin,
        // [nbody] all contact types of its geoms together
        IntArray contype,
        // [nbody] all contact affinities of its geoms together
        IntArray conaffinity,
        // [nbody][nuserBody]
        DoubleArray user) {}
