package org.isthmus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.urdf.UrdfWriter;
import org.isthmus.motion.kinematics.Frame;

/// Numeric inverse kinematics by Pinocchio in Python (its own example's method, with limits and random restarts), on the same arm.
final class PinocchioPeer implements AutoCloseable {
    static final String HOW_TO_INSTALL = "Pinocchio is not found: pip install pin in the environment of crosscheck/run, or name a "
            + "Python that has it by -Disthmus.python";
    private static final double MICRO = 1e-3;

    private final PythonProcess python;
    private final Path urdf;
    private String tool;

    private PinocchioPeer(PythonProcess python, Path urdf, String tool) {
        this.python = python;
        this.urdf = urdf;
        this.tool = tool;
    }

    /// Starts it.
    static Optional<PinocchioPeer> of(Scene robot, Model model, Frame tool) {
        try {
            Path urdf = Files.createTempFile("isthmus-bench", ".urdf");
            Files.writeString(urdf, UrdfWriter.write(robot, new Diagnostics()));
            String link = model.names().name(ObjectType.BODY, tool.body());
            Optional<PinocchioPeer> peer = PythonProcess.start("pinocchio_ik.py", List.of(urdf.toString()))
                    .map(python -> new PinocchioPeer(python, urdf, "frame " + link + " " + text(tool.offset()) + "\n"));
            if (peer.isEmpty()) {
                Files.delete(urdf);
            }
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Pose pose) {
        double[] n = new double[7];
        pose.position().into(n, 0);
        pose.rotation().into(n, 3);
        StringBuilder words = new StringBuilder();
        for (double each : n) {
            words.append(String.format(Locale.ROOT, "%.17g ", each));
        }
        return words.toString().strip();
    }

    String version() {
        return python.version();
    }

    /// [poses] processor time of each solution, µs; negative where the pose was not reached
    double[] solve(List<Pose> targets) {
        StringBuilder lines = new StringBuilder(tool);
        tool = "";
        targets.forEach(target -> lines.append(text(target)).append('\n'));
        return Arrays.stream(python.ask(lines + "go").strip().split(" ")).mapToDouble(n -> MICRO * Long.parseLong(n))
                .toArray();
    }

    @Override
    public void close() throws IOException {
        python.close();
        Files.delete(urdf);
    }
}
