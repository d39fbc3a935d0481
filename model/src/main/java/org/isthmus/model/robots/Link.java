package org.isthmus.model.robots;

import java.util.ArrayList;
import java.util.List;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.jspecify.annotations.Nullable;

/// A rigid part of a robot.
///
/// @param parent the link it is on; null: none, it is the base
/// @param frame of the link in its parent's frame, m
/// @param joint how it moves against its parent; null: it does not
/// @param mass kg, spread evenly over the solid shapes
/// @param frames named places on the link
public record Link(String name, @Nullable String parent, Pose frame, @Nullable JointDescription joint, double mass,
        List<Shape> shapes, List<Frame> frames) {
    /// A named place on a link: a tool, a sensor.
    ///
    /// @param zone radius of the sphere that a touch sensor there feels, m
    public record Frame(String name, Pose pose, double zone) {}

    /// Radius of the mark at places that are no sensors, m.
    private static final double MARK = 0.005;

    public Link {
        shapes = List.copyOf(shapes);
        frames = List.copyOf(frames);
        if (mass < 0 || mass > 0 && shapes.stream().allMatch(s -> s.role() == Shape.Role.DECOR)) {
            throw new IllegalArgumentException(
                    "link '" + name + "' has mass " + mass + ", expected at least 0, and a solid shape for it");
        }
    }

    /// A base.
    public static Link base(String name, double mass, Shape... shapes) {
        return new Link(name, null, Pose.IDENTITY, null, mass, List.of(shapes), List.of());
    }

    /// A link that moves.
    public static Link moving(
            String name, String parent, Pose frame, JointDescription joint, double mass, Shape... shapes) {
        return new Link(name, parent, frame, joint, mass, List.of(shapes), List.of());
    }

    /// A link that is fixed to another.
    public static Link fixed(String name, String parent, Pose frame, double mass, Shape... shapes) {
        return new Link(name, parent, frame, null, mass, List.of(shapes), List.of());
    }

    /// The same with one more named place.
    public Link with(String place, Pose pose) {
        return with(new Frame(place, pose, MARK));
    }

    /// The same with a place that a touch sensor feels around.
    public Link withZone(String place, Vec3 centre, double radius) {
        return with(new Frame(place, Pose.at(centre), radius));
    }

    private Link with(Frame frame1) {
        List<Frame> more = new ArrayList<>(frames);
        more.add(frame1);
        return new Link(name, parent, frame, joint, mass, shapes, more);
    }

    double solidVolume() {
        return shapes.stream().filter(s -> s.role() != Shape.Role.DECOR).mapToDouble(Shape::volume).sum();
    }
}
