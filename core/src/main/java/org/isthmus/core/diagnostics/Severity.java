package org.isthmus.core.diagnostics;

/// How bad a [Diagnostic] is.
public enum Severity {
    /// The input cannot be used.
    ERROR,
    /// The input is used, but something in it was ignored or is probably not meant.
    WARNING
}
