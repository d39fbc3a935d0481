package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.retarget.RobotGripper;

/// What the bodies of a model are to an arm: its own, such as nothing moves, such as can be moved.
///
/// @param robot of the arm's tree, the hand included
/// @param fixed the world, and what stands on it without joints; a factor may have put it elsewhere
/// @param loose all else
record Bodies(List<Frame> robot, List<Frame> fixed, List<Frame> loose) {
    static Bodies of(RobotGripper gripper) {
        Model model = gripper.arm().model();
        TreeSet<Integer> roots = new TreeSet<>();
        for (JointGroup.Follower f : gripper.arm().followers()) {
            roots.add(model.bodies().rootId().get(model.joints().bodyId().get(f.joint())));
        }
        Bodies bodies = new Bodies(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int b = 0; b < model.sizes().nbody(); b++) {
            boolean isRobot = b > 0 && roots.contains(model.bodies().rootId().get(b));
            List<Frame> list = isRobot ? bodies.robot : moves(model, b) ? bodies.loose : bodies.fixed;
            list.add(new Frame(model.names().name(ObjectType.BODY, b), b, Pose.IDENTITY));
        }
        return bodies;
    }

    private static boolean moves(Model model, int body) {
        for (int b = body; b > 0; b = model.bodies().parentId().get(b)) {
            if (model.bodies().dofNum().get(b) > 0) {
                return true;
            }
        }
        return false;
    }
}
