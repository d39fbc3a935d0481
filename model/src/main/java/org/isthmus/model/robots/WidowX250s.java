package org.isthmus.model.robots;

import static java.util.Objects.requireNonNull;
import static org.isthmus.model.robots.JointDescription.hinge;
import static org.isthmus.model.robots.Shape.box;
import static org.isthmus.model.robots.Shape.cylinder;

import java.util.ArrayList;
import java.util.List;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.robots.SerialArm.Segment;
import org.isthmus.model.scene.Scene;

/// The WidowX 250 S of Trossen Robotics: a desktop arm of six joints with a gripper.
///
/// Joint frames, limits, efforts, velocities and masses are those of its maker's URDF (Interbotix), which spreads the gripper's
/// mass over bodies that are one here. Gains and armature are ours.
public final class WidowX250s {
    private static final double VELOCITY = Math.PI;
    private static final double TURN = 3.141582653589793;
    /// Of a finger from the middle, m.
    private static final double CLOSED = 0.015;
    private static final double OPEN = 0.037;
    private static final double GRASP_FORCE = 5;

    private WidowX250s() {}

    /// The arm without fingers. Its last link is the gripper's body; the flange is where the fingers' bar sits, z along the arm.
    public static SerialArm arm() {
        return new SerialArm("widowx-250s", base(),
                List.of(shoulder(), upperArm(), upperForearm(), lowerForearm(), wrist(), gripper()),
                new Pose(at(0.043, 0, 0), Quat.fromAxisAngle(Vec3.Y, Math.PI / 2)), List.of());
    }

    /// The arm with its fingers. One servo, `gripper`, moves both; it commands a finger's distance from the middle. The site `tcp`
    /// is between the fingers, x along the arm.
    public static Scene scene() {
        RobotDescription arm = arm().describe();
        List<Link> links = new ArrayList<>(arm.links());
        links.add(finger("left", 1));
        links.add(finger("right", -1));
        Scene scene = new RobotDescription(arm.name(), links, null,
                List.of(new Coupling("right_finger", "left_finger", 1, 0)), arm.apart()).toScene();
        new FingerPair("gripper", "left_finger", "right_finger", CLOSED, OPEN, GRASP_FORCE).drive(scene);
        scene.bodies().forEach(body -> body.sites.removeIf(site -> "tcp".equals(site.name)));
        requireNonNull(scene.body("gripper_link")).addSite("tcp", Pose.at(0.093575, 0, 0));
        return scene;
    }

    private static Vec3 at(double x, double y, double z) {
        return new Vec3(x, y, z);
    }

    private static Link base() {
        return Link.base("base_link", 0.538736,
                cylinder(at(0, 0, 0), at(0, 0, 0.012), 0.077).in(Finish.DARK),
                cylinder(at(0, 0, 0.012), at(0, 0, 0.07), 0.05).in(Finish.DARK),
                box(at(-0.118, 0, 0.017), at(0.038, 0.034, 0.016)).in(Finish.DARK),
                cylinder(at(0, 0, 0.066), at(0, 0, 0.0705), 0.051).in(Finish.METAL).as(Shape.Role.DECOR));
    }

    private static Segment shoulder() {
        return new Segment("shoulder_link", Pose.at(0, 0, 0.072),
                hinge("waist", Vec3.Z, -Math.PI, Math.PI).driven(new Drive(10, VELOCITY, 80, 4, 0.03)), 0.480879,
                cylinder(at(0, 0, 0), at(0, 0, 0.01), 0.049).in(Finish.DARK),
                box(at(0, 0.036, 0.03), at(0.02, 0.013, 0.022)).in(Finish.DARK),
                box(at(0, -0.036, 0.03), at(0.02, 0.013, 0.022)).in(Finish.DARK));
    }

