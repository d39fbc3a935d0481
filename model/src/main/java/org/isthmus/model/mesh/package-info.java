/// Triangle meshes: the data, what is computed from them, and meshes made from nothing.
///
/// In: triangles, from a file ([org.isthmus.model.mesh.format]), from [MeshBuilder][org.isthmus.model.mesh.MeshBuilder], from
/// [Shapes][org.isthmus.model.mesh.Shapes] or by MuJoCo's names from [BuiltinMesh][org.isthmus.model.mesh.BuiltinMesh]. Out: moved, scaled and welded meshes
/// ([MeshTransforms][org.isthmus.model.mesh.MeshTransforms], [Welding][org.isthmus.model.mesh.Welding]); volume, centre of mass
/// and inertia by MuJoCo's four definitions ([MassProperties][org.isthmus.model.mesh.MassProperties]); the convex hull
/// ([ConvexHull][org.isthmus.model.mesh.ConvexHull]); and what is wrong with a surface: holes, flipped faces, edges of three
/// faces ([Topology][org.isthmus.model.mesh.Topology]).
///
/// Everything here is immutable, deterministic and in double precision.
///
/// Read [Mesh][org.isthmus.model.mesh.Mesh] first.
@NullMarked
package org.isthmus.model.mesh;

import org.jspecify.annotations.NullMarked;
