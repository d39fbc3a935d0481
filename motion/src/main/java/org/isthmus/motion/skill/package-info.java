/// Small programs of planned motion: pick an object up, put it down, hand it over, open a door, push a box,
/// pour.
///
/// In: an arm with a gripper ([RobotGripper][org.isthmus.motion.retarget.RobotGripper]), a model with an object, grasps
/// of the object. Out: a [PickPlan][org.isthmus.motion.skill.PickPlan], phases of motion with the width of the jaw,
/// each proven free, or for every grasp that was tried the reason why it cannot be done.
///
/// A [SkillProgram][org.isthmus.motion.skill.SkillProgram] runs such plans in a world of a
/// [WorldBatch][org.isthmus.physics.WorldBatch], as skills with a pre-condition and a verified effect each, tries again
/// when an effect is not there, and says how it ended ([Outcome][org.isthmus.motion.skill.Outcome]):
/// [PickAndPlace][org.isthmus.motion.skill.PickAndPlace], [Opening][org.isthmus.motion.skill.Opening] of doors and
/// drawers, [Pushing][org.isthmus.motion.skill.Pushing], [Pouring][org.isthmus.motion.skill.Pouring], and with two arms
/// [HandOver][org.isthmus.motion.skill.HandOver] and [BimanualLift][org.isthmus.motion.skill.BimanualLift].
///
/// Read `PickPlanner` first, then `SkillProgram` and `PickAndPlace`.
@NullMarked
package org.isthmus.motion.skill;

import org.jspecify.annotations.NullMarked;
