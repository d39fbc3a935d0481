package org.isthmus.model.robots;

import static org.isthmus.model.robots.JointDescription.hinge;
import static org.isthmus.model.robots.Shape.box;
import static org.isthmus.model.robots.Shape.capsule;
import static org.isthmus.model.robots.Shape.cylinder;
import static org.isthmus.model.robots.Shape.ellipsoid;

import java.util.ArrayList;
import java.util.List;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Scene;

/// A walking robot with two legs of six joints, a waist of three and two arms of seven: 29 joints. x points forward, y left, z up.
///
/// Joints: `<side>_hip_pitch`, `_hip_roll`, `_hip_yaw`, `_knee`, `_ankle_pitch`, `_ankle_roll`; `waist_yaw`, `waist_roll`,
/// `waist_pitch`; `<side>_shoulder_pitch`, `_shoulder_roll`, `_shoulder_yaw`, `_elbow`, `_wrist_roll`, `_wrist_pitch`,
/// `_wrist_yaw`. Both sides have the same axes, as is usual: the mirror image of a pose has the same pitches and knees, and
/// opposite rolls and yaws.
///
/// @param hipWidth from the middle to a leg, m
/// @param pelvisHeight from the hip's axis up to the waist, m
/// @param thigh from the hip's axis to the knee, m
/// @param shin from the knee to the ankle, m
/// @param ankle from the ankle to the ground, m
/// @param shoulderHeight from the waist, m
/// @param shoulderWidth from the middle to the shoulder's first joint, m
/// @param upperArm from the shoulder to the elbow, m
/// @param forearm from the elbow to the wrist, m
/// @param mass of all, kg
/// @param crouch angle of the knees in the keyframe `home`, rad
public record Humanoid(String name, double hipWidth, double pelvisHeight, double thigh, double shin, double ankle,
        double shoulderHeight, double shoulderWidth, double upperArm, double forearm, double mass, double crouch) {
    /// Of the masses below, kg.
    private static final double MASS_OF_PARTS = 33.6;
    /// From the first axis of a hip or shoulder to the second, and on to the third, m.
    private static final double HIP_BLOCK = 0.05;
    private static final double HIP_TO_ROLL = 0.03;
    private static final double HIP_TO_YAW = 0.12;
    private static final double SHOULDER_BLOCK = 0.04;
    private static final double SHOULDER_TO_YAW = 0.09;
    private static final double WAIST_TO_TORSO = 0.044;
    private static final double ANKLE_BLOCK = 0.0176;

    private static final Drive HIP = new Drive(88, 32, 500, 10, 0.04);
    private static final Drive KNEE = new Drive(139, 20, 600, 12, 0.05);
    private static final Drive ANKLE = new Drive(50, 37, 400, 8, 0.03);
    private static final Drive WAIST = new Drive(88, 32, 500, 10, 0.04);
    private static final Drive SHOULDER = new Drive(25, 37, 80, 3, 0.01);
    private static final Drive WRIST = new Drive(5, 22, 20, 0.6, 0.005);

    /// With about the proportions, masses, limits and efforts of Unitree's G1.
    public static Humanoid standard() {
        return new Humanoid("humanoid", 0.1165, 0.1027, 0.33, 0.30, 0.053, 0.24, 0.1, 0.18, 0.15, 33.6, 0.4);
    }

    /// The robot, standing, with inertial measurement units `pelvis_imu` and `torso_imu`, touch sensors at the feet and sites
    /// `left_hand`, `right_hand`.
    public Scene scene() {
        Scene scene = describe().toScene();
        Instruments.addImu(scene, "pelvis_imu");
        Instruments.addImu(scene, "torso_imu");
        Instruments.addTouch(scene, "left_foot");
        Instruments.addTouch(scene, "right_foot");
        return scene;
    }

    /// The robot as links.
    public RobotDescription describe() {
        List<Link> links = new ArrayList<>();
        links.add(pelvis());
        addLeg("left", 1, links);
        addLeg("right", -1, links);
        addTrunk(links);
        addArm("left", 1, links);
        addArm("right", -1, links);
        // the thigh leans forward and the shin back by half the knee's angle, as far as their lengths differ
        double lean = crouch / 2;
        double stance = pelvisHeight + thigh * StrictMath.cos(lean) + shin * StrictMath.cos(lean) + ankle;
        RobotDescription robot = RobotDescription.floating(name, links, stance);
        for (String side : List.of("left", "right")) {
            robot = robot.apart("pelvis", side + "_hip_roll_link", side + "_hip_yaw_link")
                    .apart("torso", side + "_shoulder_roll_link", side + "_shoulder_yaw_link")
                    .apart(side + "_hip_pitch_link", side + "_hip_yaw_link")
                    .apart(side + "_shin", side + "_foot")
                    .apart(side + "_elbow_link", side + "_wrist_pitch_link")
                    .apart(side + "_wrist_roll_link", side + "_hand");
        }
        return robot.apart("pelvis", "torso", "waist_roll_link").apart("waist_yaw_link", "torso");
    }

    private double share(double kilograms) {
        return kilograms * mass / MASS_OF_PARTS;
    }

    private static Vec3 at(double x, double y, double z) {
        return new Vec3(x, y, z);
    }

    /// A joint whose range is given for the left side; rolls and yaws of the right side have the mirror image.
    private static JointDescription joint(
            String name, Vec3 axis, int side, double lower, double upper, double home, Drive drive) {
        boolean mirrored = side < 0 && !axis.equals(Vec3.Y);
        return (mirrored ? hinge(name, axis, -upper, -lower).home(-home) : hinge(name, axis, lower, upper).home(home))
                .driven(drive).damped(0.2);
    }

    private Link pelvis() {
        double low = -pelvisHeight;
        return Link.base("pelvis", share(3.813),
                capsule(at(0, -0.45 * hipWidth, low + 0.03), at(0, 0.45 * hipWidth, low + 0.03), 0.05)
                        .in(Finish.LIGHT_GREY),
                cylinder(at(0, 0, low + 0.03), at(0, 0, -0.005), 0.048).in(Finish.GREY),
                ellipsoid(at(0.03, 0, low + 0.035), at(0.035, 0.05, 0.045)).in(Finish.DARK).as(Shape.Role.DECOR))
                .with("pelvis_imu", Pose.at(0.045, 0, -0.083));
    }

    private void addLeg(String name, int s, List<Link> links) {
        double thighBone = thigh - HIP_TO_YAW;
        double lean = crouch / 2;
        links.add(Link.moving(name + "_hip_pitch_link", "pelvis", Pose.at(0, s * (hipWidth - HIP_BLOCK), -pelvisHeight),
                joint(name + "_hip_pitch", Vec3.Y, s, -2.5307, 2.8798, -lean, HIP), share(1.35),
                cylinder(at(0, 0, 0), at(0, s * 0.045, 0), 0.047).in(Finish.DARK)));
        links.add(
                Link.moving(name + "_hip_roll_link", name + "_hip_pitch_link", Pose.at(0, s * HIP_BLOCK, -HIP_TO_ROLL),
                        joint(name + "_hip_roll", Vec3.X, s, -0.5236, 2.9671, 0, KNEE), share(1.52),
                        cylinder(at(-0.05, 0, 0), at(0.045, 0, 0), 0.043).in(Finish.LIGHT_GREY),
                        capsule(at(0, 0, -0.01), at(0, 0, HIP_TO_ROLL - HIP_TO_YAW), 0.046).in(Finish.LIGHT_GREY)));
        links.add(Link.moving(name + "_hip_yaw_link", name + "_hip_roll_link", Pose.at(0, 0, HIP_TO_ROLL - HIP_TO_YAW),
                joint(name + "_hip_yaw", Vec3.Z, s, -2.7576, 2.7576, 0, HIP), share(1.702),
                capsule(at(0, 0, -0.02), at(0, 0, -0.8 * thighBone), 0.05).in(Finish.WHITE),
                cylinder(at(0, 0, -0.004), at(0, 0, 0.004), 0.051).in(Finish.DARK).as(Shape.Role.DECOR)));
        links.add(Link.moving(name + "_shin", name + "_hip_yaw_link", Pose.at(0, 0, -thighBone),
                joint(name + "_knee", Vec3.Y, s, -0.0873, 2.8798, crouch, KNEE), share(1.932),
                cylinder(at(0, -0.044, 0), at(0, 0.044, 0), 0.048).in(Finish.DARK),
                capsule(at(0.002, 0, -0.05), at(-0.002, 0, -0.55 * shin), 0.04).in(Finish.WHITE),
                capsule(at(0, 0, -0.5 * shin), at(0, 0, -shin + 0.03), 0.029).in(Finish.LIGHT_GREY)));
        links.add(Link.moving(name + "_ankle_link", name + "_shin", Pose.at(0, 0, -shin),
                joint(name + "_ankle_pitch", Vec3.Y, s, -0.8727, 0.5236, -lean, ANKLE), share(0.15),
                cylinder(at(0, -0.03, 0), at(0, 0.03, 0), 0.016).in(Finish.METAL)));
        links.add(foot(name, s));
    }

    private Link foot(String name, int s) {
        double sole = ANKLE_BLOCK - ankle;
        return Link.moving(name + "_foot", name + "_ankle_link", Pose.at(0, 0, -ANKLE_BLOCK),
                joint(name + "_ankle_roll", Vec3.X, s, -0.2618, 0.2618, 0, ANKLE), share(0.608),
                box(at(0.035, 0, sole + 0.008), at(0.095, 0.034, 0.008)).in(Finish.RUBBER).as(Shape.Role.SOLE),
                ellipsoid(at(0.05, 0, sole + 0.017), at(0.078, 0.03, 0.014)).in(Finish.LIGHT_GREY).as(Shape.Role.DECOR),
                capsule(at(-0.02, 0, sole + 0.02), at(0.01, 0, -0.006), 0.02).in(Finish.LIGHT_GREY)
                        .as(Shape.Role.DECOR))
                .with(name + "_foot_sole", Pose.at(0.035, 0, sole))
                .withZone(name + "_foot", at(0.035, 0, sole), 0.12);
    }

    private void addTrunk(List<Link> links) {
        links.add(Link.moving("waist_yaw_link", "pelvis", Pose.IDENTITY,
                joint("waist_yaw", Vec3.Z, 1, -2.618, 2.618, 0, WAIST), share(0.214),
                cylinder(at(0, 0, -0.005), at(0, 0, 0.02), 0.05).in(Finish.DARK)));
        links.add(Link.moving("waist_roll_link", "waist_yaw_link", Pose.at(0, 0, WAIST_TO_TORSO),
                joint("waist_roll", Vec3.X, 1, -0.52, 0.52, 0, WAIST), share(0.2),
                cylinder(at(-0.045, 0, 0), at(0.045, 0, 0), 0.025).in(Finish.DARK)));
        double top = shoulderHeight;
        links.add(Link.moving("torso", "waist_roll_link", Pose.IDENTITY,
                joint("waist_pitch", Vec3.Y, 1, -0.52, 0.52, 0, WAIST), share(7.816),
                cylinder(at(0, -0.04, 0), at(0, 0.04, 0), 0.03).in(Finish.DARK),
                capsule(at(0, 0, 0.06), at(0, 0, 0.11), 0.066).in(Finish.GREY),
                ellipsoid(at(0.005, 0, 0.75 * top), at(0.078, 0.105, 0.11)).in(Finish.WHITE),
                capsule(at(-0.005, -0.06, top), at(-0.005, 0.06, top), 0.052).in(Finish.WHITE),
                cylinder(at(0, 0, top + 0.04), at(0, 0, top + 0.1), 0.03).in(Finish.DARK),
                capsule(at(0.008, 0, top + 0.13), at(0.008, 0, top + 0.165), 0.056).in(Finish.WHITE),
                ellipsoid(at(0.035, 0, top + 0.15), at(0.035, 0.048, 0.05)).in(Finish.GLASS).as(Shape.Role.DECOR),
                box(at(-0.07, 0, 0.7 * top), at(0.016, 0.06, 0.08)).in(Finish.DARK).as(Shape.Role.DECOR),
                ellipsoid(at(0.078, 0, 0.82 * top), at(0.008, 0.02, 0.02)).in(Finish.BLUE).as(Shape.Role.DECOR))
                .with("torso_imu", Pose.at(-0.04, 0, 0.148))
                .with("head", Pose.at(0.06, 0, top + 0.15)));
    }

    private void addArm(String name, int s, List<Link> links) {
        double humerus = upperArm - SHOULDER_TO_YAW;
        links.add(Link.moving(name + "_shoulder_pitch_link", "torso", Pose.at(0, s * shoulderWidth, shoulderHeight),
                joint(name + "_shoulder_pitch", Vec3.Y, s, -3.0892, 2.6704, 0.25, SHOULDER), share(0.718),
                cylinder(at(0, s * 0.012, 0), at(0, s * 0.04, 0), 0.04).in(Finish.DARK)));
        links.add(Link.moving(name + "_shoulder_roll_link", name + "_shoulder_pitch_link",
                Pose.at(0, s * SHOULDER_BLOCK, 0),
                joint(name + "_shoulder_roll", Vec3.X, s, -1.5882, 2.2515, 0.15, SHOULDER), share(0.643),
                Shape.sphere(at(0, s * 0.012, 0), 0.043).in(Finish.LIGHT_GREY),
                capsule(at(0, s * 0.012, -0.02), at(0, s * 0.012, -SHOULDER_TO_YAW + 0.01), 0.035)
                        .in(Finish.LIGHT_GREY)));
        links.add(Link.moving(name + "_shoulder_yaw_link", name + "_shoulder_roll_link",
                Pose.at(0, s * 0.012, -SHOULDER_TO_YAW),
                joint(name + "_shoulder_yaw", Vec3.Z, s, -2.618, 2.618, 0, SHOULDER), share(0.734),
                cylinder(at(0, 0, -0.004), at(0, 0, 0.004), 0.036).in(Finish.DARK).as(Shape.Role.DECOR),
                capsule(at(0, 0, -0.01), at(0, 0, -humerus), 0.034).in(Finish.WHITE)));
        links.add(Link.moving(name + "_elbow_link", name + "_shoulder_yaw_link", Pose.at(0, 0, -humerus),
                joint(name + "_elbow", Vec3.Y, s, -1.0472, 2.0944, 0.75, SHOULDER), share(0.6),
                cylinder(at(0, -0.035, 0), at(0, 0.035, 0), 0.033).in(Finish.DARK),
                capsule(at(0.03, 0, 0), at(0.6 * forearm, 0, 0), 0.03).in(Finish.WHITE)));
        links.add(Link.moving(name + "_wrist_roll_link", name + "_elbow_link", Pose.at(0.67 * forearm, 0, 0),
                joint(name + "_wrist_roll", Vec3.X, s, -1.9722, 1.9722, 0, SHOULDER), share(0.0854),
                cylinder(at(0, 0, 0), at(0.025, 0, 0), 0.027).in(Finish.DARK)));
        links.add(Link.moving(name + "_wrist_pitch_link", name + "_wrist_roll_link", Pose.at(0.33 * forearm, 0, 0),
                joint(name + "_wrist_pitch", Vec3.Y, s, -1.6144, 1.6144, 0, WRIST), share(0.484),
                capsule(at(-0.006, 0, 0), at(0.03, 0, 0), 0.025).in(Finish.LIGHT_GREY)));
        links.add(Link.moving(name + "_hand", name + "_wrist_pitch_link", Pose.at(0.046, 0, 0),
                joint(name + "_wrist_yaw", Vec3.Z, s, -1.6144, 1.6144, 0, WRIST), share(0.2546),
                ellipsoid(at(0.055, 0, 0), at(0.05, 0.02, 0.036)).in(Finish.DARK),
                capsule(at(0.04, -s * 0.012, 0.028), at(0.075, -s * 0.02, 0.034), 0.01).in(Finish.DARK))
                .with(name + "_hand", Pose.at(0.065, 0, 0)));
    }
}
