package org.isthmus.core.math;

import java.util.random.RandomGenerator;

/// Random records for the tests of this package.
final class Arbitrary {
    private Arbitrary() {}

    /// Components uniform in [-2, 2).
    static Vec3 vec3(RandomGenerator random) {
        return new Vec3(random.nextDouble(-2, 2), random.nextDouble(-2, 2), random.nextDouble(-2, 2));
    }

    static Vec3 direction(RandomGenerator random) {
        return new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).normalized();
    }

    static Quat rotation(RandomGenerator random) {
        return new Quat(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
                .normalized();
    }

    static Pose pose(RandomGenerator random) {
        return new Pose(vec3(random), rotation(random));
    }

    static SpatialVector spatial(RandomGenerator random) {
        return new SpatialVector(vec3(random), vec3(random));
    }

    /// A body of positive mass: its inertia is that of a random ellipsoid.
    static Inertia inertia(RandomGenerator random) {
        Vec3 semiAxes = new Vec3(random.nextDouble(0.1, 2), random.nextDouble(0.1, 2), random.nextDouble(0.1, 2));
        return Inertia.ellipsoid(random.nextDouble(0.1, 3), semiAxes).transformed(pose(random));
    }

    static Sym3 sym3(RandomGenerator random) {
        Vec3 a = vec3(random);
        Vec3 b = vec3(random);
        return new Sym3(a.x(), a.y(), a.z(), b.x(), b.y(), b.z());
    }
}
