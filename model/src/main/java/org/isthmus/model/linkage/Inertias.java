package org.isthmus.model.linkage;

import java.util.Locale;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Inertial;

/// Inertia tensors that rigid bodies can have, made from those that files give.
///
/// A tensor's principal moments are positive, and the largest is at most the sum of the others. Files in the field
/// break this by typing errors, by CAD exports in wrong frames and by rounding; MuJoCo refuses them or, with
/// `balanceinertia`, takes the mean of the three moments. Here the offending moment alone is moved to the nearest
/// bound, which changes the motion least.
public final class Inertias {
    /// Moments below this part of the largest are raised to it.
    private static final double LEAST_PART = 1e-3;
    /// Offences up to this relative size are rounding: mended without a word.
    private static final double ROUNDING = 1e-6;
    /// Tensors with products of inertia and a moment below are stated by their principal axes instead: the compiler, as
    /// MuJoCo's, takes such a moment for a wrong sign.
    private static final double LEAST_FULL = 1e-14;
    /// Keeps the mended tensor inside the bound whatever the rounding of its frame.
    private static final double SLACK = 1e-9;
    /// kg/m³, of water: robots float, roughly.
    private static final double DENSITY = 1_000;

    private Inertias() {}

    /// The inertia as given if a rigid body can have it, else the nearest one, after a warning.
    ///
    /// @param balanced whether a largest moment above the sum of the others is left to MuJoCo's `balanceinertia`
    public static Inertial mended(Inertial given, boolean balanced, String link, SourceLocation at,
            Diagnostics diagnostics) {
        Sym3.Eigen eigen = given.inertia().eigen();
        Vec3 moments = eigen.values();
        double excess = balanced ? 0 : moments.x() - moments.y() - moments.z();
        double offence = Math.max(-moments.z(), excess);
        if (!(offence > 0) || moments.x() <= 0) {
            return moments.z() < 0 ? withoutMoments(given, link, at, diagnostics)
                    : moments.z() < LEAST_FULL && !isDiagonal(given.inertia()) ? with(given, moments, eigen.rotation())
                    : given;
        }
        if (offence > ROUNDING * moments.x()) {
            diagnostics.warning(at, "link '" + link + "' has the principal moments of inertia " + text(moments) + ": "
                    + text(possible(moments)) + " are used",
                    "positive moments of which the largest is at most the sum of the others", "correct the inertia");
        }
        return with(given, possible(moments), eigen.rotation());
    }

    private static Inertial withoutMoments(Inertial given, String link, SourceLocation at, Diagnostics diagnostics) {
        diagnostics.warning(at, "link '" + link + "' has no positive moment of inertia: none is used",
                "positive moments", "correct the inertia");
        return new Inertial(given.pos(), given.quat(), given.mass(), Sym3.ZERO);
    }

    /// The same inertia with all moments positive, as moving bodies need them: small ones raised, or those of a ball of
    /// water of the same mass where there are none.
    static Inertial positive(Inertial given) {
        Sym3.Eigen eigen = given.inertia().eigen();
        if (eigen.values().x() > 0) {
            return with(given, possible(eigen.values()), eigen.rotation());
        }
        double radius = StrictMath.cbrt(3 * given.mass() / (4 * Math.PI * DENSITY));
        double moment = 0.4 * given.mass() * radius * radius;
        return new Inertial(given.pos(), given.quat(), given.mass(), Sym3.diagonal(Vec3.ONE.times(moment)));
    }

    /// @param moments principal moments in descending order, the first positive
    private static Vec3 possible(Vec3 moments) {
        double least = LEAST_PART * moments.x();
        double y = Math.max(moments.y(), least);
        double z = Math.max(moments.z(), least);
        return new Vec3(Math.min(moments.x(), (y + z) * (1 - SLACK)), y, z);
    }

    private static boolean isDiagonal(Sym3 s) {
        return s.xy() == 0 && s.xz() == 0 && s.yz() == 0;
    }

    /// The same with other principal moments, about axes of its own.
    private static Inertial with(Inertial given, Vec3 moments, Quat axes) {
        return new Inertial(given.pos(), given.quat().times(axes), given.mass(), Sym3.diagonal(moments));
    }

    private static String text(Vec3 v) {
        return short3(v.x()) + " " + short3(v.y()) + " " + short3(v.z());
    }

    private static String short3(double v) {
        return String.format(Locale.ROOT, "%.3g", v);
    }
}
