package org.isthmus.motion.plan;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.JointTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;

/// How far any point of a shape moves at most when one coordinate moves by 1, in any configuration.
///
/// A hinge moves a point by no more than its distance from the axis, which is no more than the length of the chain
/// between: offsets of bodies and anchors, and what slides add at most.
final class MotionBounds {
    /// Length of a slide without limits, m.
    private static final double UNLIMITED = 10;

    private final JointGroup group;
    private final Model model;

    MotionBounds(JointGroup group) {
        this.group = group;
        model = group.model();
    }

    /// The bounds of two shapes against each other: joints that carry both do not count.
    ///
    /// @param radiusA of the sphere about the frame's origin that holds the first shape, m
    /// @param radiusB the same of the second
    /// @return [n] m per unit of the coordinate
    double[] between(Frame a, double radiusA, Frame b, double radiusB) {
        double[] bounds = new double[group.size()];
        for (JointGroup.Follower f : group.followers()) {
            boolean carriesA = carries(f.joint(), a.body());
            boolean carriesB = carries(f.joint(), b.body());
            if (carriesA != carriesB) {
                double reach = carriesA ? reach(f.joint(), a) + radiusA : reach(f.joint(), b) + radiusB;
                boolean slides = model.joints().type().get(f.joint()) == JointType.SLIDE.ordinal();
                bounds[f.coordinate()] += Math.abs(f.gain()) * (slides ? 1 : reach);
            }
        }
        return bounds;
    }

    boolean carries(int joint, int body) {
        int mover = model.joints().bodyId().get(joint);
        for (int b = body; b > 0; b = model.bodies().parentId().get(b)) {
            if (b == mover) {
                return true;
            }
        }
        return false;
    }

    /// The greatest distance of a frame's origin from a joint's anchor.
    private double reach(int joint, Frame frame) {
        JointTable joints = model.joints();
        int mover = joints.bodyId().get(joint);
        double sum = 0;
        Vec3 point = frame.offset().position();
        for (int b = frame.body(); b != mover; b = model.bodies().parentId().get(b)) {
            // about its own joints' anchors a body turns: from the point to each anchor, and from the last one on
            Vec3 at = point;
            int first = model.bodies().jntAdr().get(b);
            for (int j = first; j < first + model.bodies().jntNum().get(b); j++) {
                sum += at.distance(joints.pos().vec3(j)) + slack(j);
                at = joints.pos().vec3(j);
            }
            if (model.bodies().jntNum().get(b) == 0) {
                point = model.bodies().pos().vec3(b).plus(model.bodies().quat().quat(b).rotate(at));
            } else {
                sum += at.length();
                point = model.bodies().pos().vec3(b);
            }
        }
        return sum + point.distance(joints.pos().vec3(joint)) + slack(joint);
    }

    /// How far a slide shifts what it carries, m.
    private double slack(int joint) {
        JointTable joints = model.joints();
        if (joints.type().get(joint) != JointType.SLIDE.ordinal()) {
            return 0;
        }
        return joints.limited().get(joint) == 0 ? UNLIMITED
                : Math.max(Math.abs(joints.range().get(2 * joint)), Math.abs(joints.range().get(2 * joint + 1)));
    }
}
