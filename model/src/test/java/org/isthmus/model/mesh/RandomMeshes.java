package org.isthmus.model.mesh;

import java.util.random.RandomGenerator;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// Random points, poses and solids for property tests.
final class RandomMeshes {
    private RandomMeshes() {}

    static Vec3 vector(RandomGenerator random) {
        return new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    }

    static Pose pose(RandomGenerator random) {
        Quat q = new Quat(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
        return new Pose(vector(random), q.normalized());
    }

    /// A closed star-shaped solid: a sphere whose vertices are pushed in and out.
    static Mesh blob(RandomGenerator random) {
        Mesh sphere = Shapes.icosphere(1, 1 + random.nextInt(2));
        double[] v = sphere.vertices().toArray();
        for (int i = 0; i < v.length; i += 3) {
            Vec3.of(v, i).times(random.nextDouble(0.5, 1.5)).into(v, i);
        }
        return Mesh.of(DoubleArray.wrap(v), sphere.faces());
    }

    static DoubleArray cloud(RandomGenerator random, int n) {
        return DoubleArray.wrap(random.doubles(3L * n, -1, 1).toArray());
    }

    /// Points on a coarse grid: full of coincident, collinear and coplanar ones.
    static DoubleArray grid(RandomGenerator random, int n, int side) {
        return DoubleArray.wrap(random.ints(3L * n, 0, side).asDoubleStream().toArray());
    }
}
