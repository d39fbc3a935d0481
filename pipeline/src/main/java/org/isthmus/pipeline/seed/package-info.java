/// From evidence of one demonstration to a seed, and from the seed to actions in worlds that differ.
///
/// In comes a recorded human hand (markers or landmarks) or an episode of another robot; [Evidence] makes a [GripperMotion] of it: tool
/// poses and a jaw over time, and the poses of objects where they were recorded. [Takes] cuts it at the jaw's events, [Projection]
/// ties the pieces to what they concern and adds what a task asks beyond the evidence. Out comes a [Seed], which knows no robot.
///
/// [SeedSolver] executes a seed in the worlds of a task, for any arm that has the task: each attempt begins with a look at where
/// things are ([Surroundings]), the nearest valid grasp ([Chooser]), and ways that the arm can follow ([Routes]), planned round what is in the way where
/// there is no other ([Detours]); what went wrong is told in words.
///
/// Read [Seed] first, then [Projection], then [SeedRun] and [Routes].
@NullMarked
package org.isthmus.pipeline.seed;

import org.jspecify.annotations.NullMarked;
