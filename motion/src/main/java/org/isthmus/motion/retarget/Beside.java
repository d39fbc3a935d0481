package org.isthmus.motion.retarget;

import java.util.ArrayList;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.hand.Finger;
import org.isthmus.motion.hand.HandMotion;

/// A scene to look at: a robot's hand in one frame of a retargeted motion, and the human's landmarks beside it, fingers up.
public final class Beside {
    private static final double APART = 0.22;
    private static final double HEIGHT = 0.25;
    private static final double JOINT = 0.007;
    private static final double BONE = 0.005;

    private Beside() {}

    /// Turns a robot's scene into such a picture.
    ///
    /// @param robot the hand's scene, changed in place
    /// @param x [n] the hand's coordinates in that frame
    public static void show(Scene robot, RobotHand hand, double[] x, HandMotion motion, int frame) {
        Pose upright = Pose.at(0, 0, HEIGHT).times(hand.shape().inverse());
        for (Body body : new ArrayList<>(robot.world.children)) {
            body.setPose(upright.times(body.pose()));
        }
        Keyframe keyframe = new Keyframe();
        keyframe.name = "frame-" + frame;
        keyframe.qpos = hand.group().qpos(x);
        robot.keyframes.clear();
        robot.keyframes.add(keyframe);
        Vec3[] points = points(hand, motion, frame);
        for (int l = 0; l < points.length; l++) {
            Vec3 end = points[l];
            Vec3 start = l == 0 ? end : points[(l - 1) % 4 == 0 ? 0 : l - 1];
            if (end.isFinite()) {
                robot.world.addGeom(GeomType.SPHERE, new double[]{JOINT},
                        geom -> paint(geom, end, Quat.IDENTITY, 0.5f));
            }
            if (start.plus(end).isFinite() && start.distance(end) > 0) {
                Quat along = Quat.between(Vec3.Z, end.minus(start));
                robot.world.addGeom(GeomType.CAPSULE, new double[]{BONE, start.distance(end) / 2},
                        geom -> paint(geom, start.lerp(end, 0.5), along, 0.75f));
            }
        }
    }

    /// Where the landmarks are shown, m.
    private static Vec3[] points(RobotHand hand, HandMotion motion, int frame) {
        Pose palm = motion.palm(frame);
        Vec3 knuckle = motion.point(frame, Finger.MIDDLE.knuckle());
        double side = motion.isRight() == hand.isRight() ? 1 : -1;
        Vec3[] points = new Vec3[HandMotion.LANDMARKS];
        for (int l = 0; l < points.length; l++) {
            Vec3 local = palm.rotation().rotateInverse(motion.point(frame, l).minus(knuckle));
            points[l] = new Vec3(local.x(), side * local.y() - APART, local.z() + HEIGHT);
        }
        return points;
    }

    private static void paint(Geom geom, Vec3 at, Quat turned, float green) {
        geom.pos = at;
        geom.quat = turned;
        geom.rgba[0] = 0.9f;
        geom.rgba[1] = green;
        geom.rgba[2] = green - 0.2f;
        geom.rgba[3] = 1;
        geom.contype = 0;
        geom.conaffinity = 0;
    }
}
