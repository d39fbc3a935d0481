package org.isthmus.model.robots;

import static org.isthmus.model.robots.JointDescription.hinge;
import static org.isthmus.model.robots.Shape.capsule;
import static org.isthmus.model.robots.Shape.cylinder;
import static org.isthmus.model.robots.Shape.sphere;

import java.util.List;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.robots.SerialArm.Segment;

/// The Rokae xMate SR3: six joints, 3 kg payload, 0.7 m reach.
///
/// Joint frames, limits, efforts, velocities and masses are those of its maker's URDF (RokaeRobot/rokae_ros2). The file has
/// no mass for the base and no gains; these are assumed.
public final class RokaeSr3 {
    private static final double VELOCITY = Math.PI;

    private RokaeSr3() {}

    public static SerialArm arm() {
        return new SerialArm("rokae-sr3", base(), List.of(link1(), link2(), link3(), link4(), link5(), link6()),
                Pose.IDENTITY, List.of());
    }

    private static Vec3 at(double x, double y, double z) {
        return new Vec3(x, y, z);
    }

    private static Link base() {
        return Link.base("base", 3.5,
                cylinder(at(0, 0, 0), at(0, 0, 0.03), 0.075),
                cylinder(at(0, 0, 0.03), at(0, 0, 0.104), 0.066),
                cylinder(at(-0.1, 0, 0.03), at(-0.05, 0, 0.03), 0.02).in(Finish.DARK).as(Shape.Role.DECOR),
                cylinder(at(0, 0, 0.098), at(0, 0, 0.108), 0.067).in(Finish.DARK).as(Shape.Role.DECOR));
    }

    private static Segment link1() {
        return new Segment("link1", Pose.at(0, 0, 0.334),
                hinge("joint1", Vec3.Z, -3.0543, 3.0543).driven(new Drive(66, VELOCITY, 2500, 100, 0.4)), 2.727,
                cylinder(at(0, 0, -0.222), at(0, 0, -0.165), 0.064),
                cylinder(at(0, 0, -0.165), at(0, 0, 0), 0.052),
                cylinder(at(0, -0.04, 0), at(0, 0.034, 0), 0.054),
                sphere(at(0, 0.012, 0), 0.054));
    }

    private static Segment link2() {
        return new Segment("link2", Pose.IDENTITY,
                hinge("joint2", Vec3.Y, -2.3562, 2.2689).home(-0.35).driven(new Drive(66, VELOCITY, 2500, 120, 0.4)),
                3.179,
                cylinder(at(0, -0.125, 0), at(0, -0.042, 0), 0.054),
                sphere(at(0, -0.1, 0), 0.052),
                capsule(at(0, -0.102, 0.02), at(0.05, -0.1, 0.27), 0.047),
                cylinder(at(0.05, -0.125, 0.29), at(0.05, -0.052, 0.29), 0.053),
                cylinder(at(0, -0.155, 0), at(0, -0.125, 0), 0.04).in(Finish.DARK).as(Shape.Role.DECOR),
                cylinder(at(0.05, -0.15, 0.29), at(0.05, -0.125, 0.29), 0.04).in(Finish.DARK).as(Shape.Role.DECOR));
    }

    private static Segment link3() {
        return new Segment("link3", Pose.at(0.05, 0, 0.29),
                hinge("joint3", at(0, -1, 0), -3.0543, 2.3562).home(-1.6)
                        .driven(new Drive(29, VELOCITY, 1500, 60, 0.3)),
                1.601,
                cylinder(at(0, -0.05, 0), at(0, 0.03, 0), 0.052),
                sphere(at(0, 0.01, 0), 0.05),
                capsule(at(0, 0, 0.01), at(-0.047, 0, 0.035), 0.046),
                cylinder(at(-0.05, 0, 0.03), at(-0.05, 0, 0.09), 0.045));
    }

    private static Segment link4() {
        return new Segment("link4", Pose.at(-0.05, 0, 0.29),
                hinge("joint4", Vec3.Z, -3.0543, 3.0543).driven(new Drive(16, VELOCITY, 500, 22, 0.12)), 1.882,
                cylinder(at(0, 0, -0.198), at(0, 0, -0.03), 0.042),
                cylinder(at(0, -0.055, 0), at(0, 0.066, 0), 0.044),
                cylinder(at(0, -0.074, 0), at(0, -0.055, 0), 0.034).in(Finish.DARK).as(Shape.Role.DECOR));
    }

    private static Segment link5() {
        return new Segment("link5", Pose.at(0, 0.136, 0),
                hinge("joint5", at(0, -1, 0), -3.0543, 3.0543).home(-1.89)
                        .driven(new Drive(16, VELOCITY, 500, 22, 0.12)),
                1.507,
                cylinder(at(0, -0.068, 0), at(0, 0, 0), 0.044),
                cylinder(at(0, 0, -0.066), at(0, 0, 0.066), 0.044),
                cylinder(at(0, 0, -0.084), at(0, 0, -0.066), 0.034).in(Finish.DARK).as(Shape.Role.DECOR));
    }

    private static Segment link6() {
        return new Segment("link6", Pose.at(0, 0, 0.1035),
                hinge("joint6", Vec3.Z, -3.0543, 3.0543).driven(new Drive(16, VELOCITY, 250, 12, 0.06)), 0.634,
                cylinder(at(0, 0, -0.036), at(0, 0, 0), 0.042).in(Finish.METAL));
    }
}
