package org.isthmus.motion.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.kinematics.GroupKinematics;

/// Where the robot's key points should be: the directions of the human's limbs with the lengths of the robot's.
///
/// The middle of the hips goes where the human's goes, all lengths times robot's leg over human's leg; so steps are as long for its size. Hips
/// and shoulders keep their width along the human's lines, from the middle of the hips over the trunk's direction.
final class BodyTargets {
    private final BodyMotion motion;
    private final double scale;
    private final double trunk;
    /// [12] from the point's parent to it, or half the width of hips or shoulders, m
    private final double[] length = new double[KeyPoint.values().length];

    BodyTargets(RobotBody robot, BodyMotion motion) {
        this.motion = motion;
        GroupKinematics kinematics = new GroupKinematics(robot.group(), robot.points());
        double[] zero = new double[robot.group().size()];
        robot.group().clamp(zero);
        kinematics.compute(zero);
        for (KeyPoint point : KeyPoint.values()) {
            KeyPoint other = point.parent().orElse(mirrored(point));
            double apart = kinematics.position(point.ordinal()).distance(kinematics.position(other.ordinal()));
            length[point.ordinal()] = point.parent().isPresent() ? apart : apart / 2;
        }
        trunk = middle(kinematics, KeyPoint.LEFT_HIP).distance(middle(kinematics, KeyPoint.LEFT_SHOULDER));
        scale = (length[KeyPoint.LEFT_KNEE.ordinal()] + length[KeyPoint.LEFT_ANKLE.ordinal()]) / leg(motion);
    }

    /// The length of a human's left leg in the first frame, m.
    static double leg(BodyMotion motion) {
        Vec3 knee = motion.at(0, KeyPoint.LEFT_KNEE);
        return motion.at(0, KeyPoint.LEFT_HIP).distance(knee) + knee.distance(motion.at(0, KeyPoint.LEFT_ANKLE));
    }

    private static Vec3 middle(GroupKinematics kinematics, KeyPoint left) {
        return kinematics.position(left.ordinal()).lerp(kinematics.position(left.ordinal() + 1), 0.5);
    }

    private static KeyPoint mirrored(KeyPoint point) {
        return KeyPoint.values()[point.ordinal() ^ 1];
    }

    /// How much smaller than the human the robot is.
    double scale() {
        return scale;
    }

    /// [12] places of the key points in a frame, world frame, m.
    List<Vec3> at(int frame) {
        List<Vec3> points = new ArrayList<>(Arrays.asList(new Vec3[length.length]));
        Vec3 hips = motion.middle(frame, KeyPoint.LEFT_HIP, KeyPoint.RIGHT_HIP);
        Vec3 shoulders = motion.middle(frame, KeyPoint.LEFT_SHOULDER, KeyPoint.RIGHT_SHOULDER);
        Vec3 low = hips.times(scale);
        Vec3 high = low.plusScaled(shoulders.minus(hips).normalized(), trunk);
        for (KeyPoint point : KeyPoint.values()) {
            Vec3 here = motion.at(frame, point);
            Vec3 from = point.parent().map(p -> motion.at(frame, p))
                    .orElse(motion.middle(frame, point, mirrored(point)));
            boolean isHip = point == KeyPoint.LEFT_HIP || point == KeyPoint.RIGHT_HIP;
            Vec3 start = point.parent().map(p -> points.get(p.ordinal())).orElse(isHip ? low : high);
            points.set(point.ordinal(), start.plusScaled(here.minus(from).normalized(), length[point.ordinal()]));
        }
        return points;
    }

    /// A pose of the base to begin at: upright between the hips, x ahead.
    Pose start(Vec3 hipsInBase) {
        List<Vec3> first = at(0);
        Vec3 left = first.get(KeyPoint.LEFT_HIP.ordinal());
        Vec3 right = first.get(KeyPoint.RIGHT_HIP.ordinal());
        Vec3 across = left.minus(right);
        double heading = StrictMath.atan2(-across.x(), across.y());
        Quat turn = Quat.fromAxisAngle(Vec3.Z, heading);
        return new Pose(left.lerp(right, 0.5).minus(turn.rotate(hipsInBase)), turn);
    }
}
