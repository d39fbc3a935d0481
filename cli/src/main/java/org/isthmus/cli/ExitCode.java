package org.isthmus.cli;

/// What `isthmus` tells the shell.
final class ExitCode {
    static final int DONE = 0;
    /// The command line or the user's input is wrong; what and where stands on stderr.
    static final int USAGE = 2;
    /// A bug in Isthmus or a failing machine (EX_SOFTWARE of sysexits.h).
    static final int INTERNAL = 70;

    private ExitCode() {}
}
