/// URDF and SRDF, the robot descriptions of ROS.
///
/// In: a URDF file, its meshes and textures ([UrdfReader][org.isthmus.model.urdf.UrdfReader]), and the SRDF file that
/// goes with it ([SrdfReader][org.isthmus.model.urdf.SrdfReader]). Out: a [Scene][org.isthmus.model.scene.Scene], and
/// back to URDF ([UrdfWriter][org.isthmus.model.urdf.UrdfWriter]). What a scene or URDF cannot hold is told as a
/// warning.
///
/// How a read goes: `RobotReader` walks the file with `LinkReader`, `JointReader`, `Paints`, `Transmissions` and
/// `MujocoBlock`; the loose links become a tree in `org.isthmus.model.linkage`. `UrdfGrammar` lists what is understood;
/// everything else is reported.
///
/// Read `UrdfReader` first: it states every convention.
@NullMarked
package org.isthmus.model.urdf;

import org.jspecify.annotations.NullMarked;
