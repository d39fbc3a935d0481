package org.isthmus.model.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Sizes;
import org.isthmus.model.scene.JointType;

/// A report for a terminal of [#WIDTH] columns: angles in degrees, lengths in metres.
public final class ReportText {
    public static final int WIDTH = 100;

    /// The column of bodies is as wide as it needs to be, within these bounds.
    private static final int MIN_NAME_WIDTH = 40;
    private static final int MAX_NAME_WIDTH = 60;
    /// Deeper bodies are indented no more.
    private static final int MAX_INDENT = 30;
    /// More are counted.
    private static final int MAX_PROBLEMS = 40;
    /// What of a model's shapes is only seen stands after this.
    private static final String SEEN = "seen: ";

    private final StringBuilder out = new StringBuilder();
    private int nameWidth = MIN_NAME_WIDTH;

    private ReportText() {}

    /// The text; lines end with `\n`. Only problems, which cannot be shortened, may be wider than a terminal.
    public static String of(ModelReport report) {
        ReportText text = new ReportText();
        text.writeHead(report);
        text.writeBodies(report.bodies());
        text.writeActuators(report.actuators());
        text.writeSensors(report.sensors());
        if (!report.keyframes().isEmpty()) {
            text.line("");
            text.line("Keyframes: " + String.join(", ", report.keyframes()));
        }
        text.writeProblems(report.problems());
        return text.out.toString();
    }

    private void writeHead(ModelReport report) {
        Sizes s = report.sizes();
        line(report.name());
        StringJoiner counts = new StringJoiner(", ", "  ", "");
        counts.add(count(s.nv(), "degree", "s") + " of freedom").add(count(s.njnt(), "joint", "s"))
                .add(count(s.nbody() - 1, "body", "bodies")).add(kilograms(report.mass()) + " kg");
        line(counts.toString());
        StringJoiner more = new StringJoiner(", ", "  ", "");
        add(more, s.ngeom(), "geom");
        add(more, s.nsite(), "site");
        add(more, s.ncam(), "camera");
        add(more, s.nu(), "actuator");
        add(more, s.ntendon(), "tendon");
        add(more, s.nsensor(), "sensor");
        add(more, s.nmesh(), "mesh", "meshes");
        add(more, s.neq(), "equality", "equalities");
        add(more, s.nkey(), "keyframe");
        line(more.toString());
    }

    private static void add(StringJoiner joiner, int n, String one) {
        add(joiner, n, one, one + "s");
    }

    private static void add(StringJoiner joiner, int n, String one, String many) {
        if (n > 0) {
            joiner.add(count(n, one, many));
        }
    }

