/// Motions that hit nothing.
///
/// In: a [JointGroup][org.isthmus.motion.kinematics.JointGroup] of a model whose geoms are robot and obstacles, a
/// start, one goal or several. Out: a [Plan][org.isthmus.motion.plan.Plan]: a path of straight pieces in joint space,
/// each proven free, or the reason why there is none.
///
/// [CollisionChecker][org.isthmus.motion.plan.CollisionChecker] answers whether a configuration or a straight motion is
/// free; it knows which pairs of geoms matter, what is attached to the gripper
/// ([Attachment][org.isthmus.motion.plan.Attachment]) and which bodies may touch
/// ([AllowedCollisions][org.isthmus.motion.plan.AllowedCollisions]). [RrtConnect][org.isthmus.motion.plan.RrtConnect]
/// finds paths and shortens them; [SmoothPath][org.isthmus.motion.plan.SmoothPath] rounds their corners and times them.
///
/// Read `CollisionChecker`, then `RrtConnect`.
@NullMarked
package org.isthmus.motion.plan;

import org.jspecify.annotations.NullMarked;
