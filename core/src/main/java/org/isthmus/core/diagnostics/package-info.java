/// What is told to a user whose input is wrong: place, found, expected, remedy.
///
/// A reader gets a [Diagnostics][org.isthmus.core.diagnostics.Diagnostics], adds every problem it finds, goes on as long as
/// that makes sense, and fails once, with all of them, as one
/// [DiagnosticException][org.isthmus.core.diagnostics.DiagnosticException]. Warnings stay in the collector for the caller to show.
@NullMarked
package org.isthmus.core.diagnostics;

import org.jspecify.annotations.NullMarked;
