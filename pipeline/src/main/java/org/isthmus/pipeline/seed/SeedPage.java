package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.dataset.page.Html;
import org.isthmus.pipeline.seed.Seed.Sample;
import org.isthmus.pipeline.seed.Seed.Segment;
import org.isthmus.pipeline.seed.Seed.Source;
import org.isthmus.pipeline.seed.Seed.Subject;

/// A seed to look at: the tool's way from the side and from above, and the jaw over time, as one HTML page without anything foreign.
///
/// The object is where it lay at first, at the origin; the goal is where the way leads.
public final class SeedPage {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 360;
    private static final int MARGIN = 30;
    private static final int JAW_WIDTH = 2 * WIDTH + 20;
    private static final int JAW_HEIGHT = 150;
    /// Grippers drawn along a segment.
    private static final int GRIPPERS = 4;
    /// Half the width of an open jaw as it is drawn, and the length of its fingers, m.
    private static final double HALF_JAW = 0.03;
    private static final double FINGERS = 0.045;
    private static final List<String> NAMES = List.of("reach", "grasp", "carry", "release", "leave");
    private static final List<String> COLOURS = List.of("#1d4e89", "#e07a1f", "#2a9d8f", "#9b2d7f", "#7a7a7a");

    private final Seed seed;
    /// In the frame of the object as it lay at first.
    private final List<List<Pose>> ways = new ArrayList<>();
    private final Pose goal;
    private double scale = 1;
    private Vec3 low = Vec3.ZERO;
    private Vec3 high = Vec3.ZERO;
    /// Of what is seen from the side.
    private final Vec3 along;

    private SeedPage(Seed seed) {
        this.seed = seed;
        Pose contact = seed.keyPose(Seed.FIRST_CONTACT).map(Seed.KeyPose::tool).orElse(Pose.IDENTITY);
        goal = seed.segment("carry").map(s -> contact.times(s.samples().getFirst().tool().inverse()))
                .orElse(Pose.IDENTITY);
        boolean isPut = false;
        for (Segment segment : seed.segments()) {
            isPut |= segment.subject() == Subject.GOAL;
            Pose frame = isPut ? goal : Pose.IDENTITY;
            ways.add(segment.poses().stream().map(frame::times).toList());
        }
        Vec3 far = ways.getFirst().getFirst().position();
        Vec3 level = new Vec3(far.x(), far.y(), 0);
        along = level.length() > 1e-3 ? level.normalized() : Vec3.X;
        fit();
    }

    /// The page.
    public static String html(Seed seed) {
        return new SeedPage(seed).page();
    }

    private void fit() {
        low = new Vec3(-0.06, -0.06, -0.06);
        high = low.negate();
        for (List<Pose> way : ways) {
            for (Pose pose : way) {
                Vec3 p = seen(pose.position());
                low = low.min(p);
                high = high.max(p);
            }
        }
        low = low.minus(new Vec3(0.03, 0.03, 0.03));
        high = high.plus(new Vec3(0.03, 0.03, 0.03));
        Vec3 size = high.minus(low);
        double tall = Math.max(size.y(), size.z());
        scale = Math.min((WIDTH - 2 * MARGIN) / size.x(), (HEIGHT - 2 * MARGIN) / tall);
    }

    /// x along the way from which the tool comes, y across, z up.
    private Vec3 seen(Vec3 p) {
        return new Vec3(p.dot(along), p.dot(Vec3.Z.cross(along)), p.z());
    }

    private String page() {
        return Html.begin("Seed for " + seed.task(), "", "") + "<section>" + body() + "</section>" + Html.END;
    }

    /// What the page shows, for other pages.
    public static String body(Seed seed) {
        return new SeedPage(seed).body();
    }

    private String body() {
        StringBuilder out = new StringBuilder("<pre>")
                .append(Html.text(Projection.describe(seed))).append("</pre>\n<p>");
        for (int i = 0; i < seed.segments().size(); i++) {
            Segment segment = seed.segments().get(i);
            out.append(format("<b style=\"color:%s\">%s</b> (%s) ", colour(segment), Html.text(segment.name()),
                    segment.source().word()));
        }
        out.append("</p>\n<p>");
        view(out, "from the side", true);
        view(out, "from above", false);
        out.append("</p>\n<p>");
        jaw(out);
        return out.append("</p>\n").toString();
    }

