package org.isthmus.model.linkage;

import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.jspecify.annotations.Nullable;

/// Folds links of nothing into the next link, so that one body has several joints.
///
/// Files whose joints have one degree of freedom each build a shoulder from three hinges with two links of no mass and
/// no shape between them. No engine can move such links, and a scene does not need them: a body may have several
/// joints. The motion of all other bodies stays exactly the same.
public final class EmptyLinks {
    private final Diagnostics diagnostics;

    private EmptyLinks(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// Folds all empty links below `world`, with a warning for each.
    public static void fold(Body world, Diagnostics diagnostics) {
        new EmptyLinks(diagnostics).foldChildren(world);
    }

    private void foldChildren(Body body) {
        body.children.replaceAll(child -> {
            foldChildren(child);
            return isEmpty(child) ? foldedInto(child, child.children.getFirst()) : child;
        });
    }

    /// Whether the body exists only to connect one joint with the next.
    private static boolean isEmpty(Body body) {
        return hasNoMass(body.inertial) && body.geoms.isEmpty() && body.sites.isEmpty() && body.children.size() == 1
                && !body.joints.isEmpty() && body.joints.stream().allMatch(EmptyLinks::isScalar)
                && !body.children.getFirst().joints.isEmpty()
                && body.children.getFirst().joints.stream().noneMatch(j -> j.type == JointType.FREE);
    }

    private static boolean hasNoMass(@Nullable Inertial inertial) {
        return inertial == null || inertial.mass() == 0 && inertial.inertia().trace() == 0;
    }

    private static boolean isScalar(Joint joint) {
        return joint.type == JointType.HINGE || joint.type == JointType.SLIDE;
    }

    private Body foldedInto(Body empty, Body child) {
        Pose emptyInChild = child.pose().inverse();
        for (Joint joint : empty.joints) {
            joint.pos = emptyInChild.transform(joint.pos);
            joint.axis = emptyInChild.rotation().rotate(joint.axis);
        }
        child.joints.addAll(0, List.copyOf(empty.joints));
        child.setPose(empty.pose().times(child.pose()));
        diagnostics.warning(empty.source, "link " + empty.label() + " has no mass and no shape: its joint "
                + empty.joints.getLast().label() + " moves link " + child.label() + " directly",
                "", "give it an inertial to keep it as a body of its own");
        return child;
    }
}
