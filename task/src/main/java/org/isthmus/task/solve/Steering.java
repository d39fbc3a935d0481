package org.isthmus.task.solve;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.task.action.ActionTerm;
import org.isthmus.task.action.JointDelta;
import org.isthmus.task.action.ToolDelta;

/// The action that moves an arm's commands to others.
@FunctionalInterface
interface Steering {
    /// @param now [coordinates] commanded, rad or m
    /// @param wanted [coordinates] to be commanded
    /// @param actions gets the arm's numbers
    /// @param at the first of them
    void steer(double[] now, double[] wanted, float[] actions, int at);

    /// Whether a term is one of those.
    static boolean isFor(ActionTerm term) {
        return term instanceof JointDelta || term instanceof ToolDelta delta && delta.frame().isEmpty();
    }

    /// Position servos that a term moves.
    static List<String> actuators(ActionTerm term) {
        return term instanceof ToolDelta delta ? delta.actuators() : ((JointDelta) term).actuators();
    }

    /// @param term a [JointDelta], or a [ToolDelta] in the world's frame
    /// @param place [coordinates] number in the term of a coordinate's servo
    /// @param period of control, s
    static Steering of(ActionTerm term, RobotGripper gripper, int[] place, double period) {
        return term instanceof ToolDelta delta ? byTool(delta, gripper) : byJoints((JointDelta) term, place, period);
    }

    private static Steering byJoints(JointDelta term, int[] place, double period) {
        double step = term.speed() * period;
        return (now, wanted, actions, at) -> {
            for (int c = 0; c < place.length; c++) {
                actions[at + place[c]] = part(wanted[c] - now[c], step);
            }
        };
    }

    private static Steering byTool(ToolDelta term, RobotGripper gripper) {
        GroupKinematics kinematics = new GroupKinematics(gripper.arm(), gripper.tool());
        return (now, wanted, actions, at) -> {
            kinematics.compute(now);
            Pose from = kinematics.pose(0);
            kinematics.compute(wanted);
            Pose to = kinematics.pose(0);
            put(to.position().minus(from.position()), term.metres(), actions, at);
            put(to.rotation().times(from.rotation().conjugate()).toRotationVector(), term.radians(), actions, at + 3);
        };
    }

    private static void put(Vec3 v, double scale, float[] actions, int at) {
        actions[at] = part(v.x(), scale);
        actions[at + 1] = part(v.y(), scale);
        actions[at + 2] = part(v.z(), scale);
    }

    private static float part(double value, double whole) {
        return (float) Math.clamp(value / whole, -1.0, 1.0);
    }
}
