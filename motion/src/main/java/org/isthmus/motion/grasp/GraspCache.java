package org.isthmus.motion.grasp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.file.SmallFile;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;

/// Grasps of objects, kept in a folder: one file per shape, gripper and settings, named by the hash of them all. What is in a file
/// is what sampling gives, to the last bit.
///
/// A file is written under another name and then renamed, so that it is there as a whole or not at all; one that is damaged is told as a
/// warning and made anew.
public final class GraspCache {
    private static final String HEAD = "isthmus-grasps 1";
    private static final int NUMBERS = 17;
    /// The most bytes of a file that is read.
    private static final int MAX_BYTES = 64 << 20;

    private final Path folder;

    /// @param folder made when it is first needed
    public GraspCache(Path folder) {
        this.folder = folder;
    }

    /// What an object's grasps depend on, as 64 hexadecimal digits.
    public static String key(Mesh mesh, Vec3 centerOfMass, ParallelJaw jaw, AntipodalSampler.Options options) {
        MessageDigest digest = Sha256.begin();
        digest.update(bytes(mesh.vertices().toArray()));
        ByteBuffer faces = ByteBuffer.allocate(4 * mesh.faces().length());
        for (int i = 0; i < mesh.faces().length(); i++) {
            faces.putInt(mesh.faces().get(i));
        }
        digest.update(faces.array());
        digest.update(bytes(centerOfMass.x(), centerOfMass.y(), centerOfMass.z(), jaw.opening(), jaw.thickness(),
                jaw.width(), jaw.depth(), jaw.tip(), jaw.palm(), jaw.friction(), options.samples(),
                options.approaches()));
        digest.update(ByteBuffer.allocate(8).putLong(options.seed()).array());
        return Sha256.end(digest);
    }

    private static byte[] bytes(double... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * numbers.length);
        for (double number : numbers) {
            buffer.putDouble(number);
        }
        return buffer.array();
    }

    /// The grasps of an object that floats, the best first: from the folder, else sampled and put there.
    ///
    /// @throws DiagnosticException when the folder cannot be written
    public List<Grasp> grasps(Mesh mesh, Vec3 centerOfMass, ParallelJaw jaw, AntipodalSampler.Options options,
            Diagnostics diagnostics) {
        Path file = folder.resolve(key(mesh, centerOfMass, jaw, options) + ".grasps");
        if (Files.exists(file)) {
            Optional<List<Grasp>> kept = read(file);
            if (kept.isPresent()) {
                return kept.get();
            }
            diagnostics.warning(SourceLocation.of(file), "is damaged", "a header and " + NUMBERS + " numbers per line",
                    "it is made anew");
        }
        List<Grasp> grasps = new AntipodalSampler(jaw, options).sample(mesh, centerOfMass, List.of());
        write(file, grasps, diagnostics);
        return grasps;
    }

    private static Optional<List<Grasp>> read(Path file) {
        try {
            List<String> lines = new String(SmallFile.bytes(file, MAX_BYTES), StandardCharsets.UTF_8).lines().toList();
            if (lines.isEmpty() || !lines.getFirst().equals(HEAD + " " + (lines.size() - 1))) {
                return Optional.empty();
            }
            List<Grasp> grasps = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                grasps.add(grasp(line.split(" ", -1)));
            }
            return Optional.of(grasps);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Grasp grasp(String[] words) {
        if (words.length != NUMBERS) {
            throw new IllegalArgumentException(words.length + " numbers");
        }
        double[] n = new double[NUMBERS];
        for (int i = 0; i < n.length; i++) {
            n[i] = Double.parseDouble(words[i]);
            if (!Double.isFinite(n[i])) {
                throw new IllegalArgumentException(words[i]);
            }
        }
        return new Grasp(new Pose(Vec3.of(n, 0), Quat.of(n, 3)), n[7], Vec3.of(n, 8), Vec3.of(n, 11), n[14], n[15],
                n[16]);
    }

    private void write(Path file, List<Grasp> grasps, Diagnostics diagnostics) {
        StringBuilder text = new StringBuilder(HEAD + " " + grasps.size() + "\n");
        for (Grasp g : grasps) {
            double[] n = new double[NUMBERS];
            g.tool().position().into(n, 0);
            g.tool().rotation().into(n, 3);
            n[7] = g.width();
            g.left().into(n, 8);
            g.right().into(n, 11);
            n[14] = g.margin();
            n[15] = g.leverArm();
            n[16] = g.score();
            for (int i = 0; i < n.length; i++) {
                text.append(n[i]).append(i < n.length - 1 ? ' ' : '\n');
            }
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(file), "the file cannot be written (" + NewFile.reason(e) + ")",
                    "", "check the folder and its permissions");
        }
        NewFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8), diagnostics);
    }
}
