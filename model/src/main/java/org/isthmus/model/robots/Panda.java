package org.isthmus.model.robots;

import static org.isthmus.model.robots.JointDescription.hinge;
import static org.isthmus.model.robots.Shape.box;
import static org.isthmus.model.robots.Shape.capsule;
import static org.isthmus.model.robots.Shape.cylinder;

import java.util.List;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.robots.SerialArm.Segment;
import org.isthmus.model.scene.Scene;

/// An arm of seven joints like Franka Emika's Panda, with its hand.
///
/// Joint frames, limits, efforts, velocities and masses are those of the maker's description (franka_description); gains, armature
/// and shapes are ours.
public final class Panda {
    private static final double QUARTER = Math.PI / 2;
    private static final Drive SHOULDER = new Drive(87, 2.175, 3500, 130, 0.5);
    private static final Drive WRIST = new Drive(12, 2.61, 1500, 45, 0.2);

    private Panda() {}

    /// The arm without a hand.
    public static SerialArm arm() {
        return new SerialArm("panda", base(),
                List.of(link1(), link2(), link3(), link4(), link5(), link6(), link7()), Pose.at(0, 0, 0.107),
                List.of(new RobotDescription.Apart("link5", "link7")));
    }

    /// The hand: its fingers open by 40 mm each.
    public static ParallelGripper hand() {
        return new ParallelGripper("hand", new Vec3(0.028, 0.1, 0.033), 0.73, 0.0584, 0.054, 0.04,
                new Vec3(0.009, 0.004, 0.012), 0.015, 70);
    }

    /// The arm with its hand, turned by 45 degrees as the maker mounts it. Names of the hand begin with `hand/`.
    public static Scene scene() {
        Scene scene = arm().scene();
        Tools.mount(scene, hand().scene(), Quat.fromAxisAngle(Vec3.Z, -Math.PI / 4), "hand/");
        return scene;
    }

    private static Vec3 at(double x, double y, double z) {
        return new Vec3(x, y, z);
    }

    private static Pose frame(double x, double y, double z, double roll) {
        return new Pose(at(x, y, z), Quat.fromRollPitchYaw(roll, 0, 0));
    }

    private static JointDescription joint(int i, double lower, double upper, double home, Drive drive) {
        return hinge("joint" + i, Vec3.Z, lower, upper).home(home).driven(drive).damped(1);
    }

    private static Link base() {
        return Link.base("link0", 2.9,
                cylinder(at(0, 0, 0), at(0, 0, 0.14), 0.062),
                box(at(-0.07, 0, 0.035), at(0.075, 0.07, 0.035)),
                cylinder(at(0, 0, 0), at(0, 0, 0.02), 0.085).as(Shape.Role.DECOR),
                box(at(-0.146, 0, 0.03), at(0.004, 0.05, 0.02)).in(Finish.DARK).as(Shape.Role.DECOR));
    }

    private static Segment link1() {
        return new Segment("link1", Pose.at(0, 0, 0.333), joint(1, -2.8973, 2.8973, 0, SHOULDER), 4.970684,
                cylinder(at(0, 0, -0.192), at(0, 0, -0.12), 0.055),
                capsule(at(0, 0, -0.13), at(0, -0.04, -0.02), 0.055),
                cylinder(at(0, -0.125, 0), at(0, -0.005, 0), 0.055),
                cylinder(at(0, -0.13, 0), at(0, -0.125, 0), 0.045).in(Finish.LIGHT_GREY).as(Shape.Role.DECOR));
    }

    private static Segment link2() {
        return new Segment("link2", frame(0, 0, 0, -QUARTER), joint(2, -1.7628, 1.7628, -0.3, SHOULDER), 0.646926,
                cylinder(at(0, 0, 0.005), at(0, 0, 0.125), 0.055),
                capsule(at(0, -0.02, 0.04), at(0, -0.13, 0), 0.055),
                cylinder(at(0, -0.194, 0), at(0, -0.12, 0), 0.055),
                cylinder(at(0, 0, 0.125), at(0, 0, 0.13), 0.045).in(Finish.LIGHT_GREY).as(Shape.Role.DECOR));
    }

    private static Segment link3() {
        return new Segment("link3", frame(0, -0.316, 0, QUARTER), joint(3, -2.8973, 2.8973, 0, SHOULDER), 3.228604,
                cylinder(at(0, 0, -0.121), at(0, 0, -0.06), 0.053),
                capsule(at(0, 0, -0.07), at(0.07, 0.04, -0.005), 0.05),
                cylinder(at(0.0825, 0.005, 0), at(0.0825, 0.106, 0), 0.054),
                cylinder(at(0.0825, 0.106, 0), at(0.0825, 0.111, 0), 0.045).in(Finish.LIGHT_GREY)
                        .as(Shape.Role.DECOR));
    }

    private static Segment link4() {
        return new Segment("link4", frame(0.0825, 0, 0, QUARTER), joint(4, -3.0718, -0.0698, -2.2, SHOULDER), 3.587895,
                cylinder(at(0, 0, 0.005), at(0, 0, 0.106), 0.054),
                capsule(at(-0.015, 0.01, 0.04), at(-0.0825, 0.07, 0), 0.05),
                cylinder(at(-0.0825, 0.06, 0), at(-0.0825, 0.124, 0), 0.053),
                cylinder(at(0, 0, 0.106), at(0, 0, 0.111), 0.045).in(Finish.LIGHT_GREY).as(Shape.Role.DECOR));
    }

    private static Segment link5() {
        return new Segment("link5", frame(-0.0825, 0.384, 0, -QUARTER), joint(5, -2.8973, 2.8973, 0, WRIST), 1.225946,
                cylinder(at(0, 0, -0.26), at(0, 0, -0.2), 0.053),
                capsule(at(0, 0.02, -0.2), at(0, 0.075, -0.05), 0.045),
                cylinder(at(0, 0.005, 0), at(0, 0.125, 0), 0.05),
                cylinder(at(0, 0.125, 0), at(0, 0.13, 0), 0.042).in(Finish.LIGHT_GREY).as(Shape.Role.DECOR));
    }

    private static Segment link6() {
        return new Segment("link6", frame(0, 0, 0, QUARTER), joint(6, -0.0175, 3.7525, 1.9, WRIST), 1.666555,
                cylinder(at(0, 0, -0.02), at(0, 0, 0.054), 0.048),
                box(at(0.046, 0.005, 0.008), at(0.042, 0.044, 0.042)),
                cylinder(at(0.088, -0.05, 0), at(0.088, 0.06, 0), 0.044));
    }

    private static Segment link7() {
        return new Segment("link7", frame(0.088, 0, 0, QUARTER), joint(7, -2.8973, 2.8973, Math.PI / 4, WRIST),
                0.735522,
                cylinder(at(0, 0, 0.062), at(0, 0, 0.1065), 0.044),
                box(at(0.036, 0.036, 0.085), at(0.032, 0.02, 0.014))
                        .turned(Quat.fromAxisAngle(Vec3.Z, Math.PI / 4)),
                cylinder(at(0, 0, 0.1), at(0, 0, 0.107), 0.032).in(Finish.METAL).as(Shape.Role.DECOR));
    }
}
