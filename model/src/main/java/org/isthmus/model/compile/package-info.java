/// From scene to model: names resolved, frames and sizes worked out, masses and inertias computed, everything
/// numbered.
///
/// In: a [Scene][org.isthmus.model.scene.Scene]. Out: a [Model][org.isthmus.model.compiled.Model], or diagnostics
/// that name the elements that are wrong. Read [SceneCompiler][org.isthmus.model.compile.SceneCompiler] first: it
/// lists the stages in order, one file each.
///
/// The meaning is that of MuJoCo 3.14's compiler; the cross-check compares every number. On purpose different:
/// - Refused: negative masses and moments in inertials (there raised to the bounds), a pair of a geom with itself,
///   joints of several coordinates in fixed tendons, pulleys with divisor 0, `fovy` of 0, sites of type sdf, more than
///   1000 nested bodies, more than 65534 bodies, and sizes beyond the named limits.
/// - Warned of: ranges that limit nothing, cameras with a focal length in m and in pixels (pixels hold), targets
///   without a name; meshes and textures that a lenient reader did not find: what uses them is left out.
/// - `fusestatic` fuses all it can and moves cameras and lights along (there some bodies are missed, and views keep
///   their old frame); an orthographic camera may have any positive `fovy`.
/// - Length ranges come from a climb instead of a simulation, within limits of joints, couplings of joints and the
///   limits of the tendon itself; `uselimit` holds for all actuators (there right for the first one only).
/// - Built-in textures with 1 or 4 channels are drawn right and colours outside 0..1 clamped; `discardvisual` drops
///   textures of lights, too.
/// - A hull with `maxhullvert` may have other vertices; principal axes may have other signs and, where moments are
///   equal within single precision, other directions.
/// - Ranges of joints that are not limited are in radians, there as written.
@NullMarked
package org.isthmus.model.compile;

import org.jspecify.annotations.NullMarked;
