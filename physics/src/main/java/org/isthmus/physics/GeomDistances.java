package org.isthmus.physics;

import java.util.List;

import org.isthmus.model.compiled.Model;
import org.isthmus.physics.collision.ConvexTouch;
import org.isthmus.physics.collision.GeomPairs;

/// Signed distances of pairs of geoms anywhere in space, without an engine: for motion planning.
///
/// Allocates nothing after construction and keeps nothing between calls. One per thread.
public final class GeomDistances {
    private final ConvexTouch touch;

    public GeomDistances(Model model) {
        touch = new ConvexTouch(model);
    }

    /// Two geoms that may collide.
    public record Pair(int first, int second) {}

    /// The pairs of a model that may collide by MuJoCo's filters: masks, exclusions, parents and children.
    public static List<Pair> pairs(Model model) {
        return GeomPairs.of(model).stream().map(pair -> new Pair(pair.first(), pair.second())).toList();
    }

    /// How far two geoms are apart, or how deep they overlap (negative).
    ///
    /// @param poseA [12] position, then the rotation matrix by rows, world frame
    /// @param poseB [12]
    /// @param sizeA [3] by type
    /// @param sizeB [3]
    /// @param maximal what is returned for geoms further apart, found out early, m
    /// @param witness [2][3] out: the nearest points; untouched where the maximum is returned
    public double distance(int geomA, int geomB, double[] poseA, double[] poseB, double[] sizeA, double[] sizeB,
            double maximal,
            double[] witness) {
        return touch.distance(geomA, geomB, poseA, poseB, sizeA, sizeB, maximal, witness);
    }
}
