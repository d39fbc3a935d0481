/// The lane engine: one lane of a vector per world.
///
/// [LaneEngine][org.isthmus.physics.lane.LaneEngine] traces the time step of a model
/// ([StepTrace][org.isthmus.physics.lane.StepTrace]) into kernels, which batches of any size share
/// ([Program][org.isthmus.physics.lane.Program]); [LaneBatch][org.isthmus.physics.lane.LaneBatch] keeps the
/// worlds, in blocks of as many as a vector has lanes, and runs the kernels over the blocks on a pool of threads; a few
/// worlds for which the rest of a block would wait begin their step anew in blocks of their own
/// ([Stragglers][org.isthmus.physics.lane.Stragglers]). The scalar twin, engine `scalar`, runs the same kernels with one
/// lane: same bits, no Vector API.
@NullMarked
package org.isthmus.physics.lane;

import org.jspecify.annotations.NullMarked;
