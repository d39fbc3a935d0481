package org.isthmus.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.random.RandomStream;

/// Programs of tests in a process of their own, to be killed or kept short of something.
final class JavaProcess {
    private JavaProcess() {}

    /// Starts the `main` of a class with this class path.
    static Process start(String memory, Class<?> program, Object... arguments) throws IOException {
        return program(memory, program, arguments).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static ProcessBuilder program(String memory, Class<?> program, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + memory,
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "-Disthmus.slow=" + Boolean.getBoolean("isthmus.slow"), "-cp",
                System.getProperty("java.class.path"), program.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command);
    }

    /// Runs a program to its end.
    ///
    /// @return its exit status, and what it said
    static Ended run(String memory, Class<?> program, Object... arguments) throws IOException, InterruptedException {
        Process process = program(memory, program, arguments).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    /// How a program ended.
    record Ended(int status, String said) {}

    /// What a program says until it is killed: a moment after some lines, up to 20 ms.
    static List<String> killed(Process process, RandomStream random, int mostLines)
            throws IOException, InterruptedException {
        int left = random.nextInt(mostLines);
        long moment = random.nextInt(20_000) * 1000L;
        Thread killer = Thread.ofPlatform().unstarted(() -> waitAndKill(process, moment));
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (left-- == 0) {
                    killer.start();
                }
            }
        }
        process.waitFor();
        if (killer.getState() != Thread.State.NEW) {
            killer.join();
        }
        return lines;
    }

    private static void waitAndKill(Process process, long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        process.toHandle().destroyForcibly(); // which, unlike that of the process, leaves its output to be read
    }
}
