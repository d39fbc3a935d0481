package org.isthmus.model.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.isthmus.core.math.Inertia;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// A body while its scene is compiled; its pose is the element's.
final class BodyDraft extends Draft<Body> {
    @Nullable
    BodyDraft parent;
    final List<JointDraft> joints = new ArrayList<>();
    final List<GeomDraft> geoms = new ArrayList<>();
    final List<SiteDraft> sites = new ArrayList<>();
    final List<CameraDraft> cameras = new ArrayList<>();
    final List<LightDraft> lights = new ArrayList<>();
    final List<BodyDraft> children = new ArrayList<>();

    /// kg
    double mass;
    /// Centre of mass in the body's frame, m.
    Vec3 ipos = Vec3.ZERO;
    /// Principal axes of inertia in the body's frame.
    Quat iquat = Quat.IDENTITY;
    /// Principal moments, kg·m².
    Vec3 inertia = Vec3.ZERO;

    /// All contact types and affinities of its geoms together, and the largest margin plus gap, m.
    int contype;
    int conaffinity;
    double margin;

    int mocapId = -1;
    /// Kinematic tree; −1: does not move.
    int treeId = -1;
    double subtreeMass;
    /// [2] translation 1/kg, rotation 1/(kg·m²)
    final double[] invWeight0 = new double[2];

    BodyDraft(Body body, @Nullable BodyDraft parent) {
        super(ObjectType.BODY, body);
        this.parent = parent;
    }

    boolean isWorld() {
        return parent == null;
    }

    /// The parent of a body that is not the world.
    BodyDraft parentBody() {
        return Objects.requireNonNull(parent);
    }

    /// The topmost ancestor it is welded to; a mocap body is its own.
    BodyDraft weld() {
        BodyDraft body = this;
        while (body.parent != null && body.joints.isEmpty() && !body.element.mocap) {
            body = body.parent;
        }
        return body;
    }

    /// The ancestor that is a child of the world; the world for the world.
    BodyDraft root() {
        BodyDraft body = this;
        while (body.parent != null && !body.parent.isWorld()) {
            body = body.parent;
        }
        return body;
    }

    /// Recomputes what collision detection wants to know about all geoms together.
    void mergeContacts() {
        contype = 0;
        conaffinity = 0;
        margin = 0;
        for (GeomDraft geom : geoms) {
            contype |= geom.element.contype;
            conaffinity |= geom.element.conaffinity;
            margin = Math.max(margin, geom.element.margin + geom.element.gap);
        }
    }

    /// Number of degrees of freedom.
    int dofCount() {
        return joints.stream().mapToInt(j -> j.element.type.dofCount()).sum();
    }

    Pose inertialPose() {
        return new Pose(ipos, iquat);
    }

    /// The mass distribution in the body's frame.
    Inertia massDistribution() {
        return new Inertia(mass, ipos, Sym3.diagonal(inertia).rotated(iquat.toRotation()));
    }
}
