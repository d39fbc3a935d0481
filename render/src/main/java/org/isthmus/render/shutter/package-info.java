/// Images of what moves while they are taken.
///
/// In: where things and the camera are at a time ([Motion][org.isthmus.render.shutter.Motion]), and when each row of the image is
/// exposed ([Shutter][org.isthmus.render.shutter.Shutter]). Out: images with motion blur, and, of sensors that read row after row, with
/// their skew, in both qualities ([Exposure][org.isthmus.render.shutter.Exposure]).
///
/// An exposure is the mean, in linear light, of sub-frames; bands of rows have theirs at different times, each drawn by a camera with
/// fewer rows.
///
/// Read `Shutter` first.
@NullMarked
package org.isthmus.render.shutter;

import org.jspecify.annotations.NullMarked;
