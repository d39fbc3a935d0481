package org.isthmus.model.compile;

import java.util.List;

import org.isthmus.core.math.Inertia;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.CompilerOptions;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.InertiaFromGeom;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;

/// Compiles bodies: orientation, inertial frame, mass and inertia, given or from the geoms.
final class Bodies {
    /// A lighter geom counts as massless, an inertia with a smaller eigenvalue as flat (MuJoCo's `mjEPS`).
    private static final double MIN_GEOM = 1e-14;
    /// A moving body must be heavier (MuJoCo's `mjMINVAL`), kg and kg·m².
    static final double MIN_MOVING = 1e-15;

    private final Compilation c;

    private Bodies(Compilation c) {
        this.c = c;
    }

    static void compile(Compilation c) {
        Bodies stage = new Bodies(c);
        c.bodies.list.forEach(stage::compile);
    }

    private void compile(BodyDraft body) {
        body.element.quat = Frames.unit(c, body, body.element.quat);
        body.mergeContacts();
        if (body.isWorld()) {
            checkWorld(body);
            return;
        }
        setInertialFrame(body);
        setBounds(body);
    }

    private void checkWorld(BodyDraft world) {
        for (JointDraft joint : world.joints) {
            c.error(joint, "is on the world", "a joint of another body", "put it on the body that moves");
        }
    }

    private void setInertialFrame(BodyDraft body) {
        Inertial given = body.element.inertial;
        InertiaFromGeom option = c.options.inertiaFromGeom;
        List<GeomDraft> heavy = List.of();
        if (option == InertiaFromGeom.TRUE || option == InertiaFromGeom.AUTO && given == null) {
            heavy = body.geoms.stream()
                    .filter(g -> g.mass > MIN_GEOM && Geoms.inGroupRange(c.options, g.element)).toList();
        }
        if (heavy.size() == 1) {
            copyFromGeom(body, heavy.get(0));
        } else if (!heavy.isEmpty()) {
            sumOverGeoms(body, heavy);
        } else if (given != null) {
            copyFromInertial(body, given);
        } else {
            // nothing tells: MuJoCo takes the body's pose in its parent for the inertial pose in the body
            body.ipos = body.element.pos;
            body.iquat = body.element.quat;
        }
    }

    private static void copyFromGeom(BodyDraft body, GeomDraft geom) {
        body.mass = geom.mass;
        body.inertia = geom.inertia;
        body.ipos = geom.element.pos;
        body.iquat = geom.element.quat;
    }

    private void sumOverGeoms(BodyDraft body, List<GeomDraft> geoms) {
        Inertia total = Inertia.ZERO;
        for (GeomDraft geom : geoms) {
            Inertia own = new Inertia(geom.mass, Vec3.ZERO, Sym3.diagonal(geom.inertia));
            total = total.plus(own.transformed(geom.element.pose()));
        }
        setDistribution(body, total);
    }

    /// Takes mass and principal axes from a mass distribution in the body's frame.
    static void setDistribution(BodyDraft body, Inertia total) {
        Inertia.Principal principal = total.principal();
        body.mass = total.mass();
        body.ipos = total.centerOfMass();
        body.iquat = principal.pose().rotation();
        body.inertia = principal.moments();
    }

    private void copyFromInertial(BodyDraft body, Inertial given) {
        Sym3 inertia = given.inertia();
        Quat frame = Frames.unit(c, body, given.quat());
        body.mass = given.mass();
        body.ipos = given.pos();
        if (inertia.xy() == 0 && inertia.xz() == 0 && inertia.yz() == 0) {
            body.iquat = frame;
            body.inertia = new Vec3(inertia.xx(), inertia.yy(), inertia.zz());
        } else {
            Sym3.Eigen eigen = inertia.eigen();
            body.iquat = frame.times(eigen.rotation()).normalized();
            body.inertia = eigen.values();
            if (!(eigen.values().z() >= MIN_GEOM)) {
                c.error(body, "has a full inertia with the principal moment " + Frames.number(eigen.values().z()),
                        "three positive principal moments", "check the signs of the products of inertia");
                body.inertia = Vec3.ZERO;
                return;
            }
        }
        Vec3 i = body.inertia;
        if (body.mass < 0 || i.x() < 0 || i.y() < 0 || i.z() < 0) {
            c.error(body, "has mass " + Frames.number(body.mass) + " and inertia " + Frames.numbers(i.toArray()),
                    "numbers that are not negative", "correct the inertial");
        }
    }

