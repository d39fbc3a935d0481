/// Where everything in a model is, in one configuration.
///
/// In: a compiled [Model][org.isthmus.model.compiled.Model] and joint positions `qpos`. Out: poses of bodies, geoms,
/// sites, cameras and lights ([Kinematics][org.isthmus.model.kinematics.Kinematics]); motions of the degrees of
/// freedom and Jacobians ([DofMotions][org.isthmus.model.kinematics.DofMotions]); the mass matrix
/// ([MassMatrix][org.isthmus.model.kinematics.MassMatrix]); lengths and moments of tendons and actuators
/// ([TendonLengths][org.isthmus.model.kinematics.TendonLengths],
/// [Transmissions][org.isthmus.model.kinematics.Transmissions]).
///
/// Meaning and names are MuJoCo's. All of it is scalar code (rung 0), one world at a time, written to be read: the
/// compiler uses it for the quantities at `qpos0`, and batched engines are tested against it. Only `Kinematics` is
/// made to be called often: it allocates nothing.
///
/// One difference on purpose: the rotation of a site against a reference site is what its moment is the derivative of;
/// MuJoCo 3.14 multiplies body and site rotation in the wrong order for the length.
///
/// Read `Kinematics` first.
@NullMarked
package org.isthmus.model.kinematics;

import org.jspecify.annotations.NullMarked;
