package org.isthmus.pipeline.seed;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.file.SmallFile;
import org.isthmus.core.math.Pose;

/// A gripper's motion that does a task once, in pieces that are tied to what they concern. It knows no robot.
///
/// Numbers are kept to a millionth, so that a file says exactly what is in memory.
///
/// @param task its id, such as `PlaceInBin-v1`
/// @param segments in the order of time
/// @param keyPoses where something begins that matters: affordances
public record Seed(String task, Origin origin, List<Segment> segments, List<KeyPose> keyPoses) {
    /// Its usual name.
    public static final String FILE = "seed.json";
    /// Most segments of a seed.
    public static final int MAX_SEGMENTS = 64;
    /// Most key poses of a seed.
    public static final int MAX_KEY_POSES = 64;
    /// Most samples of a segment.
    public static final int MAX_SAMPLES = 2000;
    /// The key pose where the jaw meets the object.
    public static final String FIRST_CONTACT = "first contact";
    private static final double GRID = 1e6;
    /// Longest file that is read.
    private static final int MAX_BYTES = 1 << 30;

    /// @throws IllegalArgumentException when there is no segment
    public Seed {
        segments = List.copyOf(segments);
        keyPoses = List.copyOf(keyPoses);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a seed without segments");
        }
    }

    /// Where it comes from.
    ///
    /// @param file the evidence's name, without folders
    /// @param sha256 of the evidence, hexadecimal
    /// @param kind what it is, in words
    /// @param from the part of it that was taken, s
    /// @param to its end, s
    /// @param take which of the demonstrations in it, from 0
    /// @param takes how many are in it
    /// @param object what was handled, as the evidence calls it
    public record Origin(String file, String sha256, String kind, double from, double to, int take, int takes,
            String object) {
        public Origin {
            from = round(from);
            to = round(to);
        }
    }

    /// In whose frame poses are.
    public enum Subject {
        /// What is handled: upright in its middle, where it is when the segment begins; of `release` and `leave`, where it was put.
        OBJECT,
        /// Where the object's frame is to be in the end.
        GOAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How a segment came to be.
    public enum Source {
        /// As the evidence shows it.
        PROJECTED,
        /// Made up, because the task asks it and the evidence does not show it.
        PLANNED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A piece of the motion.
    ///
    /// @param name `reach`, `grasp`, `carry`, `release`, `leave`
    /// @param samples in the order of time
    public record Segment(String name, Subject subject, Source source, List<Sample> samples) {
        /// @throws IllegalArgumentException when it is empty
        public Segment {
            samples = List.copyOf(samples);
            if (samples.isEmpty()) {
                throw new IllegalArgumentException("segment '" + name + "' without samples");
            }
        }

        /// s
        public double seconds() {
            return samples.getLast().time() - samples.getFirst().time();
        }

        /// How far the tool goes, m.
        public double length() {
            double length = 0;
            for (int i = 1; i < samples.size(); i++) {
                length += samples.get(i).tool().position().distance(samples.get(i - 1).tool().position());
            }
            return length;
        }

        /// The tool's poses.
        List<Pose> poses() {
            return samples.stream().map(Sample::tool).toList();
        }
    }

    /// The gripper at a time.
    ///
    /// @param time since the seed begins, s
    /// @param tool in the subject's frame, m
    /// @param jaw 0 closed to 1 open
    public record Sample(double time, Pose tool, double jaw) {
        public Sample {
            time = round(time);
            tool = round(tool);
            jaw = round(jaw);
        }
    }

    /// A pose of the tool that matters.
    public record KeyPose(String name, Subject subject, double time, Pose tool) {
        public KeyPose {
            time = round(time);
            tool = round(tool);
        }
    }

    private static double round(double value) {
        return Math.rint(value * GRID) / GRID + 0.0; // no negative zero
    }

    private static Pose round(Pose pose) {
        double[] p = pose.position().toArray();
        double[] q = pose.rotation().w() < 0 ? pose.rotation().negate().toArray() : pose.rotation().toArray();
        return SeedJson.pose(new double[]{round(p[0]), round(p[1]), round(p[2]), round(q[0]), round(q[1]),
            round(q[2]), round(q[3])}, 0);
    }

    /// The segment of that name, where there is one.
    public Optional<Segment> segment(String name) {
        return segments.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /// The key pose of that name, where there is one.
    public Optional<KeyPose> keyPose(String name) {
        return keyPoses.stream().filter(k -> k.name().equals(name)).findFirst();
    }

    public String toJson() {
        return SeedJson.write(this);
    }

    /// SHA-256 of what [#toJson] gives, hexadecimal.
    public String sha256() {
        return Sha256.of(toJson().getBytes(StandardCharsets.UTF_8));
    }

    /// Writes it to a file.
    ///
    /// @throws DiagnosticException when it cannot be written
    public void write(Path file, Diagnostics diagnostics) {
        NewFile.write(file, toJson().getBytes(StandardCharsets.UTF_8), diagnostics);
    }

    /// Reads a seed.
    ///
    /// @param file name for messages
    /// @throws DiagnosticException with everything that is wrong in it
    public static Seed parse(String file, String text, Diagnostics diagnostics) {
        return SeedJson.read(file, text, diagnostics);
    }

    /// Reads a seed's file.
    ///
    /// @throws DiagnosticException with everything that is wrong in it
    public static Seed read(Path file, Diagnostics diagnostics) {
        return parse(file.toString(), SmallFile.text(file, MAX_BYTES, "a seed", "check the name", diagnostics),
                diagnostics);
    }
}
