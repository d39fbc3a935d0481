package org.isthmus.physics.constraint;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.collision.Touch;
import org.isthmus.physics.dynamics.LinkFrames;
import org.isthmus.physics.dynamics.LinkTree;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Vec;

/// Traces whether two bodies are near: spheres around all geoms of a link that may touch the other.
///
/// @param shapes of geoms, world frame
record BodyBounds(Model model, Graph g, LinkFrames frames, LinkTree tree, IntFunction<Touch.Shape> shapes) {
    /// Against rounding, so that what touches is always near.
    private static final double SLACK = 1e-4;

    /// @param center link frame, m
    private record Sphere(int link, Vec3 center, double radius) {}

    /// Positive where some pair may be near.
    ///
    /// @param pairs between the same two links, or between one geom that belongs to none and a link
    /// @param areFixed whether the geoms' places and sizes are the same in all worlds; else they are taken to be near
    Expr near(List<ContactPair> pairs, boolean areFixed) {
        if (!areFixed) {
            return g.constant(1);
        }
        double margin = largestMargin(pairs);
        int[] first = pairs.stream().mapToInt(ContactPair::first).distinct().toArray();
        int[] second = pairs.stream().mapToInt(ContactPair::second).distinct().toArray();
        if (link(first[0]) < 0) {
            return nearGeom(first[0], sphere(second), margin);
        }
        if (link(second[0]) < 0) {
            return nearGeom(second[0], sphere(first), margin);
        }
        Sphere a = sphere(first);
        Sphere b = sphere(second);
        Vec offset = place(b).minus(place(a));
        return g.constant(square(reach(a.radius + b.radius, margin))).minus(offset.dot(offset));
    }

    private double largestMargin(List<ContactPair> pairs) {
        double largest = model.options().overrideMargin;
        for (ContactPair pair : pairs) {
            largest = Math.max(largest, pair.explicit() >= 0 ? model.pairs().margin().get(pair.explicit())
                    : model.geoms().margin().get(pair.first()) + model.geoms().margin().get(pair.second()));
        }
        return largest;
    }

    private static double reach(double radii, double margin) {
        return (radii + margin) * (1 + SLACK) + SLACK * SLACK;
    }

    private static double square(double x) {
        return x * x;
    }

    private Expr nearGeom(int geom, Sphere sphere, double margin) {
        GeomType type = GeomType.values()[model.geoms().type().get(geom)];
        Touch.Shape shape = shapes.apply(geom);
        Vec box = Vec.constant(g, model.geoms().aabb().vec3(2 * geom));
        Vec half = Vec.constant(g, model.geoms().aabb().vec3(2 * geom + 1));
        Expr radius = g.constant(reach(sphere.radius, margin));
        Nearness.Bound bound = new Nearness.Bound(shape, g.constant(model.geoms().rbound().get(geom)), box, half);
        Touch.Shape around = new Touch.Shape(Vec.zero(g), place(sphere), shape.rotation());
        Nearness how = type == GeomType.PLANE ? Nearness.PLANE : Nearness.BOX;
        return how.trace(bound, new Nearness.Bound(around, radius, Vec.zero(g), Vec.zero(g)), g.constant(0));
    }

    private Vec place(Sphere sphere) {
        return frames.position(sphere.link, sphere.center);
    }

    private int link(int geom) {
        return tree.linkOfBody()[model.geoms().bodyId().get(geom)];
    }

    /// About the middle of the box around the geoms' centers.
    private Sphere sphere(int[] geoms) {
        Vec3[] centers = IntStream.of(geoms).mapToObj(this::centerInLink).toArray(Vec3[]::new);
        Vec3 low = centers[0];
        Vec3 high = centers[0];
        for (Vec3 c : centers) {
            low = new Vec3(Math.min(low.x(), c.x()), Math.min(low.y(), c.y()), Math.min(low.z(), c.z()));
            high = new Vec3(Math.max(high.x(), c.x()), Math.max(high.y(), c.y()), Math.max(high.z(), c.z()));
        }
        Vec3 middle = low.plus(high).times(0.5);
        double radius = 0;
        for (int i = 0; i < geoms.length; i++) {
            radius = Math.max(radius, centers[i].minus(middle).length() + model.geoms().rbound().get(geoms[i]));
        }
        return new Sphere(link(geoms[0]), middle, radius);
    }

    private Vec3 centerInLink(int geom) {
        Pose inBody = new Pose(model.geoms().pos().vec3(geom), model.geoms().quat().quat(geom));
        return tree.bodyInLink()[model.geoms().bodyId().get(geom)].transform(inBody.position());
    }
}
