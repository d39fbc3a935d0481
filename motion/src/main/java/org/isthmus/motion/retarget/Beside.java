package org.isthmus.motion.retarget;

import java.util.Arrays;

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

/// A retargeted motion to look at: the robot's configurations, and the human's landmarks in the robot's world, where the
/// robot should have its own; for pictures they are then moved beside it.
///
/// @param upright turns and lifts the robot's world so that a hand's fingers point up; the identity for an arm
/// @param qpos [frames][nq]
/// @param landmarks [frames][21 · 3] world of the robot's model, m; NaN where not known
public record Beside(Pose upright, double[][] qpos, double[][] landmarks) {
    /// How far to the side, and how high a hand's knuckles are, m.
    private static final double APART = 0.22;
    private static final double HEIGHT = 0.25;
    private static final double JOINT = 0.007;
    private static final double BONE = 0.005;

    /// Of a dexterous hand: palm on palm, without scale.
    static Beside of(RobotHand hand, double[][] x, HandMotion motion) {
        double[][] landmarks = new double[x.length][3 * HandMotion.LANDMARKS];
        double side = motion.isRight() == hand.isRight() ? 1 : -1;
        for (int f = 0; f < x.length; f++) {
            Pose palm = motion.palm(f);
            Vec3 knuckle = motion.point(f, Finger.MIDDLE.knuckle());
            for (int l = 0; l < HandMotion.LANDMARKS; l++) {
                Vec3 local = palm.rotation().rotateInverse(motion.point(f, l).minus(knuckle));
                hand.shape().transform(new Vec3(local.x(), side * local.y(), local.z())).into(landmarks[f], 3 * l);
            }
        }
        double[][] qpos = Arrays.stream(x).map(hand.group()::qpos).toArray(double[][]::new);
        return new Beside(Pose.at(0, 0, HEIGHT).times(hand.shape().inverse()), qpos, landmarks);
    }

    /// Of an arm with a gripper: fingertips where the tool should be.
    ///
    /// @param rows [frames][n + 1] the arm's coordinates and the jaw's
    static Beside of(RobotGripper gripper, double[][] rows, HandMotion motion, ArmRetargeter.Placement placement) {
        double[][] landmarks = new double[rows.length][3 * HandMotion.LANDMARKS];
        double[][] qpos = new double[rows.length][];
        int n = gripper.arm().size();
        for (int f = 0; f < rows.length; f++) {
            for (int l = 0; l < HandMotion.LANDMARKS; l++) {
                placement.of(motion.point(f, l)).into(landmarks[f], 3 * l);
            }
            qpos[f] = gripper.arm().qpos(rows[f]);
            gripper.jawGroup().toQpos(new double[]{rows[f][n]}, qpos[f]);
        }
        return new Beside(Pose.IDENTITY, qpos, landmarks);
    }

    /// Where a bone of the hand begins that ends at a landmark: the one before it on the same finger, or the wrist.
    public static int boneStart(int landmark) {
        return (landmark - 1) % 4 == 0 ? HandMotion.WRIST : Math.max(0, landmark - 1);
    }

    /// A landmark in the upright world.
    public Vec3 landmark(int frame, int landmark) {
        return upright.transform(Vec3.of(landmarks[frame], 3 * landmark));
    }

    /// Turns a scene of the robot upright.
    public void turn(Scene robot) {
        for (Body body : robot.world.children) {
            body.setPose(upright.times(body.pose()));
        }
    }

    /// Turns a robot's scene into a picture of one frame: upright, with the human's hand to its left.
    ///
    /// @param robot changed in place
    public void show(Scene robot, int frame) {
        turn(robot);
        Keyframe keyframe = new Keyframe();
        keyframe.name = "frame-" + frame;
        keyframe.qpos = qpos[frame].clone();
        robot.keyframes.clear();
        robot.keyframes.add(keyframe);
        Vec3 aside = new Vec3(0, -APART, 0);
        for (int l = 0; l < HandMotion.LANDMARKS; l++) {
            Vec3 end = landmark(frame, l).plus(aside);
            Vec3 start = landmark(frame, boneStart(l)).plus(aside);
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
