package org.isthmus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;

import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells the user what went wrong, in words, and finds the exit code. Without colours: stderr may go to a file while stdout is a
/// terminal, which is all that picocli can ask about.
final class Failures {
    Failures() {}

    /// A command line that makes no sense: what is wrong, what was probably meant, where the help is.
    int ofUsage(ParameterException problem, String... words) {
        CommandLine line = problem.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("isthmus: " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    /// Bad input gives its diagnostics; anything else is a bug and gives one line and a report to send in.
    int ofExecution(Throwable problem, CommandLine line) {
        PrintWriter err = line.getErr();
        switch (problem) {
            case ParameterException usage -> {
                return ofUsage(usage);
            }
            case ExecutionException wrapped when wrapped.getCause() != null -> {
                return ofExecution(wrapped.getCause(), line);
            }
            case DiagnosticException input -> {
                for (Diagnostic diagnostic : input.diagnostics()) {
                    err.println(diagnostic);
                }
                return ExitCode.USAGE;
            }
            case OutOfMemoryError memory -> err.println("isthmus: out of memory (" + memory.getMessage()
                    + "); give it more, for example: ISTHMUS_JAVA_OPTIONS=-Xmx8g");
            default -> internal(problem, line);
        }
        return ExitCode.INTERNAL;
    }

    private static void internal(Throwable problem, CommandLine line) {
        PrintWriter err = line.getErr();
        err.println("isthmus: internal error: " + problem);
        try {
            err.println("This is a bug in Isthmus. Please report it, with the details in " + report(problem));
        } catch (IOException e) {
            err.println("This is a bug in Isthmus; its report could not be written: " + e);
        }
    }

    /// Writes what a developer needs to know into a file that stays.
    private static Path report(Throwable problem) throws IOException {
        Path file = Files.createTempFile("isthmus-report-", ".txt");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println(Version.text());
            problem.printStackTrace(out);
        }
        return file;
    }
}
