package org.isthmus.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// h5py in a process of its own, which records the same rows.
record H5pyPeer(PythonProcess python) implements AutoCloseable {
    static final String HOW_TO_INSTALL = "h5py is not found: run crosscheck/run once, or pip install h5py";

    /// Starts it.
    ///
    /// @param frames [count][height][width][3], which are shown again and again; none: an episode without images
    /// @param scratch a folder for what it needs
    static Optional<H5pyPeer> of(byte[][] frames, int width, int height, int steps, Path scratch) {
        Path raw = scratch.resolve("frames.raw");
        try (OutputStream out = Files.newOutputStream(raw)) {
            for (byte[] frame : frames) {
                out.write(frame);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PythonProcess.start("h5py_peer.py",
                List.of(raw.toString(), "" + frames.length, "" + height, "" + width, "" + steps)).map(H5pyPeer::new);
    }

    String version() {
        return python.version();
    }

    /// Records an episode.
    Recorded record(Path file) {
        String[] numbers = python.ask(file.toAbsolutePath().toString()).split(" ");
        return new Recorded(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]),
                Long.parseLong(numbers[2]));
    }

    @Override
    public void close() {
        python.close();
    }

    /// What recording an episode took.
    ///
    /// @param wall time, s
    /// @param processor time of the thread that records, s
    /// @param bytes of the file
    record Recorded(double wall, double processor, long bytes) {}
}
