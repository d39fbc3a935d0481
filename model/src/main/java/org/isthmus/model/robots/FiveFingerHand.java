package org.isthmus.model.robots;

import static org.isthmus.model.robots.JointDescription.hinge;
import static org.isthmus.model.robots.Shape.box;
import static org.isthmus.model.robots.Shape.capsule;
import static org.isthmus.model.robots.Shape.cylinder;
import static org.isthmus.model.robots.Shape.ellipsoid;

import java.util.ArrayList;
import java.util.List;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.edit.Mirroring;

/// A hand of five fingers and 20 joints, 16 of them driven: the last joint of each finger follows the one before.
///
/// z points from the wrist along the fingers, x out of the palm, y to the thumb of the right hand. Joints of each finger, from the
/// palm: `<finger>_spread` (sideways, towards the thumb's side), `_mcp`, `_pip`, `_dip` (positive: closing); of the thumb
/// `thumb_opposition` (around the palm, positive: to face the fingers), `thumb_cmc`, `thumb_mcp`, `thumb_ip`. Equal joint
/// positions give a left hand and a right hand that mirror each other.
///
/// @param palm half lengths of the palm: thickness, width, length, m
/// @param fingers index, middle, ring and little finger
/// @param thumb lengths of its three bones
/// @param strength torque of the joints at the palm, N·m; the others have less
public record FiveFingerHand(Side side, Vec3 palm, double palmMass, List<Finger> fingers, Thumb thumb,
        double strength) {
    /// Which hand.
    public enum Side {
        LEFT,
        RIGHT
    }

    /// A finger.
    ///
    /// @param y where its root is across the palm, m
    /// @param z where its root is along the palm, from the wrist, m
    /// @param proximal length of its first bone, m; the others follow
    /// @param radius m
    public record Finger(String name, double y, double z, double proximal, double middle, double distal,
            double radius) {}

    /// The thumb.
    ///
    /// @param root where its first joint is, m
    /// @param metacarpal length of its first bone, m; the others follow
    public record Thumb(Vec3 root, double metacarpal, double proximal, double distal, double radius) {}

    /// How much of the middle joint's angle the last joint of a finger takes; about what human fingers do.
    private static final double DISTAL_RATIO = 0.7;
    /// kg/m³, of bones with their motors and skin.
    private static final double DENSITY = 1800;
    /// Away from the fingers' direction when it lies beside the palm, rad.
    private static final double THUMB_TILT = 0.85;

    public FiveFingerHand {
        fingers = List.copyOf(fingers);
        if (fingers.isEmpty() || !(palmMass > 0 && strength > 0)) {
            throw new IllegalArgumentException("hand of " + fingers.size() + " fingers, palm of " + palmMass
                    + " kg, strength " + strength + "; expected at least one finger, and both above 0");
        }
    }

    /// Of the size of a large adult's hand.
    public static FiveFingerHand standard(Side side) {
        List<Finger> fingers = List.of(
                new Finger("index", 0.033, 0.098, 0.046, 0.027, 0.022, 0.0088),
                new Finger("middle", 0.011, 0.101, 0.050, 0.031, 0.023, 0.0090),
                new Finger("ring", -0.011, 0.097, 0.046, 0.029, 0.023, 0.0088),
                new Finger("little", -0.033, 0.089, 0.036, 0.021, 0.020, 0.0080));
        Thumb thumb = new Thumb(new Vec3(0.008, 0.034, 0.024), 0.042, 0.036, 0.028, 0.0105);
        return new FiveFingerHand(side, new Vec3(0.0125, 0.042, 0.045), 0.4, fingers, thumb, 1.0);
    }

    /// The hand with sites `palm` and `<finger>_tip`, and a touch sensor at each tip.
    public Scene scene() {
        Scene scene = describe().toScene();
        fingers.forEach(finger -> Instruments.addTouch(scene, finger.name + "_tip"));
        Instruments.addTouch(scene, "thumb_tip");
        if (side == Side.LEFT) {
            Mirroring.mirror(scene, Mirroring.Plane.XZ, new Diagnostics());
        }
        return scene;
    }

    /// The right hand as links.
    private RobotDescription describe() {
        List<Link> links = new ArrayList<>();
        List<Coupling> couplings = new ArrayList<>();
        links.add(palmLink());
        for (Finger finger : fingers) {
            addFinger(finger, links);
            couplings.add(new Coupling(finger.name + "_dip", finger.name + "_pip", DISTAL_RATIO, 0));
        }
        addThumb(links);
        RobotDescription hand = RobotDescription.fixed(
                "five-finger-hand-" + (side == Side.LEFT ? "left" : "right"), links).coupled(couplings);
        return withoutContactsAtThePalm(hand);
    }

    /// Links near the palm overlap it by construction, and knuckles overlap each other.
    private RobotDescription withoutContactsAtThePalm(RobotDescription hand) {
        RobotDescription result = hand.apart("palm", "thumb_metacarpal");
        String before = null;
        for (Finger finger : fingers) {
            result = result.apart("palm", finger.name + "_proximal");
            if (before != null) {
                result = result.apart(finger.name + "_knuckle", before + "_knuckle")
                        .apart(finger.name + "_proximal", before + "_proximal", before + "_knuckle")
                        .apart(finger.name + "_knuckle", before + "_proximal");
            }
            before = finger.name;
        }
        return result;
    }

    private Link palmLink() {
        double middle = 0.012 + palm.z();
        double low = middle - palm.z() + 0.006;
        double high = middle + palm.z() - 0.006;
        double edge = palm.x();
        return Link.base("palm", palmMass,
                cylinder(Vec3.ZERO, new Vec3(0, 0, 0.016), 0.03).in(Finish.METAL),
                box(new Vec3(-0.002, 0, middle), new Vec3(palm.x(), palm.y() - edge, palm.z() - 0.006))
                        .in(Finish.LIGHT_GREY),
                capsule(new Vec3(-0.002, palm.y() - edge, low + edge), new Vec3(-0.002, palm.y() - edge, high - edge),
                        edge)
                        .in(Finish.LIGHT_GREY),
                capsule(new Vec3(-0.002, edge - palm.y(), low + edge),
                        new Vec3(-0.002, edge - palm.y(), high - 1.6 * edge), edge).in(Finish.LIGHT_GREY),
                ellipsoid(new Vec3(0.007, 0.024, 0.036), new Vec3(0.012, 0.017, 0.026)).in(Finish.RUBBER)
                        .as(Shape.Role.GRIP),
                box(new Vec3(palm.x() - 0.002, -0.004, middle + 0.008), new Vec3(0.002, 0.62 * palm.y(), 0.028))
                        .in(Finish.RUBBER).as(Shape.Role.DECOR),
                box(new Vec3(-0.002 - palm.x(), 0, middle), new Vec3(0.002, 0.7 * palm.y(), 0.7 * palm.z()))
                        .in(Finish.DARK).as(Shape.Role.DECOR))
                .with("palm", Pose.at(palm.x(), 0, middle));
    }

    private void addFinger(Finger f, List<Link> links) {
        String n = f.name;
        links.add(Link.moving(n + "_knuckle", "palm", Pose.at(0, f.y, f.z),
                joint(n + "_spread", Vec3.X.negate(), -0.35, 0.35, 0, 0.6), 0.012,
                Shape.sphere(Vec3.ZERO, f.radius).in(Finish.DARK)));
        links.add(Link.moving(n + "_proximal", n + "_knuckle", Pose.IDENTITY,
                joint(n + "_mcp", Vec3.Y, -0.3, 1.6, 0.25, 1), mass(f.proximal, f.radius), bone(f.proximal, f.radius)));
        links.add(Link.moving(n + "_middle", n + "_proximal", Pose.at(0, 0, f.proximal),
                joint(n + "_pip", Vec3.Y, 0, 1.8, 0.35, 0.6), mass(f.middle, f.radius), bone(f.middle, f.radius),
                axle(f.radius)));
        JointDescription last = hinge(n + "_dip", Vec3.Y, 0, 1.8 * DISTAL_RATIO).home(0.35 * DISTAL_RATIO)
                .damped(0.01).heavy(1e-4);
        links.add(Link.moving(n + "_distal", n + "_middle", Pose.at(0, 0, f.middle), last, mass(f.distal, f.radius),
                tip(f.distal, 0.95 * f.radius), axle(f.radius))
                .withZone(n + "_tip", new Vec3(0, 0, f.distal - f.radius), 1.2 * f.radius));
    }

    private void addThumb(List<Link> links) {
        Quat tilt = Quat.fromAxisAngle(Vec3.X, -THUMB_TILT);
        links.add(Link.moving("thumb_root", "palm", Pose.at(thumb.root),
                joint("thumb_opposition", Vec3.Z.negate(), -0.2, 2.3, 0.6, 1), 0.02,
                Shape.sphere(Vec3.ZERO, 1.15 * thumb.radius).in(Finish.DARK)));
        links.add(Link.moving("thumb_metacarpal", "thumb_root", Pose.rotated(tilt),
                joint("thumb_cmc", Vec3.X, -0.5, 0.7, 0, 1), mass(thumb.metacarpal, thumb.radius),
                bone(thumb.metacarpal, 1.1 * thumb.radius)));
        links.add(Link.moving("thumb_proximal", "thumb_metacarpal", Pose.at(0, 0, thumb.metacarpal),
                joint("thumb_mcp", Vec3.X, -0.2, 1.2, 0.2, 0.7), mass(thumb.proximal, thumb.radius),
                bone(thumb.proximal, thumb.radius), thumbAxle()));
        links.add(Link.moving("thumb_distal", "thumb_proximal", Pose.at(0, 0, thumb.proximal),
                joint("thumb_ip", Vec3.X, -0.2, 1.4, 0.2, 0.5), mass(thumb.distal, thumb.radius),
                tip(thumb.distal, 0.95 * thumb.radius), thumbAxle())
                .withZone("thumb_tip", new Vec3(0, 0, thumb.distal - thumb.radius), 1.2 * thumb.radius));
    }

    private JointDescription joint(String name, Vec3 axis, double lower, double upper, double home, double share) {
        double torque = share * strength;
        return hinge(name, axis, lower, upper).home(home).driven(new Drive(torque, 6, 3 * torque, 0.05 * torque, 2e-4))
                .damped(0.01);
    }

    private static double mass(double length, double radius) {
        return DENSITY * bone(length, radius).volume();
    }

    private static Shape bone(double length, double radius) {
        return capsule(Vec3.ZERO, new Vec3(0, 0, length), radius).in(Finish.LIGHT_GREY);
    }

    private static Shape tip(double length, double radius) {
        return capsule(Vec3.ZERO, new Vec3(0, 0, length - radius), radius).in(Finish.RUBBER).as(Shape.Role.GRIP);
    }

    private static Shape axle(double radius) {
        return cylinder(new Vec3(0, -1.02 * radius, 0), new Vec3(0, 1.02 * radius, 0), 0.6 * radius).in(Finish.DARK)
                .as(Shape.Role.DECOR);
    }

    private Shape thumbAxle() {
        double r = thumb.radius;
        return cylinder(new Vec3(-1.02 * r, 0, 0), new Vec3(1.02 * r, 0, 0), 0.6 * r).in(Finish.DARK)
                .as(Shape.Role.DECOR);
    }
}
