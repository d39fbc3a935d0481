package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.hand.Settings;
import org.isthmus.pipeline.seed.Seed.KeyPose;
import org.isthmus.pipeline.seed.Seed.Origin;
import org.isthmus.pipeline.seed.Seed.Sample;
import org.isthmus.pipeline.seed.Seed.Segment;
import org.isthmus.pipeline.seed.Seed.Source;
import org.isthmus.pipeline.seed.Seed.Subject;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/// Seeds as JSON for people: a line a sample, `[time, x, y, z, qw, qx, qy, qz, jaw]`.
final class SeedJson {
    private static final String FORMAT = "isthmus-seed";
    private static final double VERSION = 1;
    /// Numbers of a pose, and of a sample.
    private static final int POSE = 7;
    private static final int SAMPLE = POSE + 2;
    /// So far from 1 may be a quaternion's length.
    private static final double UNIT = 1e-3;

    /// Greatest number in a seed, m or s: about three hours.
    private static final double MAX_NUMBER = 1e4;

    private SeedJson() {}

    static String write(Seed seed) {
        Origin origin = seed.origin();
        StringBuilder out = new StringBuilder("{\n");
        out.append("  \"format\": \"" + FORMAT + "\",\n  \"version\": 1,\n");
        out.append("  \"task\": ").append(text(seed.task())).append(",\n");
        out.append("  \"evidence\": {\"file\": ").append(text(origin.file())).append(", \"sha256\": ")
                .append(text(origin.sha256())).append(",\n    \"kind\": ").append(text(origin.kind()))
                .append(", \"object\": ").append(text(origin.object())).append(",\n    \"seconds\": [")
                .append(number(origin.from())).append(", ").append(number(origin.to())).append("], \"take\": [")
                .append(origin.take()).append(", ").append(origin.takes()).append("]},\n");
        out.append("  \"key_poses\": [");
        for (int i = 0; i < seed.keyPoses().size(); i++) {
            KeyPose key = seed.keyPoses().get(i);
            out.append(i == 0 ? "\n" : ",\n").append("    {\"name\": ").append(text(key.name())).append(", \"of\": \"")
                    .append(key.subject().word()).append("\", \"pose\": [").append(number(key.time())).append(", ")
                    .append(numbers(key.tool())).append("]}");
        }
        out.append("],\n  \"segments\": [");
        for (int i = 0; i < seed.segments().size(); i++) {
            out.append(i == 0 ? "\n" : ",\n");
            write(seed.segments().get(i), out);
        }
        return out.append("]\n}\n").toString();
    }

    private static void write(Segment segment, StringBuilder out) {
        out.append("    {\"name\": ").append(text(segment.name())).append(", \"of\": \"")
                .append(segment.subject().word()).append("\", \"source\": \"").append(segment.source().word())
                .append("\", \"samples\": [");
        for (int i = 0; i < segment.samples().size(); i++) {
            Sample sample = segment.samples().get(i);
            out.append(i == 0 ? "\n      [" : ",\n      [").append(number(sample.time())).append(", ")
                    .append(numbers(sample.tool())).append(", ").append(number(sample.jaw())).append(']');
        }
        out.append("]}");
    }

    private static String numbers(Pose pose) {
        double[] all = new double[POSE];
        pose.position().into(all, 0);
        pose.rotation().into(all, 3);
        List<String> texts = new ArrayList<>();
        for (double value : all) {
            texts.add(number(value));
        }
        return String.join(", ", texts);
    }

