package org.isthmus.model.compile;

import java.util.Locale;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// Compiles equalities: what they tie, and the eleven numbers MuJoCo keeps of each (`eq_data`).
final class Equalities {
    /// Places in the data.
    private static final int SECOND_ANCHOR = 3;
    private static final int QUATERNION = 6;
    private static final int TORQUE_SCALE = 10;

    private Equalities() {}

    static void copy(Compilation c) {
        for (Equality equality : c.scene.equalities) {
            Equality copy = equality.copy();
            copy.source = equality.source;
            c.equalities.add(new EqualityDraft(copy));
        }
        c.equalities.number();
        c.equalities.indexNames(c.diagnostics);
    }

    static void compile(Compilation c) {
        c.equalities.list.forEach(equality -> compile(c, equality));
    }

    private static void compile(Compilation c, EqualityDraft equality) {
        Equality e = equality.element;
        equality.data[TORQUE_SCALE] = 1;
        switch (e.type) {
            case CONNECT, WELD -> tieBodies(c, equality);
            case JOINT -> {
                tie(c, equality, c.joints, "joint", e.first, e.second);
                requireScalar(c, equality, equality.first);
                requireScalar(c, equality, equality.second);
            }
            case TENDON -> tie(c, equality, c.tendons, "tendon", e.first, e.second);
        }
        if (e.type == EqualityType.JOINT || e.type == EqualityType.TENDON) {
            System.arraycopy(e.polycoef, 0, equality.data, 0, e.polycoef.length);
        }
        if (equality.first != null && equality.first.equals(equality.second)) {
            c.error(equality, "ties " + equality.first.title() + " to itself", "two different things",
                    "correct one of the names");
        }
    }

    private static void tieBodies(Compilation c, EqualityDraft equality) {
        Equality e = equality.element;
        boolean weld = e.type == EqualityType.WELD;
        if (weld) {
            equality.data[TORQUE_SCALE] = e.torqueScale;
        }
        if (e.site1 != null || e.site2 != null) {
            if (e.first != null || e.second != null) {
                c.error(equality, "names both sites and bodies", "site1 and site2, or body1 and body2",
                        "remove one kind");
            }
            equality.first = c.require(c.sites, equality, "site1", e.site1);
            equality.second = c.require(c.sites, equality, "site2", e.site2);
            equality.objectType = ObjectType.SITE;
            if (weld) {
                equality.data[1] = 1; // a default that MuJoCo leaves there and nothing reads
            } else {
                equality.data[TORQUE_SCALE] = 0;
            }
            return;
        }
        tie(c, equality, c.bodies, "body", e.first, e.second);
        if (e.second == null) {
            equality.second = c.world();
        }
        if (e.anchor == null && !weld) {
            c.error(equality, "has no anchor", "a point in the first body's frame", "add anchor=\"x y z\"");
        }
        (e.anchor == null ? Vec3.ZERO : e.anchor).into(equality.data, 0);
        if (weld) {
            System.arraycopy(e.relativePose, 0, equality.data, SECOND_ANCHOR, e.relativePose.length);
        }
    }

    private static <D extends Draft<?>> void tie(Compilation c, EqualityDraft equality, Register<D> register,
            String word,
            @Nullable String first, @Nullable String second) {
        equality.objectType = register.type;
        equality.first = c.require(register, equality, word + "1", first);
        equality.second = c.resolve(register, equality, word + "2", second);
    }

    private static void requireScalar(Compilation c, EqualityDraft equality, @Nullable Draft<?> draft) {
        if (draft instanceof JointDraft joint && joint.element.type != JointType.HINGE
                && joint.element.type != JointType.SLIDE) {
            c.error(equality, "ties " + joint.title() + ", a " + joint.element.type.name().toLowerCase(Locale.ROOT),
                    "hinges and slides", "use weld or connect for bodies");
        }
    }

    /// Anchors and relative poses that follow from the bodies' poses at `qpos0`.
    static void complete(Compilation c, Kinematics frames) {
        for (EqualityDraft equality : c.equalities.list) {
            if (equality.first instanceof BodyDraft first && equality.second instanceof BodyDraft second) {
                Pose x1 = frames.bodyPose(first.id);
                Pose x2 = frames.bodyPose(second.id);
                Vec3 anchor = Vec3.of(equality.data, 0);
                if (equality.element.type == EqualityType.CONNECT) {
                    x2.inverseTransform(x1.transform(anchor)).into(equality.data, SECOND_ANCHOR);
                } else {
                    completeWeld(equality, x1, x2, anchor);
                }
            }
        }
    }

    private static void completeWeld(EqualityDraft equality, Pose x1, Pose x2, Vec3 anchor) {
        Quat given = Quat.of(equality.data, QUATERNION);
        if (given.dot(given) > 0) {
            given.normalized().into(equality.data, QUATERNION);
        } else {
            x1.inverseTransform(x2.transform(anchor)).into(equality.data, SECOND_ANCHOR);
            x1.rotation().conjugate().times(x2.rotation()).into(equality.data, QUATERNION);
        }
    }
}
