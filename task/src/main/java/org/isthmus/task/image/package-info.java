/// What cameras of a task see: worlds → images, one per world and camera.
///
/// In come states of a batch and how each world looks ([Looks]: materials, lights, surroundings, cameras moved a little); out go
/// [org.isthmus.render.Frames] per camera, at the camera's own rate, and of these the points of an object ([ObjectCloud]) and
/// the objects alone ([ObjectMask]).
///
/// Read [CameraSpec] first, then [Images].
@NullMarked
package org.isthmus.task.image;

import org.jspecify.annotations.NullMarked;
