package org.isthmus.model.robots;

import static org.isthmus.model.robots.JointDescription.hinge;
import static org.isthmus.model.robots.Shape.cylinder;

import java.util.List;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.robots.SerialArm.Segment;

/// The AUBO i5: six joints, 5 kg payload, 0.9 m reach.
///
/// Joint frames, with their angles rounded to four places, position limits and masses are those of its maker's URDF
/// (AuboRobot/aubo_robot), velocities those of its data sheet. The file gives 0 for all efforts; those here are of arms of its
/// class, as the gains are.
public final class AuboI5 {
    private static final Drive LARGE = new Drive(150, 2.618, 4000, 180, 0.6);
    private static final Drive SMALL = new Drive(28, 3.1416, 800, 25, 0.12);
    private static final double LIMIT = 3.04;

    private AuboI5() {}

    public static SerialArm arm() {
        // the flange: 94 mm past the axes of the last two joints, z out
        return new SerialArm("aubo-i5", base(),
                List.of(shoulder(), upperArm(), foreArm(), wrist1(), wrist2(), wrist3()), Pose.IDENTITY, List.of());
    }

    private static Vec3 at(double x, double y, double z) {
        return new Vec3(x, y, z);
    }

    private static Pose frame(Vec3 position, double roll, double pitch, double yaw) {
        return new Pose(position, Quat.fromRollPitchYaw(roll, pitch, yaw));
    }

    private static JointDescription joint(String name, double home, Drive drive) {
        return hinge(name, Vec3.Z, -LIMIT, LIMIT).home(home).driven(drive);
    }

    private static Shape cap(Vec3 from, Vec3 to, double radius) {
        return cylinder(from, to, radius).in(Finish.BLUE).as(Shape.Role.DECOR);
    }

    private static Link base() {
        return Link.base("base_link", 0.83419,
                cylinder(at(0, 0, 0), at(0, 0, 0.02), 0.085).in(Finish.GREY),
                cylinder(at(0, 0, 0.02), at(0, 0, 0.044), 0.062).in(Finish.GREY));
    }

    private static Segment shoulder() {
        return new Segment("shoulder_Link", frame(at(0, 0, 0.122), 0, 0, 3.1416), joint("shoulder_joint", 0, LARGE),
                1.57658348693929,
                cylinder(at(0, 0, -0.078), at(0, 0, 0.06), 0.059),
                cylinder(at(0, 0, 0), at(0, 0.062, 0), 0.058),
                cap(at(0, 0, 0.06), at(0, 0, 0.072), 0.055));
    }

    private static Segment upperArm() {
        return new Segment("upperArm_Link", frame(at(0, 0.1215, 0), -1.5708, -1.5708, 0),
                joint("upperArm_joint", -0.35, LARGE), 4.04175782265494,
                cylinder(at(0, 0, -0.059), at(0, 0, 0.088), 0.06),
                cylinder(at(0.05, 0, 0.019), at(0.36, 0, 0.019), 0.043),
                cylinder(at(0.408, 0, -0.059), at(0.408, 0, 0.088), 0.06),
                cap(at(0, 0, 0.088), at(0, 0, 0.102), 0.055),
                cap(at(0.408, 0, 0.088), at(0.408, 0, 0.102), 0.055));
    }

    private static Segment foreArm() {
        return new Segment("foreArm_Link", frame(at(0.408, 0, 0), -3.1416, -5.1632e-18, -5.459e-16),
                joint("foreArm_joint", 1.2, LARGE), 2.27145669098343,
                cylinder(at(0, 0, 0.06), at(0, 0, 0.139), 0.056),
                cylinder(at(0.05, 0, 0.102), at(0.345, 0, 0.102), 0.037),
                cylinder(at(0.376, 0, 0.048), at(0.376, 0, 0.15), 0.038),
                cap(at(0.376, 0, 0.15), at(0.376, 0, 0.162), 0.034));
    }

    private static Segment wrist1() {
        return new Segment("wrist1_Link", frame(at(0.376, 0, 0), 3.1416, -1.8323e-15, 1.5708),
                joint("wrist1_joint", -0.02, SMALL), 0.500477539188764,
                cylinder(at(0, 0, -0.047), at(0, 0, 0.03), 0.037),
                cylinder(at(0, 0, 0), at(0, 0.055, 0), 0.037),
                cap(at(0, 0, 0.03), at(0, 0, 0.04), 0.034));
    }

    private static Segment wrist2() {
        return new Segment("wrist2_Link", frame(at(0, 0.1025, 0), -1.5708, -1.8709e-15, -1.6653e-16),
                joint("wrist2_joint", 1.5708, SMALL), 0.500477539245988,
                cylinder(at(0, 0, -0.047), at(0, 0, 0.03), 0.037),
                cylinder(at(0, -0.055, 0), at(0, 0, 0), 0.037),
                cap(at(0, 0, 0.03), at(0, 0, 0.04), 0.034));
    }

    private static Segment wrist3() {
        return new Segment("wrist3_Link", frame(at(0, -0.094, 0), 1.5708, 0, 1.7907e-15),
                joint("wrist3_joint", 0, SMALL), 0.158309554874285,
                cylinder(at(0, 0, -0.039), at(0, 0, 0), 0.036).in(Finish.METAL));
    }
}
