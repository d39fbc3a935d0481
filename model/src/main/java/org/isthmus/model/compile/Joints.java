package org.isthmus.model.compile;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;

/// Compiles joints: limits, axes, and which joints may stand together.
final class Joints {
    private static final int MAX_DOFS = 6;

    private final Compilation c;

    private Joints(Compilation c) {
        this.c = c;
    }

    static void compile(Compilation c) {
        Joints stage = new Joints(c);
        c.joints.list.forEach(stage::compile);
        c.bodies.list.forEach(stage::checkTogether);
    }

    private void compile(JointDraft joint) {
        Joint e = joint.element;
        checkSpringDamper(joint);
        boolean free = e.type == JointType.FREE;
        joint.limited = !free && Limits.isLimited(c, joint, "", e.limited, e.range);
        if (joint.limited) {
            checkRange(joint);
        }
        boolean scalar = e.type == JointType.HINGE || e.type == JointType.SLIDE;
        joint.actuatorForceLimited = scalar
                && Limits.isLimited(c, joint, "actuatorfrc", e.actuatorForceLimited, e.actuatorForceRange);
        if (joint.actuatorForceLimited) {
            Limits.checkOrder(c, joint, "actuatorfrcrange", e.actuatorForceRange);
        }
        if (free) {
            e.pos = Vec3.ZERO;
        }
        if (!scalar) {
            e.axis = Vec3.Z;
        } else if (e.axis.length() < Frames.MIN_LENGTH) {
            c.error(joint, "has the axis " + Frames.numbers(e.axis.toArray()), "a direction", "for example 0 0 1");
        }
        e.axis = e.axis.normalized();
    }

    private void checkSpringDamper(JointDraft joint) {
        double[] s = joint.element.springDamper;
        if ((s[0] != 0 || s[1] != 0) && !(s[0] > 0 && s[1] > 0)) {
            c.error(joint, "has springdamper " + Frames.numbers(s),
                    "two positive numbers: time constant and damping ratio",
                    "remove it to use stiffness and damping");
        }
    }

    private void checkRange(JointDraft joint) {
        double[] range = joint.element.range;
        if (joint.element.type == JointType.BALL) {
            if (range[0] != 0) {
                c.error(joint, "is a ball with the range " + Frames.numbers(range), "0 and the largest angle",
                        "write 0 for the first number");
            }
        } else {
            Limits.checkOrder(c, joint, "range", range);
        }
    }

    private void checkTogether(BodyDraft body) {
        boolean ball = false;
        boolean free = false;
        for (JointDraft joint : body.joints) {
            JointType type = joint.element.type;
            if (ball && type.isAngular()) {
                c.error(joint, "turns after a ball joint", "no rotation after a ball, which already turns every way",
                        "remove one of the two, or put a body between");
            }
            ball |= type == JointType.BALL;
            free |= type == JointType.FREE;
        }
        if (free && body.joints.size() > 1) {
            c.error(body, "has a free joint and others", "a free joint by itself", "remove the other joints");
        } else if (body.dofCount() > MAX_DOFS) {
            c.error(body, "has " + body.dofCount() + " degrees of freedom", "at most " + MAX_DOFS,
                    "put some of its joints on a body between it and its parent");
        }
        if (body.element.mocap && (!body.joints.isEmpty() || body.parent == null || !body.parent.isWorld())) {
            c.error(body, "is a mocap body that has joints or is not a child of the world",
                    "a fixed child of the world",
                    "remove mocap or move the body");
        }
    }

    /// After bodies were merged: free joints must be on children of the world.
    static void checkFree(Compilation c) {
        for (JointDraft joint : c.joints.list) {
            BodyDraft parent = joint.body.parent;
            if (joint.element.type == JointType.FREE && parent != null && !parent.isWorld()) {
                c.error(joint, "is free on a body inside " + parent.title(), "a free joint on a child of the world",
                        "move the body to the world, or use other joints");
            }
        }
    }
}
