package org.isthmus.model.linkage;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Inertial;

/// Gives mass to what moves and has none, since no engine can move it otherwise.
///
/// What counts is a body with joints together with the bodies welded to it, as in MuJoCo's compiler: one of them must
/// have a mass and positive moments of inertia, given or from its shapes. Where none has, this is mended with a
/// warning. A mass without moments becomes a ball of water of that mass; no mass becomes [#LEAST_MASS] and
/// [#LEAST_MOMENT].
public final class MovingMass {
    /// kg, of a moving body without any.
    public static final double LEAST_MASS = 1e-3;
    /// kg·m², of a moving body without mass.
    public static final double LEAST_MOMENT = 1e-6;

    /// MuJoCo's `mjMINVAL`: masses and moments below are none.
    private static final double NONE = 1e-15;

    private final Repeats repeats = new Repeats("link");

    private MovingMass() {}

    /// Checks and mends all bodies below `world`.
    public static void ensure(Body world, Diagnostics diagnostics) {
        MovingMass masses = new MovingMass();
        world.forEach(body -> {
            if (!body.joints.isEmpty()) {
                masses.ensureMoves(body);
            }
        });
        masses.repeats.report(diagnostics);
    }

    private void ensureMoves(Body body) {
        List<Body> welded = new ArrayList<>();
        collectWelded(body, welded);
        if (welded.stream().anyMatch(MovingMass::isSound)) {
            return;
        }
        for (Body member : welded) {
            Inertial inertial = member.inertial;
            if (inertial != null && inertial.mass() > NONE) {
                mendMoments(member, inertial);
                return;
            }
        }
        giveMass(body);
    }

    private static void collectWelded(Body body, List<Body> into) {
        into.add(body);
        for (Body child : body.children) {
            if (child.joints.isEmpty()) {
                collectWelded(child, into);
            }
        }
    }

    private static boolean isSound(Body body) {
        Inertial inertial = body.inertial;
        if (inertial == null) {
            return body.geoms.stream().anyMatch(MovingMass::givesMass);
        }
        return inertial.mass() > NONE && hasMoments(inertial);
    }

    private static boolean hasMoments(Inertial inertial) {
        return inertial.inertia().eigen().values().z() > NONE;
    }

    private static boolean givesMass(Geom geom) {
        return geom.type != GeomType.PLANE && (Double.isNaN(geom.mass) ? geom.density > 0 : geom.mass > NONE);
    }

    private void mendMoments(Body body, Inertial inertial) {
        body.inertial = Inertias.positive(inertial);
        String instead = inertial.inertia().trace() > 0 ? "a thousandth of the largest moment is used for it"
                : "the moments of a ball of water of its mass are used";
        repeats.add(String.valueOf(body.name), body.source,
                "moves, but has a moment of inertia of 0; " + instead, "three positive moments", "correct the inertia");
    }

    private void giveMass(Body body) {
        Inertial inertial = body.inertial;
        Sym3 moments = Sym3.diagonal(Vec3.ONE.times(LEAST_MOMENT));
        body.inertial = inertial == null ? new Inertial(Vec3.ZERO, Quat.IDENTITY, LEAST_MASS, moments)
                : new Inertial(inertial.pos(), inertial.quat(), LEAST_MASS,
                        hasMoments(inertial) ? inertial.inertia() : moments);
        repeats.add(String.valueOf(body.name), body.source, "moves, but has no mass; 1 g is used",
                "an inertial or a collision shape", "give it its mass");
    }
}
