/// What can be known of a running world: named numbers with units and frames.
///
/// In come [Signal]s, records that say what is wanted; out go rows of numbers, one row a world, measured by the engine for all worlds
/// together. [Signals] collects what a task wants and adds the sensors for it to the scene before that is compiled; [Rows] reads them
/// in running worlds. What a real robot can know is [Signal.Measured]; what only a simulation knows is [Signal.Hidden], so that the
/// compiler keeps it out of what a policy sees.
///
/// Read [Signal] first.
@NullMarked
package org.isthmus.task.signal;

import org.jspecify.annotations.NullMarked;
