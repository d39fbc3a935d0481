/// What is true about an image: boxes, masks, poses, keypoints, point clouds.
///
/// In: [Frames][org.isthmus.render.Frames] with ids, depth or positions, and the view they were drawn from. Out: per object its visible and
/// amodal extent and its pose in the camera ([ObjectLabels][org.isthmus.render.label.ObjectLabels]), projected points with visibility
/// ([Keypoints][org.isthmus.render.label.Keypoints]), point clouds ([PointCloud][org.isthmus.render.label.PointCloud]).
///
/// Read `ObjectLabels` first.
@NullMarked
package org.isthmus.render.label;

import org.jspecify.annotations.NullMarked;
