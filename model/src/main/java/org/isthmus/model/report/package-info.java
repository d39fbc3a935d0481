/// What a model is, for people: its tree, its masses, its problems.
///
/// In: a [Scene][org.isthmus.model.scene.Scene] and the [Model][org.isthmus.model.compiled.Model] compiled from it. Out: a
/// [ModelReport][org.isthmus.model.report.ModelReport], as text for a terminal
/// ([ReportText][org.isthmus.model.report.ReportText]) or as JSON for programs
/// ([ReportJson][org.isthmus.model.report.ReportJson]). [Problems][org.isthmus.model.report.Problems] finds what compiles but is
/// probably not meant.
///
/// Read [ModelReport][org.isthmus.model.report.ModelReport] first.
@NullMarked
package org.isthmus.model.report;

import org.jspecify.annotations.NullMarked;
