/// Where the frames of a robot are, and how they move, as functions of a few joint coordinates.
///
/// In: a compiled [Model][org.isthmus.model.compiled.Model], the names of joints and frames. A
/// [JointGroup][org.isthmus.motion.kinematics.JointGroup] chooses the coordinates `x` of a part of the robot (an arm, a
/// hand) and knows which joints follow others (mimic joints, coupled fingers); a
/// [Frame][org.isthmus.motion.kinematics.Frame] is a place fixed to a body. Out, from
/// [GroupKinematics][org.isthmus.motion.kinematics.GroupKinematics]: poses and Jacobians of the frames, without
/// allocation; from [Manipulability][org.isthmus.motion.kinematics.Manipulability] and
/// [Workspace][org.isthmus.motion.kinematics.Workspace]: how well and how far the robot reaches.
///
/// Everything else in this module computes with the coordinates of a group; [JointGroup#toQpos] leads back to the
/// model. The scalar oracle of it all is [Kinematics][org.isthmus.model.kinematics.Kinematics] over the whole model,
/// which also places geoms for collision checks.
///
/// Read `JointGroup` first.
@NullMarked
package org.isthmus.motion.kinematics;

import org.jspecify.annotations.NullMarked;
