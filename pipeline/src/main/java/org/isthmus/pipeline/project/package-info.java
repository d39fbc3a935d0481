/// The data engine end to end: a file that says what is wanted → dataset, policy, measured transfer, report.
///
/// [ProjectFile] reads a [Project]; [ProjectRun] brings it from [Stage] to stage. What a stage does stands in its class (`ScaleStage`, `TrainStage`, …): what decides
/// its outputs, from which stages it reads, how it makes them. What was made, of what, stands in a [StageNote] beside the outputs, written last; a stage
/// whose note still holds is not done again, one that was interrupted goes on.
///
/// Read [Project] first, then [ProjectRun].
@NullMarked
package org.isthmus.pipeline.project;

import org.jspecify.annotations.NullMarked;
