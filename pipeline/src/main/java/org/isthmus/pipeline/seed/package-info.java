/// From evidence of one demonstration to a seed.
///
/// In comes a recorded human hand (markers or landmarks) or an episode of another robot; [Evidence] makes a [GripperMotion] of it: tool
/// poses and a jaw over time, and the poses of objects where they were recorded. [Takes] cuts it at the jaw's events, [Projection]
/// ties the pieces to what they concern and adds what a task asks beyond the evidence. Out comes a [Seed], which knows no robot.
///
/// Read [Seed] first, then [Projection].
@NullMarked
package org.isthmus.pipeline.seed;

import org.jspecify.annotations.NullMarked;
