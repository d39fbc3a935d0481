package org.isthmus.physics.constraint;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.collision.Touch;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Vec;

/// How it is told that two geoms cannot touch: by bounds of both.
enum Nearness {
    /// A plane and a sphere around the other geom.
    PLANE,
    /// Spheres around both.
    SPHERES,
    /// The box of the larger and a sphere around the smaller.
    BOX;

    /// What encloses a geom.
    ///
    /// @param radius of a sphere about the center, m
    /// @param boxCenter of a box in the geom's frame, m
    /// @param boxHalf half its edges, m
    record Bound(Touch.Shape shape, Expr radius, Vec boxCenter, Vec boxHalf) {}

    static Nearness of(Parameters parameters, ContactPair pair) {
        Model model = parameters.model();
        if (pair.firstType(model) == GeomType.PLANE) {
            return PLANE;
        }
        GeomType larger = isSecondLarger(model, pair) ? pair.secondType(model) : pair.firstType(model);
        return larger == GeomType.SPHERE || parameters.isVaried(Parameter.GEOM_SIZE) ? SPHERES : BOX;
    }

    /// Planes and height fields are larger than anything.
    static boolean isSecondLarger(Model model, ContactPair pair) {
        GeomType first = pair.firstType(model);
        return first != GeomType.PLANE && first != GeomType.HFIELD
                && model.geoms().rbound().get(pair.second()) >= model.geoms().rbound().get(pair.first());
    }

    /// Positive where the bounds are closer than a margin.
    Expr trace(Bound larger, Bound smaller, Expr margin) {
        Vec offset = smaller.shape.center().minus(larger.shape.center());
        Expr reach = smaller.radius.plus(margin);
        return switch (this) {
            case PLANE -> reach.minus(larger.shape.rotation().column(2).dot(offset));
            case SPHERES -> reach.plus(larger.radius).square().minus(offset.dot(offset));
            case BOX -> {
                Vec outside = outsideOfBox(larger, larger.shape.rotation().transposeTimes(offset));
                yield reach.square().minus(outside.dot(outside));
            }
        };
    }

    /// From the box to a point in the geom's frame.
    private static Vec outsideOfBox(Bound bound, Vec point) {
        Expr[] out = new Expr[3];
        for (int k = 0; k < 3; k++) {
            Expr x = point.component(k);
            Graph g = x.graph();
            out[k] = x.minus(bound.boxCenter.component(k)).abs().minus(bound.boxHalf.component(k)).max(g.constant(0));
        }
        return new Vec(out[0], out[1], out[2]);
    }
}
