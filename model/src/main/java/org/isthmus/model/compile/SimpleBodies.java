package org.isthmus.model.compile;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.JointType;

/// Bodies that only slide along their own axes, for which MuJoCo's compiler takes the mass itself as inertia.
final class SimpleBodies {
    private static final double ZERO = 1e-14;

    private final Set<BodyDraft> withTendonInertia = Collections.newSetFromMap(new IdentityHashMap<>());

    SimpleBodies(Compilation c) {
        for (TendonDraft tendon : c.tendons.list) {
            if (tendon.element.armature != 0) {
                tendon.path.forEach(step -> {
                    if (step.object() instanceof SiteDraft site) {
                        withTendonInertia.add(site.body);
                    }
                });
            }
        }
    }

    /// Whether the body is a leaf that hangs on the world or on a body fixed to it, has its inertial frame as its
    /// own, and moves by slides along its axes only.
    boolean isSlider(BodyDraft body) {
        return !body.joints.isEmpty() && body.children.isEmpty() && !withTendonInertia.contains(body)
                && isFixed(body.parentBody()) && isZero(body.ipos) && isIdentity(body.iquat)
                && body.joints.stream().allMatch(SimpleBodies::isAlignedSlide);
    }

    private static boolean isFixed(BodyDraft body) {
        return body.isWorld() || body.parentBody().isWorld() && body.joints.isEmpty();
    }

    private static boolean isAlignedSlide(JointDraft joint) {
        Vec3 axis = joint.element.axis;
        int parts = 0;
        for (int i = 0; i < 3; i++) {
            parts += Math.abs(axis.get(i)) > ZERO ? 1 : 0;
        }
        return joint.element.type == JointType.SLIDE && parts == 1 && isZero(joint.element.pos);
    }

    private static boolean isZero(Vec3 v) {
        return Math.abs(v.x()) < ZERO && Math.abs(v.y()) < ZERO && Math.abs(v.z()) < ZERO;
    }

    private static boolean isIdentity(Quat q) {
        return Math.abs(q.w() - 1) < ZERO && isZero(new Vec3(q.x(), q.y(), q.z()));
    }
}
