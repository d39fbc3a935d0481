/// Scalar records of rigid-body mathematics (rung 0 of the kernels): immutable, allocation removed by C2 in straight code,
/// the oracle of every batched kernel.
///
/// Conventions: SI units and radians; right-handed frames; quaternions `(w, x, y, z)` of unit length, Hamilton product; a
/// [Pose] `X_AB` maps coordinates in frame B to coordinates in frame A. Transcendental functions come from
/// [StrictMath], so results have the same bits on every machine.
///
/// Hot loops over arrays, which must not allocate, have [Quaternions] and [Trigonometry] instead: the same operations on rows of numbers, and sine and
/// cosine without StrictMath's arrays, likewise with the same bits everywhere.
///
/// Read [Vec3], [Quat] and [Pose] first; [SpatialVector] and [Inertia] are what rigid-body dynamics adds, [Aabb] what geometry
/// adds.
@NullMarked
package org.isthmus.core.math;

import org.jspecify.annotations.NullMarked;
