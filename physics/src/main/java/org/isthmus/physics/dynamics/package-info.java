/// Rigid-body dynamics of trees, written over traced numbers.
///
/// [LinkTree][org.isthmus.physics.dynamics.LinkTree] turns a model's bodies and joints into links, one per joint, with what
/// does not move against each other merged. [TreeDynamics][org.isthmus.physics.dynamics.TreeDynamics] traces kinematics, bias
/// forces and the mass matrix in link frames, where inertias are constant;
/// [SparseFactor][org.isthmus.physics.dynamics.SparseFactor] factors and solves without fill-in.
@NullMarked
package org.isthmus.physics.dynamics;

import org.jspecify.annotations.NullMarked;
