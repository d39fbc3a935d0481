package org.isthmus.model.robots;

import java.util.ArrayList;
import java.util.List;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Scene;

/// An arm of links in a row: an industrial robot, a desktop arm.
///
/// Ready ones are [RokaeSr3], [AuboI5], [WidowX250s] and [Panda]; any other comes from the frames of its joints, or from its
/// Denavit-Hartenberg table ([#ofDenavitHartenberg]).
///
/// @param base the link that is fixed to the world
/// @param segments the moving links, from the base on
/// @param flange where tools are mounted, in the last link's frame: z points out, m
/// @param apart pairs of links, besides neighbours, whose contacts are left out
public record SerialArm(String name, Link base, List<Segment> segments, Pose flange,
        List<RobotDescription.Apart> apart) {
    /// One moving link.
    ///
    /// @param frame of the link, at joint position 0, in the frame of the link before
    public record Segment(String link, Pose frame, JointDescription joint, double mass, List<Shape> shapes) {
        public Segment(String link, Pose frame, JointDescription joint, double mass, Shape... shapes) {
            this(link, frame, joint, mass, List.of(shapes));
        }
    }

    public SerialArm {
        segments = List.copyOf(segments);
        apart = List.copyOf(apart);
    }

    /// One row of a Denavit-Hartenberg table: the next frame is `Rz(θ) · Tz(d) · Tx(a) · Rx(α)` in this one.
    ///
    /// @param d along the joint's axis, m
    /// @param a along the common normal, m
    /// @param alpha between the axes, rad
    /// @param offset of θ at joint position 0, rad
    public record DhRow(double d, double a, double alpha, double offset, JointDescription joint, double mass) {}

    /// An arm from its Denavit-Hartenberg table (Siciliano et al., Robotics, section 2.8.2: the distal convention), with plain
    /// tubes for links. All axes are z of their links' frames.
    ///
    /// @param radius of the tubes, m
    public static SerialArm ofDenavitHartenberg(String name, List<DhRow> rows, double baseMass, double radius) {
        List<Segment> segments = new ArrayList<>();
        Pose before = Pose.IDENTITY;
        for (DhRow row : rows) {
            Pose frame = before.times(Pose.rotated(Quat.fromAxisAngle(Vec3.Z, row.offset)));
            before = Pose.at(row.a, 0, row.d).times(Pose.rotated(Quat.fromAxisAngle(Vec3.X, row.alpha)));
            segments.add(new Segment("link" + (segments.size() + 1), frame, row.joint, row.mass,
                    tube(before.position(), radius)));
        }
        Shape foot = Shape.cylinder(new Vec3(0, 0, -2 * radius), new Vec3(0, 0, -radius), 1.5 * radius)
                .in(Finish.DARK);
        return new SerialArm(name, Link.base("base", baseMass, foot), segments, before, List.of());
    }

    /// Along the joint's axis, then across to the next joint.
    private static List<Shape> tube(Vec3 end, double radius) {
        Vec3 corner = new Vec3(0, 0, end.z());
        List<Shape> shapes = new ArrayList<>();
        shapes.add(Shape.capsule(Vec3.ZERO, corner, radius));
        if (corner.distance(end) > 0) {
            shapes.add(Shape.capsule(corner, end, 0.9 * radius).in(Finish.LIGHT_GREY));
        }
        return shapes;
    }

    /// The arm with a site `flange`, a site `tcp` in the same place (a tool moves it), and a force-torque sensor at the flange.
    public Scene scene() {
        Scene scene = describe().toScene();
        Instruments.addWrench(scene, "flange");
        return scene;
    }

    /// The arm as links.
    public RobotDescription describe() {
        List<Link> links = new ArrayList<>();
        links.add(base);
        String parent = base.name();
        for (int i = 0; i < segments.size(); i++) {
            Segment s = segments.get(i);
            Link link = new Link(s.link, parent, s.frame, s.joint, s.mass, s.shapes, List.of());
            boolean last = i == segments.size() - 1;
            links.add(last ? link.with("flange", flange).with("tcp", flange) : link);
            parent = s.link;
        }
        return new RobotDescription(name, links, null, List.of(), apart);
    }
}