    /// @param many the plural, or what makes it
    private static String count(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many.equals("s") ? one + many : many);
    }

    private void writeBodies(List<ModelReport.Body> bodies) {
        int longest = bodies.stream().mapToInt(body -> label(body).length()).max().orElse(0);
        nameWidth = Math.clamp(longest + 1, MIN_NAME_WIDTH, MAX_NAME_WIDTH);
        line("");
        line(padded("Bodies and joints", nameWidth) + "       kg  shapes");
        for (ModelReport.Body body : bodies) {
            if (body.depth() > 0 || !body.geoms().isEmpty()) {
                write(body);
            }
        }
    }

    private void write(ModelReport.Body body) {
        String mass = body.depth() == 0 ? "" : kilograms(body.mass());
        line(padded(label(body), nameWidth) + padLeft(mass, 9) + "  " + shapes(body));
        for (ModelReport.Joint joint : body.joints()) {
            line(indent(body) + "  - " + describe(joint));
        }
    }

    private static String label(ModelReport.Body body) {
        return indent(body) + (body.name().isEmpty() ? "(no name)" : body.name()) + (body.mocap() ? " [mocap]" : "");
    }

    private static String indent(ModelReport.Body body) {
        return " ".repeat(Math.min(2 * body.depth(), MAX_INDENT));
    }

    private static String describe(ModelReport.Joint joint) {
        String name = joint.name().isEmpty() ? "(no name)" : joint.name();
        String type = joint.type().name().toLowerCase(Locale.ROOT);
        return switch (joint.type()) {
            case FREE -> name + ": free";
            case BALL -> name + ": ball" + (joint.limited() ? ", up to " + degrees(joint.upper()) + " deg" : "");
            case HINGE, SLIDE -> name + ": " + type + (joint.type() == JointType.HINGE ? " about " : " along ")
                    + axis(joint.axis()) + ", " + range(joint);
        };
    }

    private static String range(ModelReport.Joint joint) {
        if (!joint.limited()) {
            return "no limits";
        }
        return joint.type() == JointType.HINGE
                ? degrees(joint.lower()) + " to " + degrees(joint.upper()) + " deg"
                : number(joint.lower()) + " to " + number(joint.upper()) + " m";
    }

    /// `x`, `-z`, or the three numbers.
    private static String axis(Vec3 axis) {
        for (int i = 0; i < 3; i++) {
            if (Math.abs(Math.abs(axis.get(i)) - 1) < 1e-9) {
                return (axis.get(i) < 0 ? "-" : "") + "xyz".charAt(i);
            }
        }
        return String.format(Locale.ROOT, "(%.3f %.3f %.3f)", axis.x(), axis.y(), axis.z());
    }

    /// `2 box, capsule; seen: mesh hand`.
    private static String shapes(ModelReport.Body body) {
        String solid = shapes(body, true);
        String seen = shapes(body, false);
        return solid + (solid.isEmpty() || seen.isEmpty() ? "" : "; ") + (seen.isEmpty() ? "" : SEEN + seen);
    }

    private static String shapes(ModelReport.Body body, boolean collides) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        for (ModelReport.Geom geom : body.geoms()) {
            if (geom.collides() == collides) {
                String kind = geom.type().name().toLowerCase(Locale.ROOT);
                kinds.merge(geom.mesh().isEmpty() ? kind : kind + " " + geom.mesh(), 1, Integer::sum);
            }
        }
        StringJoiner text = new StringJoiner(", ");
        kinds.forEach((kind, n) -> text.add(n == 1 ? kind : n + " " + kind));
        return text.toString();
    }

    private void writeActuators(List<ModelReport.Actuator> actuators) {
        if (actuators.isEmpty()) {
            return;
        }
        line("");
        line(padded("Actuators (SI units)", 28) + padded("kind", 10) + padded("on", 30) + padded("control", 18)
                + "force");
        for (ModelReport.Actuator a : actuators) {
            String control = a.controlLimited() ? span(a.controlLower(), a.controlUpper()) : "-";
            String force = a.forceLimited() ? span(a.forceLower(), a.forceUpper()) : "-";
            line(padded("  " + a.name(), 28) + padded(a.kind(), 10) + padded(a.target(), 30) + padded(control, 18)
                    + force);
        }
    }

    private void writeSensors(List<ModelReport.Sensor> sensors) {
        if (sensors.isEmpty()) {
            return;
        }
        line("");
        line(padded("Sensors", 36) + padded("kind", 20) + "of");
        for (ModelReport.Sensor s : sensors) {
            line(padded("  " + s.name(), 36) + padded(s.type().keyword(), 20) + s.target());
        }
    }

    private void writeProblems(List<Diagnostic> problems) {
        line("");
        if (problems.isEmpty()) {
            line("No problems found.");
            return;
        }
        line("Problems:");
        problems.stream().limit(MAX_PROBLEMS).forEach(problem -> out.append("  ").append(problem).append('\n'));
        if (problems.size() > MAX_PROBLEMS) {
            line("  and " + (problems.size() - MAX_PROBLEMS) + " more, which JSON has all");
        }
    }

    private void line(String text) {
        String trimmed = text.stripTrailing();
        out.append(trimmed.length() <= WIDTH ? trimmed : trimmed.substring(0, WIDTH - 3) + "...").append('\n');
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String kilograms(double mass) {
        return String.format(Locale.ROOT, mass != 0 && mass < 0.01 ? "%.2g" : "%.3f", mass);
    }

    private static String degrees(double radians) {
        return String.format(Locale.ROOT, "%.1f", radians * 180 / Math.PI);
    }

    private static String span(double lower, double upper) {
        return number(lower) + " to " + number(upper);
    }

    /// Four digits without superfluous zeros.
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4g", value);
        if (text.contains("e") || !text.contains(".")) {
            return text;
        }
        return text.replaceFirst("\\.?0+$", "");
    }
}