    private void view(StringBuilder out, String title, boolean isSide) {
        out.append(format("<svg width=\"%d\" height=\"%d\"><text x=\"10\" y=\"18\">%s (a square is 5 cm)</text>", WIDTH,
                HEIGHT, title));
        grid(out, isSide);
        mark(out, Vec3.ZERO, "object", isSide);
        if (seed.segment("carry").isPresent()) {
            mark(out, goal.position(), "goal", isSide);
        }
        for (int s = 0; s < ways.size(); s++) {
            Segment segment = seed.segments().get(s);
            List<Pose> way = ways.get(s);
            out.append(format("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s points=\"", colour(segment),
                    segment.source() == Source.PLANNED ? " stroke-dasharray=\"6 4\"" : ""));
            way.forEach(pose -> out.append(point(pose.position(), isSide)).append(' '));
            out.append("\"/>");
            for (int i = 0; i < GRIPPERS; i++) {
                int at = (way.size() - 1) * i / (GRIPPERS - 1);
                gripper(out, way.get(at), segment.samples().get(at).jaw(), colour(segment), isSide);
            }
        }
        out.append("</svg>\n");
    }

    private void grid(StringBuilder out, boolean isSide) {
        double step = 0.05;
        for (double x = step * Math.ceil(low.x() / step); x <= high.x(); x += step) {
            line(out, new Vec3(x, low.y(), low.z()), new Vec3(x, high.y(), high.z()), isSide);
        }
        double from = isSide ? low.z() : low.y();
        double to = isSide ? high.z() : high.y();
        for (double v = step * Math.ceil(from / step); v <= to; v += step) {
            line(out, new Vec3(low.x(), v, v), new Vec3(high.x(), v, v), isSide);
        }
    }

    private void line(StringBuilder out, Vec3 a, Vec3 b, boolean isSide) {
        out.append(format("<line stroke=\"#e1e6eb\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", x(a),
                y(a, isSide), x(b), y(b, isSide)));
    }

    private void mark(StringBuilder out, Vec3 at, String name, boolean isSide) {
        Vec3 p = seen(at);
        out.append(format(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"#c0392b\"/><text x=\"%.1f\" y=\"%.1f\">%s</text>",
                x(p), y(p, isSide), x(p) + 9, y(p, isSide) + 16, name));
    }

    /// Two fingers and what joins them.
    private void gripper(StringBuilder out, Pose pose, double jaw, String colour, boolean isSide) {
        double half = HALF_JAW * Math.max(0.15, jaw);
        Vec3[] corners = {new Vec3(0, half, 0), new Vec3(0, half, -FINGERS), new Vec3(0, -half, -FINGERS),
            new Vec3(0, -half, 0)};
        out.append(format("<polyline fill=\"none\" stroke=\"%s\" stroke-opacity=\"0.6\" points=\"", colour));
        for (Vec3 corner : corners) {
            out.append(point(pose.transform(corner), isSide)).append(' ');
        }
        out.append("\"/>");
    }

    private String point(Vec3 position, boolean isSide) {
        Vec3 p = seen(position);
        return format("%.1f,%.1f", x(p), y(p, isSide));
    }

    private double x(Vec3 p) {
        return MARGIN + scale * (p.x() - low.x());
    }

    private double y(Vec3 p, boolean isSide) {
        return HEIGHT - MARGIN - scale * (isSide ? p.z() - low.z() : p.y() - low.y());
    }

    private void jaw(StringBuilder out) {
        double end = Math.max(1e-3, seed.segments().getLast().samples().getLast().time());
        out.append(format("<svg width=\"%d\" height=\"%d\"><text x=\"10\" y=\"18\">jaw over time, 0 closed to 1 open"
                + "</text>", JAW_WIDTH, JAW_HEIGHT));
        for (Segment segment : seed.segments()) {
            out.append(format("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s points=\"", colour(segment),
                    segment.source() == Source.PLANNED ? " stroke-dasharray=\"6 4\"" : ""));
            for (Sample sample : segment.samples()) {
                out.append(format("%.1f,%.1f ", MARGIN + (JAW_WIDTH - 2 * MARGIN) * sample.time() / end,
                        JAW_HEIGHT - MARGIN - (JAW_HEIGHT - 2.5 * MARGIN) * sample.jaw()));
            }
            out.append("\"/>");
        }
        out.append(format("<text x=\"%d\" y=\"%d\">0 s</text><text x=\"%d\" y=\"%d\">%.1f s</text></svg>", MARGIN,
                JAW_HEIGHT - 8, JAW_WIDTH - 2 * MARGIN, JAW_HEIGHT - 8, end));
    }

    private static String colour(Segment segment) {
        return COLOURS.get(Math.floorMod(NAMES.indexOf(segment.name()), COLOURS.size()));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
