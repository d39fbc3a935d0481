package org.isthmus.model.robots;

import static org.isthmus.model.robots.Shape.box;
import static org.isthmus.model.robots.Shape.cylinder;

import java.util.List;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Scene;

/// A gripper of two fingers that slide apart along y; z points from its mounting face to what it holds.
///
/// One servo, `fingers`, drives both fingers through a tendon, so that they share its force; an equality holds them at the same
/// opening. It is commanded by the opening of one finger, in metres, from 0 (closed) to `stroke`.
///
/// @param palm half lengths of the palm's box, m
/// @param palmMass kg
/// @param fingerBase where the fingers begin, above the mounting face, m
/// @param fingerLength m
/// @param stroke how far each finger opens, m
/// @param pad half lengths of the rubber pad at the end of a finger, m; y is its thickness
/// @param fingerMass of each, kg
/// @param force limit of the grasp, N
public record ParallelGripper(String name, Vec3 palm, double palmMass, double fingerBase, double fingerLength,
        double stroke,
        Vec3 pad, double fingerMass, double force) {
    public ParallelGripper {
        if (!(palmMass > 0 && fingerLength > 2 * pad.z() && stroke > 0 && fingerMass > 0 && force > 0)) {
            throw new IllegalArgumentException("gripper '" + name + "' of masses " + palmMass + " and " + fingerMass
                    + ", fingers of " + fingerLength + " with pads of " + 2 * pad.z() + ", stroke " + stroke
                    + ", force "
                    + force + "; expected all above 0 and fingers longer than their pads");
        }
    }

    /// One of common size: 85 mm opening, 0.9 kg, 60 N.
    public static ParallelGripper standard() {
        return new ParallelGripper("parallel-gripper", new Vec3(0.032, 0.07, 0.045), 0.72, 0.088, 0.062, 0.0425,
                new Vec3(0.011, 0.004, 0.018), 0.09, 60);
    }

    /// The gripper with sites `tcp` (between the fingertips) and touch sensors on the pads.
    public Scene scene() {
        Scene scene = describe().toScene();
        new FingerPair("fingers", "left_finger", "right_finger", 0, stroke, force).drive(scene);
        Instruments.addTouch(scene, "left_pad");
        Instruments.addTouch(scene, "right_pad");
        return scene;
    }

    /// The gripper as links.
    public RobotDescription describe() {
        double top = 2 * palm.z();
        double waist = 0.42 * top;
        Link base = Link.base("palm", palmMass,
                box(new Vec3(0, 0, waist / 2), new Vec3(0.9 * palm.x(), 0.6 * palm.y(), waist / 2)).in(Finish.DARK),
                box(new Vec3(0, 0, (waist + top) / 2), new Vec3(palm.x(), palm.y(), (top - waist) / 2))
                        .in(Finish.LIGHT_GREY),
                cylinder(new Vec3(0, 0, 0), new Vec3(0, 0, 0.01), Math.min(0.036, palm.y())).in(Finish.METAL)
                        .as(Shape.Role.DECOR),
                box(new Vec3(0, 0, top), new Vec3(0.6 * palm.x(), 0.94 * palm.y(), 0.002)).in(Finish.DARK)
                        .as(Shape.Role.DECOR),
                box(new Vec3(palm.x(), 0, (waist + top) / 2), new Vec3(0.001, 0.3 * palm.y(), 0.004)).in(Finish.BLUE)
                        .as(Shape.Role.DECOR))
                .with("tcp", Pose.at(0, 0, fingerBase + fingerLength - pad.z()));
        RobotDescription robot = RobotDescription.fixed(name, List.of(base, finger("left", 1), finger("right", -1)));
        return robot.coupled(List.of(new Coupling("right_finger", "left_finger", 1, 0)));
    }

    /// @param side 1: opens along y; −1: against it
    private Link finger(String which, int side) {
        JointDescription joint = JointDescription.slide(which + "_finger", new Vec3(0, side, 0), 0, stroke)
                .home(stroke).damped(10).heavy(0.1);
        double thickness = 0.7 * pad.x();
        double below = 2 * palm.z() - fingerBase;
        Shape bracket = box(new Vec3(0, side * (2 * pad.y() + thickness), (fingerLength + below) / 2),
                new Vec3(pad.x(), thickness, (fingerLength - below) / 2)).in(Finish.GREY);
        Shape rubber = box(new Vec3(0, side * pad.y(), fingerLength - pad.z()), pad).in(Finish.RUBBER)
                .as(Shape.Role.GRIP);
        return Link.moving(which + "_finger", "palm", Pose.at(0, 0, fingerBase), joint, fingerMass, bracket, rubber)
                .withZone(which + "_pad", new Vec3(0, side * pad.y(), fingerLength - pad.z()), 1.1 * pad.z());
    }
}
