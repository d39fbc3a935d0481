package org.isthmus.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// h5py in a process of its own, which records the same rows.
final class H5pyPeer implements AutoCloseable {
    static final String HOW_TO_INSTALL = "h5py is not found: run crosscheck/run once, or pip install h5py";

    private final PythonPeer python;

    private H5pyPeer(PythonPeer python) {
        this.python = python;
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
            return PythonPeer.start("h5py_peer.py",
                    List.of(raw.toString(), "" + frames.length, "" + height, "" + width, "" + steps))
                    .map(H5pyPeer::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return python.version();
    }

    /// Records an episode.
    Recorded record(Path file) {
        double[] numbers = python.ask(file.toAbsolutePath().toString());
        return new Recorded(numbers[0], numbers[1], (long) numbers[2]);
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
