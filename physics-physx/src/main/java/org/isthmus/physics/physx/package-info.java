/// The engine `physx`: worlds of a compiled model, stepped by NVIDIA's PhysX 5.4.1 on processors, through physx-jni.
///
/// In: a `Model`, whose meaning is MuJoCo's. Out: a `WorldBatch` with PhysX's contacts, constraints and integration. Each world has a scene of
/// its own (`PhysxWorld`): trees of joints are articulations in reduced coordinates (`Articulation`), what flies free is a
/// rigid body (`FreeBody`). Their links are those of the lane engine (`LinkTree`).
///
/// Forces of actuators, springs and dampers are computed here in MuJoCo's terms (`JointForces`) and handed over as drives, which PhysX takes
/// implicitly. Equalities and dry friction become PhysX's tendons and joints (`Ties`). `Unsupported` says what cannot be had.
///
/// A world is a row of numbers as well; before a step what was changed in the row goes in, after it motion comes out. Sensors are measured by
/// the lane engine's kernels in the same state (`SensorView`), those of contacts with PhysX's contacts (`ContactLog`).
///
/// Start with `PhysxBatch`.
@NullMarked
package org.isthmus.physics.physx;

import org.jspecify.annotations.NullMarked;
