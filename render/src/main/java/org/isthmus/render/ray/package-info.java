/// Rays: what is hit first, and whether anything is in the way.
///
/// In: a [RenderScene][org.isthmus.render.scene.RenderScene] and the state of a world. Out: a
/// [WorldRays][org.isthmus.render.ray.WorldRays], which traces a [Ray][org.isthmus.render.ray.Ray]. Each mesh has a hierarchy of boxes
/// ([TriangleTree][org.isthmus.render.ray.TriangleTree]) that all worlds share; a world has a small one over its instances, which is
/// made anew when things move ([WideTree][org.isthmus.render.ray.WideTree], 8 children per node, by the surface area heuristic).
///
/// Triangles are tested by Woop's method, which is watertight: a ray through an edge or a vertex of a closed surface hits it. The inner
/// kernels exist twice, with the Vector API and without ([Kernel][org.isthmus.render.ray.Kernel]), and give the same bits.
///
/// Exact, and the oracle for the rasteriser. Read `WorldRays` first.
@NullMarked
package org.isthmus.render.ray;

import org.jspecify.annotations.NullMarked;