    private void setBounds(BodyDraft body) {
        CompilerOptions options = c.options;
        body.mass = Math.max(body.mass, options.boundMass);
        body.inertia = body.inertia.max(Vec3.ONE.times(options.boundInertia));
        Vec3 i = body.inertia;
        if (i.x() + i.y() >= i.z() && i.x() + i.z() >= i.y() && i.y() + i.z() >= i.x()) {
            return;
        }
        if (options.balanceInertia) {
            body.inertia = Vec3.ONE.times((i.x() + i.y() + i.z()) / 3);
        } else if (Double.isFinite(i.x() + i.y() + i.z())) {
            c.error(body, "has principal moments " + Frames.numbers(i.toArray()),
                    "none greater than the sum of the two others",
                    "correct the inertia, or set balanceinertia=\"true\" to use their mean");
        }
    }

    /// Every body that moves must have mass, itself or through what is welded to it.
    static void checkMoving(Compilation c) {
        for (BodyDraft body : c.bodies.list) {
            if (!body.joints.isEmpty() && !hasMass(body)) {
                c.error(body, "moves but has no mass or inertia", "more than " + MIN_MOVING + " of both",
                        "add a geom with mass, or an inertial");
            }
        }
    }

    private static boolean hasMass(BodyDraft body) {
        Vec3 i = body.inertia;
        if (body.mass >= MIN_MOVING && Math.min(i.x(), Math.min(i.y(), i.z())) >= MIN_MOVING) {
            return true;
        }
        return body.children.stream().anyMatch(child -> child.joints.isEmpty() && hasMass(child));
    }

    /// Scales all masses and inertias to the total that the options ask for.
    static void scaleToTotal(Compilation c) {
        double wanted = c.options.setTotalMass;
        double total = c.bodies.list.stream().mapToDouble(b -> b.mass).sum();
        if (wanted > 0 && total > 0) {
            double scale = Math.max(MIN_MOVING, wanted / Math.max(MIN_MOVING, total));
            for (BodyDraft body : c.bodies.list) {
                body.mass *= scale;
                body.inertia = body.inertia.times(scale);
            }
        }
    }

    /// The mass of each body with all below it.
    static void sumSubtrees(Compilation c) {
        List<BodyDraft> bodies = c.bodies.list;
        bodies.forEach(body -> body.subtreeMass = body.mass);
        for (int i = bodies.size() - 1; i > 0; i--) {
            bodies.get(i).parentBody().subtreeMass += bodies.get(i).subtreeMass;
        }
    }

    /// Moves the frame of a lone free body to its inertial frame, where that is asked for; all on it stays where it is.
    static void alignFree(Compilation c) {
        for (BodyDraft body : c.bodies.list) {
            if (isAligned(c, body)) {
                align(body);
            }
        }
    }

    private static boolean isAligned(Compilation c, BodyDraft body) {
        if (body.joints.size() != 1 || !body.children.isEmpty()) {
            return false;
        }
        Joint joint = body.joints.get(0).element;
        return joint.type == JointType.FREE && switch (joint.align) {
            case TRUE -> true;
            case FALSE -> false;
            case AUTO -> c.options.alignfree;
        };
    }

    private static void align(BodyDraft body) {
        Pose inertial = body.inertialPose();
        Pose inverse = inertial.inverse();
        body.element.setPose(Poses.times(body.element.pose(), inertial));
        body.ipos = Vec3.ZERO;
        body.iquat = Quat.IDENTITY;
        Poses.moveContents(body, inverse);
    }
}
