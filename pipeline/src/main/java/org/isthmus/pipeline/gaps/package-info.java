/// The gap benchmark: how much of a policy is left when "reality" differs from training by one of DexSim's ten gaps.
///
/// In comes a [GapPreset], out go the shares of trials that four policies solve under each [Gap]: trained on skills only, with randomization, with
/// adaptation, with both ([GapDataset]). Skills are demonstrated in the lane engine ([GapTask], [GraspScript]) and drawn by the fast renderer
/// ([GapDemonstrations]); reality is another engine, photographed by the path tracer ([Reality]). All that is made stands in one folder and is not made again.
///
/// Read [GapTask] first, then [GapBenchmark].
@NullMarked
package org.isthmus.pipeline.gaps;

import org.jspecify.annotations.NullMarked;
