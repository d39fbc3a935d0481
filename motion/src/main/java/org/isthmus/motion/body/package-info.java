/// Motions of whole human bodies as motions of a humanoid.
///
/// In: places of key points over time ([BodyMotion][org.isthmus.motion.body.BodyMotion], read by
/// [BodyCsv][org.isthmus.motion.body.BodyCsv]) and a humanoid with a description of which frame is which point
/// ([RobotBody][org.isthmus.motion.body.RobotBody]). Out: a pose of its base and the positions of its joints for each
/// frame, within limits, feet at rest where the human's are, nothing below the floor, limbs clear of each other; and figures that
/// say how well ([RetargetReport][org.isthmus.motion.retarget.RetargetReport]).
///
/// This is kinematics: whether the robot can keep its balance so is not asked.
///
/// Read `BodyRetargeter` first, then `BodyTargets` and `BodyProblem`.
@NullMarked
package org.isthmus.motion.body;

import org.jspecify.annotations.NullMarked;
