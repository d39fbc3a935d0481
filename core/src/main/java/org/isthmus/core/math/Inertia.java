package org.isthmus.core.math;

import java.util.Optional;

/// The mass distribution of a rigid body in some frame B: a spatial inertia.
///
/// @param mass in kg
/// @param centerOfMass in B, in m
/// @param aboutCenter rotational inertia about the centre of mass along B's axes, in kg·m²
public record Inertia(double mass, Vec3 centerOfMass, Sym3 aboutCenter) {
    public static final Inertia ZERO = new Inertia(0, Vec3.ZERO, Sym3.ZERO);

    /// Slack of the triangle inequality, relative to the largest principal moment: a flat plate meets it with equality.
    private static final double TRIANGLE_TOLERANCE = 1e-9;

    /// A frame at the centre of mass whose axes are the principal axes, and the moments about them in descending order.
    public record Principal(Pose pose, Vec3 moments) {}

    /// A solid box.
    ///
    /// @param half half of its edge lengths
    public static Inertia box(double mass, Vec3 half) {
        return centered(mass, squares(half).times(mass / 3));
    }

    /// A solid sphere.
    public static Inertia sphere(double mass, double radius) {
        return ellipsoid(mass, new Vec3(radius, radius, radius));
    }

    /// A solid ellipsoid.
    public static Inertia ellipsoid(double mass, Vec3 semiAxes) {
        return centered(mass, squares(semiAxes).times(mass / 5));
    }

    /// A solid cylinder along z, of length `2 · halfLength`.
    public static Inertia cylinder(double mass, double radius, double halfLength) {
        double across = mass * (radius * radius / 4 + halfLength * halfLength / 3);
        return centered(mass, new Vec3(across, across, mass * radius * radius / 2));
    }

    /// A solid capsule along z: a cylinder of length `2 · halfLength` between two half spheres.
    public static Inertia capsule(double mass, double radius, double halfLength) {
        double r = radius;
        double h = halfLength;
        // Volumes over 2πr²: cylinder h, both half spheres 2r/3.
        double cylinder = mass * h / (h + 2 * r / 3);
        double caps = mass - cylinder;
        // A half sphere: 2/5 m r² about the centre of its sphere, its own centre of mass 3/8 r away from there.
        double across = cylinder * (r * r / 4 + h * h / 3) + caps * (0.4 * r * r + h * h + 0.75 * h * r);
        double along = cylinder * r * r / 2 + caps * 0.4 * r * r;
        return centered(mass, new Vec3(across, across, along));
    }

    private static Inertia centered(double mass, Vec3 moments) {
        return new Inertia(mass, Vec3.ZERO, Sym3.diagonal(moments));
    }

    /// `(y² + z², x² + z², x² + y²)`.
    private static Vec3 squares(Vec3 v) {
        Vec3 s = v.times(v);
        return new Vec3(s.y() + s.z(), s.x() + s.z(), s.x() + s.y());
    }

    /// Rotational inertia about `point` of B, along B's axes (the parallel axis theorem).
    public Sym3 about(Vec3 point) {
        return aboutCenter.plus(pointMass(point.minus(centerOfMass)));
    }

    /// `m (|d|² 1 − d dᵀ)`: the inertia of all the mass at `d` from the reference point.
    private Sym3 pointMass(Vec3 d) {
        double s = d.lengthSquared();
        return new Sym3(s, s, s, 0, 0, 0).minus(Sym3.outer(d)).times(mass);
    }

    /// The same body described in frame A, with `pose` = `X_AB`.
    public Inertia transformed(Pose pose) {
        return new Inertia(mass, pose.transform(centerOfMass), aboutCenter.rotated(pose.rotation().toRotation()));
    }

    /// This body and `b`, given in the same frame, as one.
    public Inertia plus(Inertia b) {
        double total = mass + b.mass;
        if (total == 0) {
            return new Inertia(0, centerOfMass, aboutCenter.plus(b.aboutCenter));
        }
        Vec3 center = centerOfMass.lerp(b.centerOfMass, b.mass / total);
        return new Inertia(total, center, about(center).plus(b.about(center)));
    }

    /// The momentum, a spatial force, of the body that moves with the spatial velocity `v`; both in B about its origin.
    public SpatialVector times(SpatialVector v) {
        Vec3 linear = v.linear().plus(v.angular().cross(centerOfMass)).times(mass);
        return new SpatialVector(aboutCenter.times(v.angular()).plus(centerOfMass.cross(linear)), linear);
    }

    /// Kinetic energy in J at the spatial velocity `v`.
    public double kineticEnergy(SpatialVector v) {
        return v.dot(times(v)) / 2;
    }

    public Principal principal() {
        Sym3.Eigen eigen = aboutCenter.eigen();
        return new Principal(new Pose(centerOfMass, eigen.rotation()), eigen.values());
    }

    /// What makes this inertia impossible for any body, in words, or empty: a number that is not finite, a negative mass or
    /// moment, a moment greater than the sum of the two others.
    public Optional<String> problem() {
        if (!Double.isFinite(mass) || !centerOfMass.isFinite() || !aboutCenter.isFinite()) {
            return Optional.of("a number is not finite");
        }
        if (mass < 0) {
            return Optional.of("the mass " + mass + " is negative");
        }
        Vec3 moments = aboutCenter.eigen().values();
        double slack = TRIANGLE_TOLERANCE * Math.max(Math.abs(moments.x()), Math.abs(moments.z()));
        if (moments.z() < -slack) {
            return Optional.of("the principal moment " + moments.z() + " is negative");
        }
        if (moments.x() > moments.y() + moments.z() + slack) {
            return Optional.of("the principal moment " + moments.x() + " is greater than the sum of the others, "
                    + moments.y() + " + " + moments.z());
        }
        return Optional.empty();
    }
}
