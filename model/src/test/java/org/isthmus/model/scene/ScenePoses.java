package org.isthmus.model.scene;

import java.util.ArrayList;
import java.util.List;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// Forward kinematics straight on a scene, as plain as can be: what tests compare with.
public final class ScenePoses {
    private ScenePoses() {}

    /// The poses of all bodies in the world, in the order of [Scene#bodies].
    ///
    /// @param qpos [nq]
    public static List<Pose> of(Scene scene, double[] qpos) {
        List<Pose> poses = new ArrayList<>();
        add(scene.world, Pose.IDENTITY, qpos, 0, poses);
        return poses;
    }

    /// The pose of one body.
    public static Pose of(Scene scene, double[] qpos, String body) {
        int index = scene.bodies().stream().map(b -> b.name == null ? "" : b.name).toList().indexOf(body);
        return of(scene, qpos).get(index);
    }

    /// The reference configuration.
    public static double[] qpos0(Scene scene) {
        List<Double> q = new ArrayList<>();
        scene.world.forEach(body -> body.joints.forEach(joint -> {
            switch (joint.type) {
                case HINGE, SLIDE -> q.add(joint.ref);
                case BALL -> addAll(q, Quat.IDENTITY.toArray());
                case FREE -> {
                    addAll(q, body.pos.toArray());
                    addAll(q, body.quat.toArray());
                }
            }
        }));
        return q.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void addAll(List<Double> to, double[] values) {
        for (double value : values) {
            to.add(value);
        }
    }

    /// Returns the index of the next number in qpos.
    private static int add(Body body, Pose X_WP, double[] qpos, int at, List<Pose> poses) {
        Pose X = X_WP.times(body.pose());
        for (Joint joint : body.joints) {
            X = move(X, joint, qpos, at);
            at += joint.type.qposCount();
        }
        poses.add(X);
        for (Body child : body.children) {
            at = add(child, X, qpos, at, poses);
        }
        return at;
    }

    private static Pose move(Pose X, Joint joint, double[] q, int at) {
        Vec3 axis = joint.axis.normalized();
        return switch (joint.type) {
            case FREE -> new Pose(Vec3.of(q, at), Quat.of(q, at + 3));
            case SLIDE -> X.times(Pose.at(axis.times(q[at] - joint.ref)));
            case HINGE -> turn(X, joint.pos, Quat.fromAxisAngle(axis, q[at] - joint.ref));
            case BALL -> turn(X, joint.pos, Quat.of(q, at));
        };
    }

    private static Pose turn(Pose X, Vec3 anchor, Quat rotation) {
        return X.times(Pose.at(anchor)).times(Pose.rotated(rotation)).times(Pose.at(anchor.negate()));
    }
}
