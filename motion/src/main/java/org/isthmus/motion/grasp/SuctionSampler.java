package org.isthmus.motion.grasp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.mesh.Mesh;

/// Samples places for a suction cup: random points of the surface where the ring seals, nothing is in the way, and the cup holds the
/// object's weight however it is turned.
///
/// The ring seals where the surface, seen along the normal by rays from points of the ring, is nowhere further from the ring's plane than
/// the ring bends, and there are no edges under it. The same seed gives the same places.
public final class SuctionSampler {
    /// Points of the ring, and of a smaller one within, that look for the surface.
    private static final int RING = 16;
    private static final double[] RADII = {1, 0.5};
    /// Directions of the weight that are tried.
    private static final int DIRECTIONS = 64;
    private static final double GRAVITY = 9.81;
    /// Turn by the golden angle: an even spiral of points on a sphere.
    private static final double GOLDEN = Math.PI * (3 - Math.sqrt(5));

    private final SuctionCup cup;
    private final int samples;
    private final long seed;

    /// @param samples points tried
    public SuctionSampler(SuctionCup cup, int samples, long seed) {
        this.cup = cup;
        this.samples = samples;
        this.seed = seed;
    }

    /// Samples places on an object, the least loaded first.
    ///
    /// @param mesh closed, faces anticlockwise from outside, object's frame, m
    /// @param centerOfMass object's frame, m
    /// @param mass kg
    public List<SuctionGrasp> sample(Mesh mesh, Vec3 centerOfMass, double mass) {
        Surface surface = new Surface(mesh);
        RandomStream random = RandomStream.of(seed).child("suction");
        List<SuctionGrasp> grasps = new ArrayList<>();
        for (int i = 0; i < samples && !surface.isEmpty(); i++) {
            int face = surface.randomFace(random);
            Vec3 point = surface.randomPoint(face, random);
            Pose pose = new Pose(point, Quat.between(Vec3.Z, surface.normal(face)));
            double gap = gap(surface, pose);
            double load = load(pose, centerOfMass, mass);
            if (gap <= cup.bend() && load <= 1 && isClear(surface, pose)) {
                grasps.add(new SuctionGrasp(pose, gap, load));
            }
        }
        grasps.sort(Comparator.comparingDouble(SuctionGrasp::load));
        return grasps;
    }

    /// How far the surface under the ring is from its plane at most; ∞ where there is none within reach.
    double gap(Surface surface, Pose pose) {
        Vec3 down = pose.rotation().rotate(Vec3.Z).negate();
        double above = 2 * cup.bend();
        double most = 0;
        for (double part : RADII) {
            for (int i = 0; i < RING; i++) {
                Vec3 from = pose.transform(ring(i, part * cup.radius(), above));
                double depth = surface.ray(from, down, 0, 2 * above);
                most = Math.max(most, Math.abs(depth - above));
            }
        }
        return most;
    }

    private static Vec3 ring(int i, double radius, double height) {
        double angle = 2 * Math.PI * i / RING;
        return new Vec3(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), height);
    }

    /// Whether a tube of the cup's radius above the surface is free.
    private boolean isClear(Surface surface, Pose pose) {
        Vec3 up = pose.rotation().rotate(Vec3.Z);
        for (int i = 0; i < RING; i++) {
            Vec3 from = pose.transform(ring(i, cup.radius(), 2 * cup.bend()));
            if (Double.isFinite(surface.ray(from, up, 0, cup.length()))) {
                return false;
            }
        }
        return true;
    }

    /// What the weight takes of what the cup can hold, in the worst of evenly spread directions.
    double load(Pose pose, Vec3 centerOfMass, double mass) {
        Vec3 arm = pose.inverseTransform(centerOfMass);
        double most = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            double z = 1 - (2 * i + 1.0) / DIRECTIONS;
            double flat = Math.sqrt(1 - z * z);
            Vec3 weight = new Vec3(flat * StrictMath.cos(i * GOLDEN), flat * StrictMath.sin(i * GOLDEN), z)
                    .times(mass * GRAVITY);
            most = Math.max(most, cup.load(weight.negate(), arm.cross(weight).negate()));
        }
        return most;
    }
}
