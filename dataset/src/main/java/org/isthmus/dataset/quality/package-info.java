/// What is good and bad about a store, for people and as JSON.
///
/// In comes a store, out comes a [QualityReport][org.isthmus.dataset.quality.QualityReport]: success by task, durations, statistics of actions, jumps,
/// actions that stand still or stop at their limits, episodes that are nearly the same, how ξ is covered. It is read in two passes, one for the
/// ranges of actions and one for all that is measured by them; images are opened for pictures only.
/// [QualityPage][org.isthmus.dataset.quality.QualityPage] makes one HTML file of it, with everything inside. Read `QualityReport` first.
@NullMarked
package org.isthmus.dataset.quality;

import org.jspecify.annotations.NullMarked;
