package org.isthmus.task.scene;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;

/// Things with a hinge or a slide that stand on the table and face the robot: each is a fixture, with a body `handle` or `lever` to take it by.
public final class Furniture {
    /// How far a drawer comes out, m.
    public static final double DRAWER_RANGE = 0.12;
    /// How far a faucet turns, rad.
    public static final double FAUCET_RANGE = 1.4;
    /// From a faucet's axis to the end of its lever, m.
    public static final double LEVER = 0.1;
    /// From the hinge of a lid to its handle, m.
    public static final double LID = 0.2;
    private static final double LID_RANGE = 1.6;
    /// Half the thickness of panels, m.
    private static final double PANEL = 0.006;
    /// Half the thickness and half the length of handles, m.
    private static final double BAR = 0.009;
    private static final double BAR_LENGTH = 0.04;
    /// From handle to panel, m: room for a finger.
    private static final double GAP = 0.06;

    private Furniture() {}

    /// A low cabinet with one drawer, joint and body `drawer`, which comes out along −x.
    ///
    /// @param handle where the handle is above the table, shut, m
    public static void addDrawer(ArmOnTable station, String name, Vec3 handle) {
        Body cabinet = station.addFixture(name, Pose.at(handle.x(), handle.y(), 0));
        double front = GAP + 2 * PANEL;
        Vec3 half = new Vec3(0.08, 0.11, 0.05);
        box(cabinet, new Vec3(half.x(), half.y(), PANEL), new Vec3(front + half.x(), 0, 2 * half.z() - PANEL));
        for (int side = -1; side <= 1; side += 2) {
            box(cabinet, new Vec3(half.x(), PANEL, half.z()),
                    new Vec3(front + half.x(), side * (half.y() - PANEL), half.z()));
        }
        Body drawer = station.addMoving(cabinet, "drawer", Pose.at(GAP + PANEL, 0, 0.05), JointType.SLIDE, joint -> {
            joint.axis = Vec3.X.negate();
            move(joint, DRAWER_RANGE, 2, 1);
        });
        box(drawer, new Vec3(PANEL, half.y() - 3 * PANEL, 0.035), Vec3.ZERO).mass = 0.3;
        addHandle(drawer, new Vec3(-GAP - PANEL, 0, 0.03), GAP);
    }

    /// A box with a lid, joint and body `lid`, whose hinge is on the far side and whose handle is on the near one.
    ///
    /// @param at below the middle of the box, m
    public static void addLiddedBox(ArmOnTable station, String name, Vec3 at) {
        Body box = station.addFixture(name, Pose.at(at));
        Vec3 inside = new Vec3(0.06, 0.09, 0.035);
        Containers.addBox(box, inside, 2 * PANEL, geom -> geom.rgba[2] = 0.7);
        double hinge = inside.x() + 2 * PANEL;
        double height = 2 * inside.z() + 3 * PANEL + 2e-3;
        Body lid = station.addMoving(box, "lid", Pose.at(hinge, 0, height), JointType.HINGE, joint -> {
            joint.axis = Vec3.Y;
            move(joint, LID_RANGE, 0.05, 0.02);
        });
        box(lid, new Vec3(inside.x() + 2 * PANEL, inside.y() + 2 * PANEL, PANEL), new Vec3(-hinge, 0, 0)).mass = 0.15;
        addHandle(lid, new Vec3(-LID, 0, 0), LID - 2 * hinge);
    }

    /// A faucet with a lever, joint and body `lever`, that points to the robot and turns clockwise, seen from above.
    ///
    /// @param at where it stands, m
    public static void addFaucet(ArmOnTable station, String name, Vec3 at) {
        Body faucet = station.addFixture(name, Pose.at(at));
        double height = 0.08;
        faucet.addGeom(GeomType.CYLINDER, new double[]{0.018, height / 2, 0},
                geom -> geom.pos = new Vec3(0, 0, height / 2));
        Body lever = station.addMoving(faucet, "lever", Pose.at(0, 0, height + 0.012), JointType.HINGE, joint -> {
            joint.axis = Vec3.Z.negate();
            move(joint, FAUCET_RANGE, 0.05, 0.05);
        });
        box(lever, new Vec3(LEVER / 2, 0.008, 0.01), new Vec3(-LEVER / 2, 0, 0)).mass = 0.1;
    }

    private static void move(Joint joint, double range, double damping, double friction) {
        joint.range[1] = range;
        joint.damping[0] = damping;
        joint.frictionLoss = friction;
    }

    /// A bar along y on two posts, a body named `handle`.
    private static void addHandle(Body leaf, Vec3 at, double gap) {
        Body handle = leaf.addBody("handle", Pose.at(at));
        handle.addGeom(GeomType.CYLINDER, new double[]{BAR, BAR_LENGTH, 0}, geom -> {
            geom.quat = Quat.fromAxisAngle(Vec3.X, Math.PI / 2);
            geom.mass = 0.03;
            Paint.colour(geom, 0.9, 0.2, 0.2);
        });
        for (int side = -1; side <= 1; side += 2) {
            box(handle, new Vec3(gap / 2, BAR, BAR), new Vec3(gap / 2, side * (BAR_LENGTH - BAR), 0)).mass = 0.01;
        }
    }

    private static Geom box(Body body, Vec3 half, Vec3 at) {
        return body.addGeom(GeomType.BOX, new double[]{half.x(), half.y(), half.z()}, geom -> geom.pos = at);
    }
}
