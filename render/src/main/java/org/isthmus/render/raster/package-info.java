/// Which triangle is seen at each pixel.
///
/// In: instances, a camera. Out: a [VisibilityBuffer][org.isthmus.render.raster.VisibilityBuffer] with depth and triangle of every pixel in
/// one 64-bit word. Filling it takes the larger word, so the result depends neither on the order of triangles nor on how the image is
/// shared among threads.
///
/// [DrawList][org.isthmus.render.raster.DrawList] finds what may be seen and projects its vertices,
/// [Clipper][org.isthmus.render.raster.Clipper] cuts what reaches behind the camera, and
/// [TriangleFill][org.isthmus.render.raster.TriangleFill] fills.
///
/// Read `VisibilityBuffer` first.
@NullMarked
package org.isthmus.render.raster;

import org.jspecify.annotations.NullMarked;
