/// The same scene and the same actions in several engines: where they part, and how far.
///
/// In: a model with controls, or a task with actions, and names of engines. Out: an `EngineComparison` of `EngineTrack`s, as a page
/// (`ComparisonPage`) and as JSON (`ComparisonJson`). Read `EngineComparison` first.
///
/// And what a real robot did (`JointLog`), replayed in engines: `LogReplay` tells how far each is from the robot.
@NullMarked
package org.isthmus.pipeline.compare;

import org.jspecify.annotations.NullMarked;
