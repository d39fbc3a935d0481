package org.isthmus.cli;

import java.util.concurrent.atomic.AtomicBoolean;

import picocli.CommandLine;

/// Where `isthmus …` starts.
public final class Main {
    /// As shells count it: 128 and the number of the signal that Ctrl-C sends.
    private static final int INTERRUPTED = 130;

    private Main() {}

    public static void main(String[] args) {
        AtomicBoolean isDone = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endAtOnce(isDone), "interruption"));
        int code = run(commandLine(), args);
        isDone.set(true);
        System.exit(code);
    }

    /// Where a signal ends the process, at once: on the usual way out native libraries are taken down while threads still compute in them, which ended
    /// training in a crash of libtorch. All that is written is whole or not there at any moment, so nothing is lost.
    private static void endAtOnce(AtomicBoolean isDone) {
        if (!isDone.get()) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    /// All verbs, with the error handling they share.
    static CommandLine commandLine() {
        Failures failures = new Failures();
        return new CommandLine(new IsthmusCommand())
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures::ofUsage)
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
