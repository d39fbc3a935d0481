/// The command line: one thin class per verb.
///
/// In come the words after `isthmus`; out go text, files and an exit code ([ExitCode][org.isthmus.cli.ExitCode]). Nothing is
/// computed here: a verb reads its options, calls the module that does the work, and prints.
///
/// Read [Main][org.isthmus.cli.Main] first, then [IsthmusCommand][org.isthmus.cli.IsthmusCommand], which lists the verbs. A new
/// verb is a class of its own, named in the `subcommands` of its group; `build/help.txt`, which the launcher shows without
/// starting Java, then needs the new text (a test says how). What can go wrong is told to the user by
/// [Failures][org.isthmus.cli.Failures]: a verb throws
/// [DiagnosticException][org.isthmus.core.diagnostics.DiagnosticException] for bad input and never prints a stack trace.
///
/// The launcher `./isthmus` at the root of the repository finds the JDK, builds what is stale and starts `Main`; the verbs
/// `build`, `test`, `format` and `clean` are its own.
@NullMarked
package org.isthmus.cli;

import org.jspecify.annotations.NullMarked;
