package org.isthmus.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A peer that runs in Python, in a process of its own: it says its version, then answers lines with lines.
///
/// Python is looked for under the property `isthmus.python` (a program), in the environment of the cross-check, and on the PATH.
final class PythonPeer implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter requests;
    private final String version;

    private PythonPeer(Process process, BufferedReader answers, String version) {
        this.process = process;
        this.answers = answers;
        this.requests = process.outputWriter();
        this.version = version;
    }

    /// Starts it with the first Python that has what it needs.
    ///
    /// @param script resource beside this class
    static Optional<PythonPeer> start(String script, List<String> arguments) {
        try (InputStream in = Objects.requireNonNull(PythonPeer.class.getResourceAsStream(script))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String python : programs()) {
                List<String> command = new ArrayList<>(List.of(python, "-c", text));
                command.addAll(arguments);
                Optional<PythonPeer> started = start(command);
                if (started.isPresent()) {
                    return started;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> programs() {
        List<String> all = new ArrayList<>();
        String named = System.getProperty("isthmus.python");
        if (named != null) {
            all.add(named);
        }
        Path environment = Path.of("crosscheck/.venv/bin/python").toAbsolutePath();
        if (Files.exists(environment)) {
            all.add(environment.toString());
        }
        all.add("python3");
        return all;
    }

    private static Optional<PythonPeer> start(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            BufferedReader answers = process.inputReader();
            String version = answers.readLine();
            return version == null ? Optional.empty() : Optional.of(new PythonPeer(process, answers, version));
        } catch (IOException e) {
            return Optional.empty(); // there is no such program
        }
    }

    String version() {
        return version;
    }

    /// The numbers with which it answers some lines.
    double[] ask(String lines) {
        try {
            requests.write(lines + "\n");
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException(version + " ended before it had answered");
            }
            String[] words = answer.strip().split(" ");
            double[] numbers = new double[words.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Double.parseDouble(words[i]);
            }
            return numbers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException e) {
            process.destroy(); // it had ended
        }
    }
}
