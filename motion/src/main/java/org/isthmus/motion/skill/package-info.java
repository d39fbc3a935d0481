/// Small programs of planned motion: pick an object up, put it down.
///
/// In: an arm with a gripper ([RobotGripper][org.isthmus.motion.retarget.RobotGripper]), a model with an object, grasps
/// of the object. Out: a [PickPlan][org.isthmus.motion.skill.PickPlan], phases of motion with the width of the jaw,
/// each proven free, or for every grasp that was tried the reason why it cannot be done.
///
/// Plans are open loop: who runs them watches what happens.
///
/// Read `PickPlanner` first.
@NullMarked
package org.isthmus.motion.skill;

import org.jspecify.annotations.NullMarked;
