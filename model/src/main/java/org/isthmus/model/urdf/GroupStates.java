package org.isthmus.model.urdf;

import java.util.LinkedHashMap;
import java.util.Map;

import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Scene;

/// Makes keyframes of a scene from positions of some of its joints.
final class GroupStates {
    private final Scene scene;
    /// Where each hinge and slide stands in `qpos`, and its reference position.
    private final Map<String, Integer> addresses = new LinkedHashMap<>();
    private final Map<String, Double> references = new LinkedHashMap<>();
    /// `[nq]` of the reference configuration.
    private final double[] qpos0;

    GroupStates(Scene scene) {
        this.scene = scene;
        this.qpos0 = new double[scene.bodies().stream().flatMap(b -> b.joints.stream())
                .mapToInt(j -> j.type.qposCount()).sum()];
        int at = 0;
        for (Body body : scene.bodies()) {
            for (Joint joint : body.joints) {
                fill(body, joint, at);
                at += joint.type.qposCount();
            }
        }
    }

    /// Numbers of one keyframe.
    int size() {
        return qpos0.length;
    }

    private void fill(Body body, Joint joint, int at) {
        switch (joint.type) {
            case FREE -> {
                body.pos.into(qpos0, at);
                body.quat.normalized().into(qpos0, at + 3);
            }
            case BALL -> qpos0[at] = 1;
            case SLIDE, HINGE -> {
                qpos0[at] = joint.ref;
                addresses.put(String.valueOf(joint.name), at);
                references.put(String.valueOf(joint.name), joint.ref);
            }
        }
    }

    /// The reference configuration with these joints moved, and those coupled to them.
    ///
    /// @param positions of hinges and slides, by name; others are passed over
    Keyframe keyframe(String name, Map<String, Double> positions, SourceLocation source) {
        Keyframe keyframe = new Keyframe();
        keyframe.name = name;
        keyframe.source = source;
        keyframe.qpos = qpos0.clone();
        Map<String, Double> moved = new LinkedHashMap<>(positions);
        scene.equalities.forEach(equality -> couple(equality, moved));
        moved.forEach((joint, position) -> {
            Integer at = addresses.get(joint);
            if (at != null) {
                keyframe.qpos[at] = position;
            }
        });
        return keyframe;
    }

    /// `y − y0 = Σ c[k] (x − x0)^k`
    private void couple(Equality equality, Map<String, Double> moved) {
        String follower = String.valueOf(equality.first);
        Double x = moved.get(String.valueOf(equality.second));
        if (equality.type != EqualityType.JOINT || x == null || moved.containsKey(follower)) {
            return;
        }
        double dx = x - references.getOrDefault(String.valueOf(equality.second), 0.0);
        double y = 0;
        for (int k = equality.polycoef.length - 1; k >= 0; k--) {
            y = y * dx + equality.polycoef[k];
        }
        moved.put(follower, y + references.getOrDefault(follower, 0.0));
    }
}
