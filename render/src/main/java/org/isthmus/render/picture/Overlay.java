package org.isthmus.render.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.image.Image;
import org.isthmus.render.Frames;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;

/// Lines drawn over an image for people: frames, arrows, ways, boxes, what cameras see. What lies behind a surface is faint.
///
///     Overlay overlay = new Overlay(view);
///     overlay.frame(pose, 0.1);
///     overlay.arrow(point, point.plus(force), 0xFFB000);
///     Image picture = overlay.over(Colouring.rgb(frames, 0), frames, 0);
///
/// Lines that are nearer cover those farther away.
public final class Overlay {
    private static final int RED = 0xE5484D;
    private static final int GREEN = 0x46A758;
    private static final int BLUE = 0x3E8BFF;
    /// Pieces of a line through a lens that bends it.
    private static final int PIECES = 32;
    private static final int HEAD_SIDES = 3;
    private static final double HEAD_LENGTH = 0.28;
    private static final double HEAD_WIDTH = 0.11;
    private static final int CIRCLE = 24;

    /// A line between two points in the camera's frame.
    private record Line(Vec3 from, Vec3 to, int colour) {
        double depth() {
            return 0.5 * (from.z() + to.z());
        }
    }

    private final View view;
    private final double width;
    private final double hidden;
    private final List<Line> lines = new ArrayList<>();

    /// Lines of a width that suits the image, faint where something is before them.
    public Overlay(View view) {
        this(view, Math.max(1.25, view.camera().height() / 300.0), 0.18);
    }

    /// @param width of lines, pixels
    /// @param hidden opacity of lines behind a surface, 0 to 1
    public Overlay(View view, double width, double hidden) {
        if (!(width > 0 && width <= 1000 && hidden >= 0 && hidden <= 1)) {
            throw new IllegalArgumentException("lines of width " + width + " and opacity " + hidden
                    + " where hidden, expected above 0 to 1000 and 0 to 1");
        }
        this.view = view;
        this.width = width;
        this.hidden = hidden;
    }

    /// A line between two points of the world; nothing when one is not finite.
    ///
    /// @param colour 0xRRGGBB
    public void line(Vec3 from, Vec3 to, int colour) {
        if (from.isFinite() && to.isFinite()) {
            lines.add(new Line(view.pose().inverseTransform(from), view.pose().inverseTransform(to), colour));
        }
    }

    /// A line through points of the world.
    public void path(List<Vec3> points, int colour) {
        for (int i = 1; i < points.size(); i++) {
            line(points.get(i - 1), points.get(i), colour);
        }
    }

    /// An arrow.
    public void arrow(Vec3 from, Vec3 to, int colour) {
        Vec3 way = to.minus(from);
        line(from, to, colour);
        if (way.length() > 1e-9) {
            Vec3 across = way.cross(Math.abs(way.z()) < 0.9 * way.length() ? Vec3.Z : Vec3.X).normalized();
            Vec3 other = way.normalized().cross(across);
            for (int i = 0; i < HEAD_SIDES; i++) {
                double angle = 2 * Math.PI * i / HEAD_SIDES;
                Vec3 side = across.times(StrictMath.cos(angle)).plus(other.times(StrictMath.sin(angle)));
                line(to, to.plusScaled(way, -HEAD_LENGTH).plusScaled(side, HEAD_WIDTH * way.length()), colour);
            }
        }
    }

    /// The axes of a frame: x red, y green, z blue.
    ///
    /// @param pose of the frame in the world
    /// @param length of the axes, m
    public void frame(Pose pose, double length) {
        line(pose.position(), pose.transform(new Vec3(length, 0, 0)), RED);
        line(pose.position(), pose.transform(new Vec3(0, length, 0)), GREEN);
        line(pose.position(), pose.transform(new Vec3(0, 0, length)), BLUE);
    }

    /// The edges of a box.
    ///
    /// @param pose of the frame that the box is in, in the world
    public void box(Aabb box, Pose pose, int colour) {
        Vec3[] corners = new Vec3[8];
        for (int i = 0; i < 8; i++) {
            corners[i] = pose.transform(new Vec3((i & 1) == 0 ? box.min().x() : box.max().x(),
                    (i & 2) == 0 ? box.min().y() : box.max().y(), (i & 4) == 0 ? box.min().z() : box.max().z()));
        }
        for (int i = 0; i < 8; i++) {
            for (int axis = 1; axis < 8; axis <<= 1) {
                if ((i & axis) == 0) {
                    line(corners[i], corners[i | axis], colour);
                }
            }
        }
    }

