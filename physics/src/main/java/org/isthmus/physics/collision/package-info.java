/// Which geoms may touch, and where they do.
///
/// [GeomPairs][org.isthmus.physics.collision.GeomPairs] lists the pairs of a model that MuJoCo's filters let collide;
/// [Touch][org.isthmus.physics.collision.Touch] traces the contact points of one pair, branch by branch turned into selections, so
/// that all lanes run the same code.
@NullMarked
package org.isthmus.physics.collision;

import org.jspecify.annotations.NullMarked;
