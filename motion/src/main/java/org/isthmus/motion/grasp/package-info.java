/// Where to grasp an object.
///
/// In: the surface of an object as a [Mesh][org.isthmus.model.mesh.Mesh] (of primitives, those of
/// [Shapes][org.isthmus.model.mesh.Shapes]) and the measures of a gripper
/// ([ParallelJaw][org.isthmus.motion.grasp.ParallelJaw]). Out: [Grasps][org.isthmus.motion.grasp.Grasp], best first, of
/// [AntipodalSampler][org.isthmus.motion.grasp.AntipodalSampler]: two contacts that friction can hold, a pose of the
/// tool whose fingers and palm stay clear of object and table.
///
/// [StableSides][org.isthmus.motion.grasp.StableSides] tells on which sides an object stands,
/// [GraspQuality][org.isthmus.motion.grasp.GraspQuality] how well contacts hold it,
/// [GraspCache][org.isthmus.motion.grasp.GraspCache] keeps grasps in files. What is found is geometry; whether it holds
/// is for physics to say: [GraspTrial][org.isthmus.motion.skill.GraspTrial].
///
/// [SuctionSampler][org.isthmus.motion.grasp.SuctionSampler] finds places for a suction cup,
/// [HandGrasper][org.isthmus.motion.grasp.HandGrasper] grasps for hands with several fingers, by optimisation.
///
/// Read `AntipodalSampler` first.
@NullMarked
package org.isthmus.motion.grasp;

import org.jspecify.annotations.NullMarked;
