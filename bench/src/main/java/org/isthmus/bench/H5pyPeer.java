package org.isthmus.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// h5py in a process of its own, which records the same rows.
///
/// Python is looked for under the property `isthmus.python` (a program), in the environment of the cross-check, and on the PATH.
final class H5pyPeer implements AutoCloseable {
    static final String HOW_TO_INSTALL = "h5py is not found: run crosscheck/run once, or pip install h5py";

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter requests;
    private final String version;

    private H5pyPeer(Process process, BufferedReader answers, String version) {
        this.process = process;
        this.answers = answers;
        this.requests = process.outputWriter();
        this.version = version;
    }

    /// Starts it.
    ///
    /// @param frames [count][height][width][3], which are shown again and again; none: an episode without images
    /// @param scratch a folder for what it needs
    static Optional<H5pyPeer> of(byte[][] frames, int width, int height, int steps, Path scratch) {
        try {
            Path raw = scratch.resolve("frames.raw");
            try (OutputStream out = Files.newOutputStream(raw)) {
                for (byte[] frame : frames) {
                    out.write(frame);
                }
            }
            List<String> arguments = List.of("-c", script(), raw.toString(), "" + frames.length, "" + height,
                    "" + width, "" + steps);
            for (String python : programs()) {
                Optional<H5pyPeer> started = start(python, arguments);
                if (started.isPresent()) {
                    return started;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(H5pyPeer.class.getResourceAsStream("h5py_peer.py"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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

    private static Optional<H5pyPeer> start(String python, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            BufferedReader answers = process.inputReader();
            String version = answers.readLine();
            return version == null ? Optional.empty() : Optional.of(new H5pyPeer(process, answers, version));
        } catch (IOException e) {
            return Optional.empty(); // there is no such program
        }
    }

    String version() {
        return version;
    }

    /// Records an episode.
    Recorded record(Path file) {
        try {
            requests.write(file.toAbsolutePath() + "\n");
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("h5py ended before it had recorded an episode");
            }
            String[] numbers = answer.split(" ");
            return new Recorded(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]),
                    Long.parseLong(numbers[2]));
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

    /// What recording an episode took.
    ///
    /// @param wall time, s
    /// @param processor time of the thread that records, s
    /// @param bytes of the file
    record Recorded(double wall, double processor, long bytes) {}
}
