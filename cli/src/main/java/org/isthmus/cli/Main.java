package org.isthmus.cli;

import picocli.CommandLine;

/// Where `isthmus …` starts.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(commandLine(), args));
    }

    /// All verbs, with the error handling they share.
    static CommandLine commandLine() {
        Failures failures = new Failures();
        return new CommandLine(new IsthmusCommand())
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures::ofUsage)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, line, words) -> failures.ofExecution(problem, line));
    }

    /// Runs one verb; every failure, also of the virtual machine, ends in a message and an exit code.
    static int run(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (Throwable problem) { // errors, which picocli lets through: memory, stack, assertions
            return new Failures().ofExecution(problem, line);
        }
    }
}
