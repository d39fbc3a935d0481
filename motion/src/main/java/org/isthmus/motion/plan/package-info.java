/// Motions that hit nothing.
///
/// In: a [JointGroup][org.isthmus.motion.kinematics.JointGroup] of a model whose geoms are robot and obstacles, a
/// start, one goal or several. Out: a [Plan][org.isthmus.motion.plan.Plan]: a path of straight pieces in joint space,
/// each proven free, or the reason why there is none.
///
/// [CollisionChecker][org.isthmus.motion.plan.CollisionChecker] answers whether a configuration or a straight motion is
/// free; it knows which pairs of geoms matter, what is attached to the gripper
/// ([Attachment][org.isthmus.motion.plan.Attachment]) and which bodies may touch
/// ([AllowedCollisions][org.isthmus.motion.plan.AllowedCollisions]). Each [Planner][org.isthmus.motion.plan.Planner]
/// finds paths: [RrtConnect][org.isthmus.motion.plan.RrtConnect] soon,
/// [InformedRrtStar][org.isthmus.motion.plan.InformedRrtStar] and [PrmStar][org.isthmus.motion.plan.PrmStar] short ones,
/// [ConstrainedRrt][org.isthmus.motion.plan.ConstrainedRrt] such that a [Constraint][org.isthmus.motion.plan.Constraint]
/// holds; [SmoothPath][org.isthmus.motion.plan.SmoothPath] rounds their corners and times them.
///
/// Read `CollisionChecker`, then `Planner` and `RrtConnect`.
@NullMarked
package org.isthmus.motion.plan;

import org.jspecify.annotations.NullMarked;
