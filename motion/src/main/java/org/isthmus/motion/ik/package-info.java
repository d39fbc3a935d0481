/// From poses of frames to joint coordinates.
///
/// In: a [JointGroup][org.isthmus.motion.kinematics.JointGroup] and one
/// [IkTask][org.isthmus.motion.ik.IkTask] per frame that has to go somewhere (a pose, a position, an axis). Out:
///
/// - [IkSolver][org.isthmus.motion.ik.IkSolver]: coordinates that reach the targets, by iteration from several starts,
///   within   joint limits; then as good as an [Objective][org.isthmus.motion.ik.Objective] wants where freedom is
///   left;
/// - [SixAxisArm][org.isthmus.motion.ik.SixAxisArm]: all solutions of an arm of six hinges, in closed form;
/// - [DifferentialIk][org.isthmus.motion.ik.DifferentialIk]: the next small step towards moving targets, within limits
///   of position,   speed and acceleration.
///
/// All are deterministic: what is found depends on the inputs only, not on threads or on what was solved before.
///
/// Read `IkSolver` first.
@NullMarked
package org.isthmus.motion.ik;

import org.jspecify.annotations.NullMarked;
