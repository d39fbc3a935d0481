/// Rigid-body dynamics of trees, written over traced numbers.
///
/// [LinkTree][org.isthmus.physics.dynamics.LinkTree] turns a model's bodies and joints into links, one per joint, with what
/// does not move against each other merged. [TreeDynamics][org.isthmus.physics.dynamics.TreeDynamics] traces kinematics, bias
/// forces and the mass matrix in link frames, where inertias are constant;
/// [SparseFactor][org.isthmus.physics.dynamics.SparseFactor] factors and solves without fill-in.
///
/// In: a model, the numbers that differ between worlds ([Parameters][org.isthmus.physics.dynamics.Parameters]) and a traced
/// [State][org.isthmus.physics.dynamics.State]. Out: [SmoothDynamics][org.isthmus.physics.dynamics.SmoothDynamics], the one to read first:
/// the sum of all forces but the constraints', the mass matrix, and the matrix of the implicit step
/// ([ImplicitSystem][org.isthmus.physics.dynamics.ImplicitSystem]). Joints' springs and dampers are in `PassiveForces`, tendons' in
/// `TendonForces` with their paths in [Tendons][org.isthmus.physics.dynamics.Tendons] and `Wrap`, a medium's in `FluidForces`, actuators' in
/// [ActuatorForces][org.isthmus.physics.dynamics.ActuatorForces], `Transmissions`, `Muscle` and
/// [ControlHistory][org.isthmus.physics.dynamics.ControlHistory].
@NullMarked
package org.isthmus.physics.dynamics;

import org.jspecify.annotations.NullMarked;
