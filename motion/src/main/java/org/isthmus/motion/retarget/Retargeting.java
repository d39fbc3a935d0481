package org.isthmus.motion.retarget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.hand.Finger;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.hand.Repair;
import org.isthmus.motion.kinematics.GroupKinematics;

/// A hand's recording as joint positions of a robot, from the raw recording to a table: repair, retargeting, figures.
///
/// @param columns names of the joints
/// @param rate rows per second
/// @param rows [frames][columns] rad or m
/// @param beside the same to look at
public record Retargeting(
        List<String> columns, double rate, double[][] rows, RetargetReport report, Beside beside) {
    /// Neighbours of Hampel's filter, to either side, s.
    private static final double WINDOW = 0.13;
    private static final double THRESHOLD = 4;
    private static final double FLOOR = 0.01;
    /// The longest gap that is filled, s.
    private static final double GAP = 1;

    public Retargeting {
        columns = List.copyOf(columns);
    }

    /// A recording without outliers and gaps, smoothed.
    ///
    /// @param cutoff Hz; 0 or at least half the rate: not smoothed
    public static HandMotion repaired(HandMotion motion, double cutoff) {
        int half = Math.max(1, (int) Math.round(WINDOW * motion.rate()));
        HandMotion clean = Repair.withoutOutliers(motion, half, THRESHOLD, FLOOR);
        HandMotion whole = Repair.filled(clean, (int) Math.round(GAP * motion.rate()));
        return cutoff > 0 && cutoff < motion.rate() / 2 ? Repair.smoothed(whole, cutoff) : whole;
    }

    /// For a dexterous hand.
    ///
    /// @param motion a repaired recording
    public static Retargeting of(RobotHand hand, HandRetargeter.Options options, HandMotion motion) {
        HandRetargeter.Result result = new HandRetargeter(hand, options).retarget(motion);
        return new Retargeting(hand.group().names(), motion.rate(), result.x(),
                RetargetReport.of(hand, result, motion.rate()), Beside.of(hand, result.x(), motion));
    }

    /// For an arm with a gripper: thumb and the finger that works with it become tool and jaw.
    ///
    /// The mean of the tool's positions goes to where the arm holds its tool at rest; orientations are turned so that
    /// what is forward for the hand (z of its palm, in the first frame) is forward for the robot (x of the world), and
    /// the palm looks down.
    ///
    /// @param motion a repaired recording
    /// @param scale of positions
    public static Retargeting of(RobotGripper gripper, HandMotion motion, double scale) {
        Finger finger = GripperRetargeter.pivot(motion);
        GripperRetargeter.Result result = new GripperRetargeter(
                GripperRetargeter.Options.ofWidth(gripper.jaw().width()))
                .retarget(motion, finger);
        GroupKinematics kinematics = new GroupKinematics(gripper.arm(), gripper.tool());
        kinematics.compute(gripper.arm().fromQpos(gripper.arm().rest().toArray()));
        Pose forward = Pose.rotated(Quat.fromAxisAngle(Vec3.Y, Math.PI / 2));
        Pose turn = new Pose(kinematics.position(0), forward.rotation().times(motion.palm(0).rotation().conjugate()));
        ArmRetargeter.Placement placement = ArmRetargeter.Placement.of(result.poses(), scale, turn);
        ArmRetargeter.Result arm = new ArmRetargeter(gripper.arm(), gripper.tool(), ArmRetargeter.Options.DEFAULT)
                .follow(result.poses().stream().map(placement::of).toList(), motion.rate());
        double[][] jaw = new double[motion.frames()][];
        double[][] rows = new double[motion.frames()][];
        for (int f = 0; f < rows.length; f++) {
            jaw[f] = new double[]{gripper.jaw().coordinate(result.widths()[f])};
            rows[f] = Arrays.copyOf(arm.x()[f], arm.x()[f].length + 1);
            rows[f][arm.x()[f].length] = jaw[f][0];
        }
        List<String> columns = new ArrayList<>(gripper.arm().names());
        columns.addAll(gripper.jawGroup().names());
        return new Retargeting(columns, motion.rate(), rows, RetargetReport.of(gripper, arm, jaw, motion.rate()),
                Beside.of(gripper, rows, motion, placement));
    }

    /// Comma-separated text: a header line, then time, s, and the joints' positions.
    public String csv() {
        StringBuilder text = new StringBuilder("time," + String.join(",", columns) + "\n");
        for (int f = 0; f < rows.length; f++) {
            text.append(String.format(Locale.ROOT, "%.6f", f / rate));
            for (double value : rows[f]) {
                text.append(',').append(String.format(Locale.ROOT, "%.9g", value));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