    private static Segment upperArm() {
        return new Segment("upper_arm_link", Pose.at(0, 0, 0.03865),
                hinge("shoulder", Vec3.Y, -1.8849555921538759, 1.9896753472735358).home(-0.7)
                        .driven(new Drive(20, VELOCITY, 150, 8, 0.06)),
                0.430811,
                box(at(0, 0, 0.012), at(0.013, 0.021, 0.02)).in(Finish.DARK),
                box(at(0.002, 0, 0.13), at(0.011, 0.018, 0.11)).in(Finish.DARK),
                box(at(0.024, 0, 0.25), at(0.036, 0.03, 0.016)).in(Finish.DARK),
                cylinder(at(0.04975, -0.04, 0.25), at(0.04975, 0.04, 0.25), 0.014).in(Finish.METAL)
                        .as(Shape.Role.DECOR));
    }

    private static Segment upperForearm() {
        return new Segment("upper_forearm_link", Pose.at(0.04975, 0, 0.25),
                hinge("elbow", Vec3.Y, -2.1467549799530254, 1.6057029118347832).home(0.7)
                        .driven(new Drive(15, VELOCITY, 100, 5, 0.04)),
                0.234589,
                box(at(0.004, 0, 0), at(0.017, 0.018, 0.014)).in(Finish.DARK),
                box(at(0.082, 0, 0), at(0.062, 0.012, 0.012)).in(Finish.DARK),
                box(at(0.158, 0, 0), at(0.016, 0.02, 0.02)).in(Finish.DARK));
    }

    private static Segment lowerForearm() {
        return new Segment("lower_forearm_link", Pose.at(0.175, 0, 0),
                hinge("forearm_roll", Vec3.X, -TURN, TURN).driven(new Drive(2, VELOCITY, 20, 1, 0.01)), 0.220991,
                cylinder(at(0, 0, 0), at(0.008, 0, 0), 0.022).in(Finish.METAL),
                box(at(0.035, 0, 0), at(0.027, 0.023, 0.021)).in(Finish.DARK),
                box(at(0.073, 0.026, 0), at(0.014, 0.003, 0.014)).in(Finish.DARK),
                box(at(0.073, -0.026, 0), at(0.014, 0.003, 0.014)).in(Finish.DARK));
    }

    private static Segment wrist() {
        return new Segment("wrist_link", Pose.at(0.075, 0, 0),
                hinge("wrist_angle", Vec3.Y, -1.7453292519943295, 2.1467549799530254).home(0.6)
                        .driven(new Drive(5, VELOCITY, 30, 1.5, 0.02)),
                0.084957,
                box(at(0.008, 0, 0), at(0.01, 0.021, 0.013)).in(Finish.DARK),
                box(at(0.042, 0, 0.008), at(0.023, 0.021, 0.025)).in(Finish.DARK));
    }

    private static Segment gripper() {
        return new Segment("gripper_link", Pose.at(0.065, 0, 0),
                hinge("wrist_rotate", Vec3.X, -TURN, TURN).driven(new Drive(1, VELOCITY, 10, 0.5, 0.01)), 0.112424,
                cylinder(at(0, 0, 0), at(0.006, 0, 0), 0.018).in(Finish.METAL),
                box(at(0.024, 0, 0.006), at(0.018, 0.018, 0.026)).in(Finish.DARK),
                box(at(0.05, 0, -0.006), at(0.008, 0.052, 0.009)).in(Finish.DARK),
                cylinder(at(0.042, 0, 0.006), at(0.05, 0, 0.006), 0.012).in(Finish.METAL).as(Shape.Role.DECOR));
    }

    /// @param side 1: left; −1: right
    private static Link finger(String which, int side) {
        JointDescription joint = JointDescription.slide(which + "_finger", at(0, side, 0), CLOSED, OPEN).home(OPEN)
                .damped(5).heavy(0.05);
        return Link.moving(which + "_finger_link", "gripper_link", Pose.at(0.066, 0, 0), joint, 0.016246,
                box(at(0, 0, 0), at(0.012, 0.005, 0.012)).in(Finish.DARK),
                box(at(0.026, side * -0.0035, 0), at(0.016, 0.0035, 0.012)).in(Finish.DARK),
                box(at(0.026, side * -0.009, 0), at(0.016, 0.002, 0.012)).in(Finish.RUBBER).as(Shape.Role.GRIP));
    }
}
