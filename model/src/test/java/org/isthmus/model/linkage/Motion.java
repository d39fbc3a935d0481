package org.isthmus.model.linkage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Scene;

/// Plain forward kinematics of hinges and slides, for tests: each joint in turn moves the body's frame.
public final class Motion {
    private Motion() {}

    /// World poses of all named bodies when each joint has the given position.
    public static Map<String, Pose> poses(Scene scene, ToDoubleFunction<Joint> position) {
        Map<String, Pose> poses = new LinkedHashMap<>();
        place(scene.world, Pose.IDENTITY, position, poses);
        return poses;
    }

    private static void place(Body body, Pose parent, ToDoubleFunction<Joint> position, Map<String, Pose> poses) {
        Pose pose = parent.times(body.pose());
        for (Joint joint : body.joints) {
            pose = pose.times(moved(joint, position.applyAsDouble(joint) - joint.ref));
        }
        poses.put(String.valueOf(body.name), pose);
        for (Body child : body.children) {
            place(child, pose, position, poses);
        }
    }

    private static Pose moved(Joint joint, double q) {
        return switch (joint.type) {
            case SLIDE -> Pose.at(joint.axis.normalized().times(q));
            case HINGE -> {
                Quat turn = Quat.fromAxisAngle(joint.axis, q);
                Vec3 kept = joint.pos.minus(turn.rotate(joint.pos));
                yield new Pose(kept, turn);
            }
            case BALL, FREE -> throw new IllegalArgumentException("only hinges and slides");
        };
    }
}
