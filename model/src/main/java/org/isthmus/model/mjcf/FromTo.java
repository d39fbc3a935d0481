package org.isthmus.model.mjcf;

import java.util.Arrays;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Placed;
import org.isthmus.model.scene.Site;

/// Shapes that are given by their end points instead of by pose and length.
final class FromTo {
    /// End points nearer to each other give no direction.
    private static final double MIN_LENGTH = 1e-14;

    private FromTo() {}

    static void check(Geom geom, Context context) {
        check("geom", geom, geom.fromTo, context);
    }

    static void check(Site site, Context context) {
        check("site", site, site.fromTo, context);
    }

    private static <E extends Element & Placed> void check(
            String tag, E element, double[] fromTo, Context context) {
        if (Double.isNaN(fromTo[0])) {
            return;
        }
        if (!element.pose().equals(Pose.IDENTITY)) {
            context.error(element.source, Context.label(tag, element) + " has 'fromto' and a position or orientation",
                    "only one of them", "delete one; default classes may give the other");
        }
        if (axis(fromTo).length() < MIN_LENGTH) {
            context.error(element.source, "the points of 'fromto' of " + Context.label(tag, element) + " coincide",
                    "two different points", "");
        }
    }

    /// Replaces the end points by pose and size.
    static void resolve(Geom geom) {
        if (!Double.isNaN(geom.fromTo[0])) {
            geom.setPose(resolve(geom.type, geom.fromTo, geom.size));
        }
    }

    /// Replaces the end points by pose and size.
    static void resolve(Site site) {
        if (!Double.isNaN(site.fromTo[0])) {
            site.setPose(resolve(site.type, site.fromTo, site.size));
        }
    }

    private static Pose resolve(GeomType type, double[] fromTo, double[] size) {
        Vec3 middle = Vec3.of(fromTo, 0).plus(Vec3.of(fromTo, 3)).times(0.5);
        Vec3 axis = axis(fromTo);
        boolean round = type == GeomType.CAPSULE || type == GeomType.CYLINDER;
        size[1] = round ? axis.length() / 2 : size[0];
        size[2] = round ? 0 : axis.length() / 2;
        Arrays.fill(fromTo, Double.NaN);
        return new Pose(middle, Quat.between(Vec3.Z, axis));
    }

    /// The z axis points from the second point to the first.
    private static Vec3 axis(double[] fromTo) {
        return Vec3.of(fromTo, 0).minus(Vec3.of(fromTo, 3));
    }
}