    /// What a camera sees up to a depth: the edges of its image at that depth, tied to its eye, with a mark at the upper edge.
    public void frustum(View of, double depth, int colour) {
        Camera c = of.camera();
        double right = c.width() - 0.5;
        double bottom = c.height() - 0.5;
        Vec3[] far = {at(of, -0.5, -0.5, depth), at(of, right, -0.5, depth), at(of, right, bottom, depth),
            at(of, -0.5, bottom, depth)};
        Vec3[] near = {at(of, -0.5, -0.5, 0), at(of, right, -0.5, 0), at(of, right, bottom, 0),
            at(of, -0.5, bottom, 0)};
        for (int i = 0; i < 4; i++) {
            line(near[i], far[i], colour);
            line(far[i], far[(i + 1) % 4], colour);
        }
        Vec3 up = far[0].minus(far[3]).times(0.15);
        Vec3 tip = far[0].plus(far[1]).times(0.5).plus(up);
        line(far[0].times(0.6).plus(far[1].times(0.4)), tip, colour);
        line(far[0].times(0.4).plus(far[1].times(0.6)), tip, colour);
    }

    private static Vec3 at(View of, double x, double y, double depth) {
        return of.pose().transform(of.camera().origin(x, y).plusScaled(of.camera().direction(x, y), depth));
    }

    /// A contact: a circle in the plane of touch, and the force as an arrow.
    ///
    /// @param point world frame, m
    /// @param normal unit, world frame
    /// @param arrow the force, scaled to m, world frame
    /// @param radius of the circle, m
    public void contact(Vec3 point, Vec3 normal, Vec3 arrow, double radius, int colour) {
        Vec3 across = normal.cross(Math.abs(normal.z()) < 0.9 ? Vec3.Z : Vec3.X).normalized();
        Vec3 other = normal.cross(across);
        Vec3 last = point.plusScaled(across, radius);
        for (int i = 1; i <= CIRCLE; i++) {
            double angle = 2 * Math.PI * i / CIRCLE;
            Vec3 next = point.plusScaled(across, radius * StrictMath.cos(angle)).plusScaled(other,
                    radius * StrictMath.sin(angle));
            line(last, next, colour);
            last = next;
        }
        if (arrow.length() > 0) {
            arrow(point, point.plus(arrow), colour);
        }
    }

    /// Draws the lines over an image of the view.
    ///
    /// @param image of the view's size, 3 channels of 8 bits
    /// @param frames with the depth of what is in the image
    /// @param index of the view in them
    public Image over(Image image, Frames frames, int index) {
        Camera camera = view.camera();
        boolean fits = image.width() == camera.width() && image.height() == camera.height() && image.channels() == 3
                && image.bits() == 8 && frames.width() == camera.width() && frames.height() == camera.height()
                && frames.depth().length >= (index + 1) * frames.pixels();
        if (!fits) {
            throw new IllegalArgumentException("an image of " + image.width() + " by " + image.height()
                    + " pixels with depth of " + frames.depth().length + ", expected " + camera.width() + " by "
                    + camera.height());
        }
        LinePainter painter = new LinePainter(image, frames.depth(), index * frames.pixels(), width, hidden,
                camera.isOrthographic());
        lines.stream().sorted(Comparator.comparingDouble(Line::depth).reversed()).forEach(l -> draw(l, painter));
        byte[] rgb = painter.rgb();
        return new Image(image.width(), image.height(), 3, ByteArray.wrap(rgb));
    }

    private void draw(Line line, LinePainter painter) {
        Camera camera = view.camera();
        int pieces = camera.lens().isStraight() ? 1 : PIECES;
        double near = camera.lens().isStraight() ? camera.near() : Double.NEGATIVE_INFINITY;
        double[] a = new double[2];
        double[] b = new double[2];
        for (int i = 0; i < pieces; i++) {
            Vec3 p = between(line, (double) i / pieces);
            Vec3 q = between(line, (i + 1.0) / pieces);
            if (p.z() < near && q.z() < near) {
                continue;
            }
            Vec3 from = p.z() < near ? cut(p, q, near) : p;
            Vec3 to = q.z() < near ? cut(q, p, near) : q;
            camera.project(from, a);
            camera.project(to, b);
            painter.line(a[0], a[1], from.z(), b[0], b[1], to.z(), line.colour());
        }
    }

    private static Vec3 between(Line line, double t) {
        return line.from().times(1 - t).plus(line.to().times(t));
    }

    /// Where a line from behind the near plane crosses it.
    private static Vec3 cut(Vec3 behind, Vec3 before, double near) {
        double t = (near - behind.z()) / (before.z() - behind.z());
        return behind.plus(before.minus(behind).times(t));
    }
}
