/// The motion of a human hand as the motion of a robot.
///
/// In: a [HandMotion][org.isthmus.motion.hand.HandMotion]. Out, by kind of robot:
///
/// - [GripperRetargeter][org.isthmus.motion.retarget.GripperRetargeter]: thumb and one finger become the pose of a tool
///   and the width   of its jaw;
/// - [HandRetargeter][org.isthmus.motion.retarget.HandRetargeter]: fingers become the joints of a dexterous
///   [RobotHand][org.isthmus.motion.retarget.RobotHand], which a small file describes;
/// - [ArmRetargeter][org.isthmus.motion.retarget.ArmRetargeter]: the arm that carries the tool, scaled and placed into
///   its workspace.
///
/// Results are within joint limits exactly, and never move a joint faster than asked. They are the same every time.
///
/// Read `RobotHand`, then `HandRetargeter`.
@NullMarked
package org.isthmus.motion.retarget;

import org.jspecify.annotations.NullMarked;
