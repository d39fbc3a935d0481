package org.isthmus.physics.dynamics;

import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Vec;

/// A traced spatial vector in world axes about the world's origin: a motion (angular, linear) or a wrench (torque, force).
public record Spatial(Vec angular, Vec linear) {
    public static Spatial zero(Graph g) {
        return new Spatial(Vec.zero(g), Vec.zero(g));
    }

    public Spatial plus(Spatial b) {
        return new Spatial(angular.plus(b.angular), linear.plus(b.linear));
    }

    public Spatial minus(Spatial b) {
        return new Spatial(angular.minus(b.angular), linear.minus(b.linear));
    }

    public Spatial times(Expr s) {
        return new Spatial(angular.times(s), linear.times(s));
    }

    /// Power of a wrench on a motion.
    public Expr dot(Spatial b) {
        return angular.dot(b.angular).plus(linear.dot(b.linear));
    }

    /// A motion's linear part at a point.
    public Vec at(Vec point) {
        return linear.plus(angular.cross(point));
    }

    /// Component `k`: angular first.
    public Expr component(int k) {
        return k < 3 ? angular.component(k) : linear.component(k - 3);
    }
}
