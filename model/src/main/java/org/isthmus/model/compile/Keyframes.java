package org.isthmus.model.compile;

import org.isthmus.core.math.Quat;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Keyframe;

/// Compiles keyframes: what is left out takes the default state, lengths are checked, quaternions brought to unit
/// length.
final class Keyframes {
    /// The most keyframes that are added because the scene asks for more than it has.
    static final int MAX_ADDED = 10_000;

    private final Compilation c;
    private final double[] qpos0;
    private final double[] mocapPos;
    private final double[] mocapQuat;

    private Keyframes(Compilation c, double[] qpos0, int nmocap) {
        this.c = c;
        this.qpos0 = qpos0;
        mocapPos = new double[3 * nmocap];
        mocapQuat = new double[4 * nmocap];
        for (BodyDraft body : c.bodies.list) {
            if (body.mocapId >= 0) {
                body.element.pos.into(mocapPos, 3 * body.mocapId);
                body.element.quat.into(mocapQuat, 4 * body.mocapId);
            }
        }
    }

    static void copy(Compilation c) {
        for (Keyframe keyframe : c.scene.keyframes) {
            c.keyframes.add(new KeyframeDraft(Keyframe.SCHEMA.copy(keyframe)));
        }
        while (c.keyframes.list.size() < Math.min(c.scene.sizes.keyframes, MAX_ADDED)) {
            c.keyframes.add(new KeyframeDraft(new Keyframe()));
        }
        c.keyframes.number();
        c.keyframes.indexNames(c.diagnostics);
    }

    static void compile(Compilation c, double[] qpos0, int nv, int na, int nmocap) {
        long size = qpos0.length + nv + na + c.actuators.list.size() + 7L * nmocap;
        if (size * c.keyframes.list.size() > Assembly.MAX_NUMBERS) {
            throw c.diagnostics.fatal(c.scene.world.source,
                    c.keyframes.list.size() + " keyframes of " + size + " numbers",
                    "at most " + Assembly.MAX_NUMBERS + " numbers in all", "keep fewer keyframes");
        }
        Keyframes stage = new Keyframes(c, qpos0, nmocap);
        c.keyframes.list.forEach(keyframe -> stage.compile(keyframe, nv, na));
    }

    private void compile(KeyframeDraft keyframe, int nv, int na) {
        Keyframe e = keyframe.element;
        e.qpos = filled(keyframe, "qpos", e.qpos, qpos0);
        e.qvel = filled(keyframe, "qvel", e.qvel, new double[nv]);
        e.act = filled(keyframe, "act", e.act, new double[na]);
        e.ctrl = filled(keyframe, "ctrl", e.ctrl, new double[c.actuators.list.size()]);
        e.mocapPos = filled(keyframe, "mpos", e.mocapPos, mocapPos);
        e.mocapQuat = filled(keyframe, "mquat", e.mocapQuat, mocapQuat);
        for (int i = 0; i < e.mocapQuat.length; i += 4) {
            Quat.of(e.mocapQuat, i).normalized().into(e.mocapQuat, i);
        }
        for (JointDraft joint : c.joints.list) {
            JointType type = joint.element.type;
            if (type == JointType.FREE || type == JointType.BALL) {
                int at = joint.qposAdr + (type == JointType.FREE ? 3 : 0);
                Quat.of(e.qpos, at).normalized().into(e.qpos, at);
            }
        }
    }

    private double[] filled(KeyframeDraft keyframe, String attribute, double[] given, double[] defaults) {
        if (given.length == 0) {
            return defaults.clone();
        }
        if (given.length != defaults.length) {
            c.error(keyframe, "has " + attribute + " of length " + given.length, "length " + defaults.length,
                    "add or remove numbers, or leave " + attribute + " out");
            return defaults.clone();
        }
        return given;
    }
}
