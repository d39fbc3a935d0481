/// Robots made of primitives: parameters in, a scene out.
///
/// In: a record of parameters, such as [SerialArm][org.isthmus.model.robots.SerialArm] (links, joints, limits, drives) or
/// [Quadruped][org.isthmus.model.robots.Quadruped] (lengths, masses, gains). Out: a
/// [Scene][org.isthmus.model.scene.Scene] with masses and inertias that a rigid body can have, joint limits, position servos
/// with limits of force, sites for tools and sensors, exclusions of contacts that cannot be meant, and a keyframe `home`. No
/// template has a floor or a light, so that all can be attached to other scenes; none needs a file.
///
/// `files.Skin` puts real meshes on them.
///
/// All of them are written as a [RobotDescription][org.isthmus.model.robots.RobotDescription]: links with joints and
/// [shapes][org.isthmus.model.robots.Shape]. The kinematics of robots one can buy are those that their makers publish;
/// shapes are drawn after them by hand.
///
/// Read [RobotTemplates][org.isthmus.model.robots.RobotTemplates] first, then `RokaeSr3` and `SerialArm`.
@NullMarked
package org.isthmus.model.robots;

import org.jspecify.annotations.NullMarked;
