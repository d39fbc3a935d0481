/// Which geoms may touch, and where they do.
///
/// [GeomPairs][org.isthmus.physics.collision.GeomPairs] lists the pairs of a model that MuJoCo's filters let collide. Their contact
/// points come from one of two places:
///
/// - [Touch][org.isthmus.physics.collision.Touch] traces the points of primitive shapes, branches turned into selections, so
///   that all lanes run the same code: planes, spheres and capsules with most shapes, and
///   [boxes with boxes][org.isthmus.physics.collision.BoxBox].
/// - [ConvexTouch][org.isthmus.physics.collision.ConvexTouch] finds those of any two convex bodies, of planes and of height
///   fields, one pair at a time: `Gjk` the distance, `Epa` the depth, `Manifold` the points between flat parts. Distances for motion
///   planning come from there too.
///
/// Both take places and sizes from the caller, since these differ from world to world. Read `Touch`, then `ConvexTouch`.
@NullMarked
package org.isthmus.physics.collision;

import org.jspecify.annotations.NullMarked;
