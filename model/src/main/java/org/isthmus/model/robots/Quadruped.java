package org.isthmus.model.robots;

import static org.isthmus.model.robots.JointDescription.hinge;
import static org.isthmus.model.robots.Shape.box;
import static org.isthmus.model.robots.Shape.capsule;
import static org.isthmus.model.robots.Shape.cylinder;
import static org.isthmus.model.robots.Shape.ellipsoid;
import static org.isthmus.model.robots.Shape.sphere;

import java.util.ArrayList;
import java.util.List;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Scene;

/// A walking robot of four legs with three joints each: `<leg>_hip` (sideways), `<leg>_thigh`, `<leg>_calf`; legs are `FL`, `FR`,
/// `RL`, `RR`. x points forward, z up.
///
/// @param trunk half lengths of the trunk's box, m
/// @param hip where the front left leg's first joint is, m; the others are its mirror images
/// @param hipLength from the first joint sideways to the leg's plane, m
/// @param thighLength m
/// @param calfLength to the centre of the foot, m
/// @param footRadius m
/// @param hipMass of one, as the following, kg
/// @param crouch angle of the thigh in the keyframe `home`, rad; the calf takes twice of it back
/// @param drive of hips and thighs; calves have half as much effort again
public record Quadruped(String name, Vec3 trunk, double trunkMass, Vec3 hip, double hipLength, double thighLength,
        double calfLength, double footRadius, double hipMass, double thighMass, double calfMass, double crouch,
        Drive drive) {
    private static final double FOOT_MASS = 0.04;
    /// Below which a calf cannot fold, and above which it cannot stretch, rad.
    private static final double FOLDED = -2.7227;
    private static final double STRETCHED = -0.83776;

    /// One leg: which it is, and on which side.
    private record Leg(String name, int forward, int left) {}

    private static final List<Leg> LEGS = List.of(
            new Leg("FL", 1, 1), new Leg("FR", 1, -1), new Leg("RL", -1, 1), new Leg("RR", -1, -1));

    /// With the lengths, masses, limits and efforts of Unitree's Go2.
    public static Quadruped standard() {
        return new Quadruped("quadruped", new Vec3(0.188, 0.0468, 0.057), 6.921, new Vec3(0.1934, 0.0465, 0), 0.0955,
                0.213, 0.213, 0.022, 0.678, 1.152, 0.154, 0.9, new Drive(23.7, 30.1, 120, 4, 0.01));
    }

    /// The robot, standing, with an inertial measurement unit `imu` and touch sensors at the feet.
    public Scene scene() {
        Scene scene = describe().toScene();
        Instruments.addImu(scene, "imu");
        LEGS.forEach(leg -> Instruments.addTouch(scene, leg.name + "_foot"));
        return scene;
    }

    /// The robot as links.
    public RobotDescription describe() {
        List<Link> links = new ArrayList<>();
        links.add(trunkLink());
        for (Leg leg : LEGS) {
            addLeg(leg, links);
        }
        double stance = (thighLength + calfLength) * StrictMath.cos(crouch) + footRadius;
        RobotDescription robot = RobotDescription.floating(name, links, stance);
        for (Leg leg : LEGS) {
            robot = robot.apart("trunk", leg.name + "_thigh");
        }
        return robot;
    }

    private Link trunkLink() {
        double x = trunk.x();
        double y = trunk.y();
        double z = trunk.z();
        return Link.base("trunk", trunkMass,
                box(Vec3.ZERO, trunk).in(Finish.LIGHT_GREY),
                capsule(new Vec3(x, 0, 0.01), new Vec3(x + 0.07, 0, -0.01), 0.85 * y).in(Finish.LIGHT_GREY),
                ellipsoid(new Vec3(x + 0.088, 0, -0.016), new Vec3(0.026, 0.72 * y, 0.028)).in(Finish.GLASS)
                        .as(Shape.Role.DECOR),
                capsule(new Vec3(-x + 0.01, 0, 0.02), new Vec3(x - 0.02, 0, 0.02), 0.93 * y).in(Finish.WHITE)
                        .as(Shape.Role.DECOR),
                box(new Vec3(0, 0, z), new Vec3(0.6 * x, 0.6 * y, 0.012)).in(Finish.DARK).as(Shape.Role.DECOR),
                box(new Vec3(-0.01, 0, -z), new Vec3(0.7 * x, 0.85 * y, 0.01)).in(Finish.DARK).as(Shape.Role.DECOR),
                box(new Vec3(-x, 0, 0.01), new Vec3(0.012, 0.8 * y, 0.6 * z)).in(Finish.DARK).as(Shape.Role.DECOR))
                .with("imu", Pose.at(-0.02557, 0, 0.04232));
    }

    private void addLeg(Leg leg, List<Link> links) {
        int left = leg.left;
        Vec3 root = new Vec3(leg.forward * hip.x(), left * hip.y(), hip.z());
        links.add(Link.moving(leg.name + "_hip", "trunk", Pose.at(root),
                hinge(leg.name + "_hip", Vec3.X, -1.0472, 1.0472).driven(drive).damped(0.1), hipMass,
                cylinder(new Vec3(-0.025 * leg.forward, 0, 0), new Vec3(0.03 * leg.forward, 0, 0), 0.042)
                        .in(Finish.DARK),
                cylinder(new Vec3(0, left * 0.035, 0), new Vec3(0, left * (hipLength - 0.02), 0), 0.045)
                        .in(Finish.LIGHT_GREY)));
        double back = leg.forward > 0 ? 0 : 1.0472; // the rear legs' range is turned
        links.add(Link.moving(leg.name + "_thigh", leg.name + "_hip", Pose.at(0, left * hipLength, 0),
                hinge(leg.name + "_thigh", Vec3.Y, -1.5708 + back, 3.4907 + back).home(crouch).driven(drive)
                        .damped(0.1),
                thighMass,
                cylinder(new Vec3(0, -0.02 * left, 0), new Vec3(0, 0.03 * left, 0), 0.043).in(Finish.DARK),
                box(new Vec3(-0.004, 0, -thighLength / 2), new Vec3(0.021, 0.013, 0.46 * thighLength))
                        .in(Finish.LIGHT_GREY),
                cylinder(new Vec3(0, -0.016, -thighLength), new Vec3(0, 0.016, -thighLength), 0.024).in(Finish.DARK)
                        .as(Shape.Role.DECOR)));
        links.add(calf(leg));
    }

    private Link calf(Leg leg) {
        Drive strong = new Drive(1.5 * drive.effort(), drive.velocity() / 1.5, 1.25 * drive.stiffness(),
                drive.damping(), 1.5 * drive.armature());
        return Link.moving(leg.name + "_calf", leg.name + "_thigh", Pose.at(0, 0, -thighLength),
                hinge(leg.name + "_calf", Vec3.Y, FOLDED, STRETCHED).home(-2 * crouch).driven(strong).damped(0.1),
                calfMass + FOOT_MASS,
                capsule(new Vec3(0.003, 0, -0.01), new Vec3(0.014, 0, -0.5 * calfLength), 0.014).in(Finish.DARK),
                capsule(new Vec3(0.014, 0, -0.5 * calfLength), new Vec3(0, 0, -calfLength + 0.008), 0.0115)
                        .in(Finish.DARK),
                sphere(new Vec3(0, 0, -calfLength), footRadius).in(Finish.RUBBER).as(Shape.Role.SOLE))
                .withZone(leg.name + "_foot", new Vec3(0, 0, -calfLength), 1.2 * footRadius);
    }
}
