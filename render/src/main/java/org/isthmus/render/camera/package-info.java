/// Cameras: which ray belongs to a pixel, and which pixel to a point.
///
/// A [Camera][org.isthmus.render.camera.Camera] has the size of the image, the matrix K and a
/// [Lens][org.isthmus.render.camera.Lens]; a [View][org.isthmus.render.camera.View] puts it somewhere in a world. Frame and pixels are
/// OpenCV's: x right, y down, z forward; the centre of the upper left pixel is (0, 0).
/// [Framing][org.isthmus.render.camera.Framing] finds a place from which a box is seen well,
/// [Orbit][org.isthmus.render.camera.Orbit] a way round it.
///
/// Read `Camera` first.
@NullMarked
package org.isthmus.render.camera;

import org.jspecify.annotations.NullMarked;