    /// As many decimals as a seed keeps, without zeros at the end.
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.6f", value).replaceFirst("\\.?0+$", "");
        return text.equals("-0") ? "0" : text;
    }

    private static String text(String value) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
    }

    static Seed read(String file, String json, Diagnostics diagnostics) {
        Settings root = Settings.parse(file, json, diagnostics);
        root.check("format", root.text("format"), List.of(FORMAT));
        double version = root.number("version");
        if (version != VERSION && !diagnostics.hasErrors()) {
            root.error("version", "" + version, "1", "use the Isthmus that wrote it");
        }
        diagnostics.throwIfErrors();
        String task = root.text("task");
        Origin origin = origin(root.object("evidence"));
        List<KeyPose> keys = new ArrayList<>();
        for (Settings key : root.objects("key_poses", Seed.MAX_KEY_POSES)) {
            String name = key.text("name");
            Optional<Subject> subject = subject(key);
            key.numbers("pose", 1 + POSE).filter(p -> isPose(key, "pose", p, 1)).ifPresent(p -> subject
                    .ifPresent(s -> keys.add(new KeyPose(name, s, p[0], pose(p, 1)))));
            key.finish();
        }
        List<Segment> segments = new ArrayList<>();
        for (Settings segment : root.objects("segments", Seed.MAX_SEGMENTS)) {
            segment(segment).ifPresent(segments::add);
        }
        if (segments.isEmpty() && !diagnostics.hasErrors()) {
            root.error("segments", "none", "at least 1", "");
        }
        root.finish();
        diagnostics.throwIfErrors();
        return new Seed(task, origin, segments, keys);
    }

    private static Origin origin(Settings evidence) {
        String name = evidence.text("file");
        String sha256 = evidence.text("sha256");
        String kind = evidence.text("kind");
        String object = evidence.text("object");
        double[] seconds = evidence.numbers("seconds", 2).orElse(new double[2]);
        double[] take = evidence.numbers("take", 2).orElse(new double[2]);
        evidence.finish();
        return new Origin(name, sha256, kind, seconds[0], seconds[1], (int) take[0], (int) take[1], object);
    }

    private static Optional<Subject> subject(Settings settings) {
        List<String> words = List.of(Subject.OBJECT.word(), Subject.GOAL.word());
        String word = settings.text("of");
        return settings.check("of", word, words) ? Optional.of(Subject.values()[words.indexOf(word)])
                : Optional.empty();
    }

    private static Optional<Segment> segment(Settings settings) {
        String name = settings.text("name");
        Optional<Subject> subject = subject(settings);
        List<String> words = List.of(Source.PROJECTED.word(), Source.PLANNED.word());
        String source = settings.text("source");
        boolean isSource = settings.check("source", source, words);
        List<Sample> samples = new ArrayList<>();
        double before = Double.NEGATIVE_INFINITY;
        for (double[] row : settings.rows("samples", SAMPLE, Seed.MAX_SAMPLES)) {
            if (isPose(settings, "samples", row, 1)) {
                samples.add(new Sample(row[0], pose(row, 1), row[1 + POSE]));
            }
            if (!(row[0] >= before) || !(row[1 + POSE] >= 0 && row[1 + POSE] <= 1)) {
                settings.error("samples", "a sample at " + row[0] + " s with the jaw at " + row[1 + POSE],
                        "times that do not fall, jaws from 0 (closed) to 1 (open)", "");
            }
            before = row[0];
        }
        settings.finish();
        if (samples.isEmpty() || !isSource || subject.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Segment(name, subject.get(), Source.values()[words.indexOf(source)], samples));
    }

    private static boolean isPose(Settings settings, String key, double[] numbers, int at) {
        for (double value : numbers) {
            if (Math.abs(value) > MAX_NUMBER) {
                settings.error(key, "" + value, "at most " + MAX_NUMBER, "give metres and seconds");
                return false;
            }
        }
        double length = Quat.of(numbers, at + 3).length();
        if (Math.abs(length - 1) > UNIT) {
            settings.error(key, "a quaternion of length " + length, "1", "");
            return false;
        }
        return true;
    }

    /// Position and quaternion, as they are.
    static Pose pose(double[] numbers, int at) {
        return new Pose(Vec3.of(numbers, at), Quat.of(numbers, at + 3));
    }
}
