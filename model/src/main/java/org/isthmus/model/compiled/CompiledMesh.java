package org.isthmus.model.compiled;

import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.InertiaMode;
import org.isthmus.model.mesh.Mesh;

/// A mesh in its inertial frame: centred on its centre of mass and aligned with its principal axes, as in MuJoCo.
///
/// @param geometry in that frame, scaled, m
/// @param pos translation that was taken out: origin of the frame in the asset's own frame (after scale and reference pose), m
/// @param quat rotation that was taken out
/// @param hullVertices vertices of the convex hull, indices into `geometry`; empty where no hull was needed
/// @param hullFaces triangles of the convex hull, outward, [faces][3], indices into `geometry`
/// @param inertia by which definition of mass the frame was found
/// @param maxHullVertices most vertices the hull could have; −1: no limit
public record CompiledMesh(
        Mesh geometry, Vec3 pos, Quat quat, IntArray hullVertices, IntArray hullFaces, InertiaMode inertia,
        int maxHullVertices) {}
