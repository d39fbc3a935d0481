package org.isthmus.core.diagnostics;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with a user's input, so that a reader can report several problems at once.
///
/// After [#MAX_ERRORS] errors it stops the reader by throwing: more would not be read. Repeated warnings beyond
/// [#MAX_WARNINGS] are counted, not kept. Not safe for several threads.
public final class Diagnostics {
    /// Errors kept before the collector gives up.
    public static final int MAX_ERRORS = 50;
    /// Warnings kept.
    public static final int MAX_WARNINGS = 200;

    private final List<Diagnostic> list = new ArrayList<>();
    private int errors;
    private int warnings;

    public Diagnostics() {}

    /// Adds an error; throws when there are [#MAX_ERRORS].
    ///
    /// @throws DiagnosticException with all that was collected
    public void error(SourceLocation location, String found, String expected, String remedy) {
        list.add(new Diagnostic(Severity.ERROR, location, found, expected, remedy));
        errors++;
        if (errors == MAX_ERRORS) {
            warning(location, "reading stopped here after " + MAX_ERRORS + " errors", "", "correct these first");
            throw new DiagnosticException(list);
        }
    }

    /// Adds a warning.
    public void warning(SourceLocation location, String found, String expected, String remedy) {
        warnings++;
        if (warnings <= MAX_WARNINGS) {
            list.add(new Diagnostic(Severity.WARNING, location, found, expected, remedy));
        }
    }

    /// Adds an error and ends reading at once: for trouble after which nothing else makes sense.
    public DiagnosticException fatal(SourceLocation location, String found, String expected, String remedy) {
        list.add(new Diagnostic(Severity.ERROR, location, found, expected, remedy));
        errors++;
        return new DiagnosticException(list);
    }

    public boolean hasErrors() {
        return errors > 0;
    }

    public int errorCount() {
        return errors;
    }

    /// All warnings met, also those beyond [#MAX_WARNINGS] that were not kept.
    public int warningCount() {
        return warnings;
    }

    /// Everything collected so far, in the order found.
    public List<Diagnostic> list() {
        return List.copyOf(list);
    }

    /// @throws DiagnosticException when any error was collected
    public void throwIfErrors() {
        if (errors > 0) {
            throw new DiagnosticException(list);
        }
    }
}
