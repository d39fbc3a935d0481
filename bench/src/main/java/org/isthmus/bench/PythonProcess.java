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

/// A Python program in a process of its own, which says its version first and then answers lines with lines.
///
/// Python is looked for under the property `isthmus.python` (a program), in the environment of the cross-check, and on the PATH.
final class PythonProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter requests;
    private final String version;

    private PythonProcess(Process process, BufferedReader answers, String version) {
        this.process = process;
        this.answers = answers;
        this.requests = process.outputWriter();
        this.version = version;
    }

    /// Starts a program with the first Python that has what it imports.
    ///
    /// @param script among the resources
    static Optional<PythonProcess> start(String script, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("-c", text(script)));
        words.addAll(arguments);
        return programs().stream().flatMap(python -> startWith(python, words).stream()).findFirst();
    }

    private static String text(String script) {
        try (InputStream in = Objects.requireNonNull(PythonProcess.class.getResourceAsStream(script), script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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

    private static Optional<PythonProcess> startWith(String python, List<String> words) {
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(words);
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            BufferedReader answers = process.inputReader();
            String version = answers.readLine();
            return version == null ? Optional.empty() : Optional.of(new PythonProcess(process, answers, version));
        } catch (IOException e) {
            return Optional.empty(); // there is no such program
        }
    }

    /// What the program said first.
    String version() {
        return version;
    }

    /// Sends a line and waits for the answer.
    String ask(String line) {
        try {
            requests.write(line + "\n");
            requests.flush();
            return readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it says next.
    String readLine() {
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException(version + " ended before it had answered");
            }
            return answer;
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
