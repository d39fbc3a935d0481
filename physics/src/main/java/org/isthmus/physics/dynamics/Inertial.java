package org.isthmus.physics.dynamics;

import java.util.Set;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Vec;
import org.jspecify.annotations.Nullable;

/// A traced spatial inertia about the origin of its frame.
///
/// @param mass kg
/// @param moment mass times centre of mass, kg·m
/// @param column0 first column of the rotational inertia about the origin, kg·m²
record Inertial(Expr mass, Vec moment, Vec column0, Vec column1, Vec column2) {
    private static final Set<Parameter> PARAMETERS = Set.of(Parameter.BODY_MASS, Parameter.BODY_COM,
            Parameter.BODY_INERTIA);

    /// Inertias of all links: constants, or sums over their bodies where worlds differ in them.
    static Inertial[] ofLinks(Graph g, Parameters parameters, LinkTree tree) {
        Inertial[] inertias = tree.links().stream().map(link -> of(g, link)).toArray(Inertial[]::new);
        if (PARAMETERS.stream().noneMatch(parameters::isVaried)) {
            return inertias;
        }
        @Nullable Inertial[] sums = new Inertial[inertias.length];
        for (int b = 0; b < tree.linkOfBody().length; b++) {
            int link = tree.linkOfBody()[b];
            if (link >= 0) {
                Inertial own = ofBody(g, parameters, b, tree.bodyInLink()[b]);
                Inertial sum = sums[link];
                sums[link] = sum == null ? own : sum.plus(own);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            // links between the joints of one body carry nothing
            inertias[i] = sums[i] == null ? inertias[i] : sums[i];
        }
        return inertias;
    }

    private static Inertial of(Graph g, LinkTree.Link link) {
        var i = link.inertia();
        return new Inertial(g.constant(link.mass()), Vec.constant(g, link.moment()),
                new Vec(g.constant(i.xx()), g.constant(i.xy()), g.constant(i.xz())),
                new Vec(g.constant(i.xy()), g.constant(i.yy()), g.constant(i.yz())),
                new Vec(g.constant(i.xz()), g.constant(i.yz()), g.constant(i.zz())));
    }

    /// The inertia of a body that is fixed to its link at `pose`.
    private static Inertial ofBody(Graph g, Parameters parameters, int body, Pose pose) {
        Expr mass = parameters.get(g, Parameter.BODY_MASS, body);
        Vec principal = parameters.vec(g, Parameter.BODY_INERTIA, body);
        Expr zero = g.constant(0);
        Inertial central = new Inertial(mass, Vec.zero(g), new Vec(principal.x(), zero, zero),
                new Vec(zero, principal.y(), zero), new Vec(zero, zero, principal.z()));
        Quat axes = parameters.model().bodies().iquat().quat(body);
        Vec com = parameters.vec(g, Parameter.BODY_COM, body);
        return central.inFrame(Mat.constant(g, axes.toRotation()), com)
                .inFrame(Mat.constant(g, pose.rotation().toRotation()), Vec.constant(g, pose.position()));
    }

    /// Rotational inertia times a vector.
    Vec rotational(Vec w) {
        return column0.times(w.x()).plus(column1.times(w.y())).plus(column2.times(w.z()));
    }

    /// Force for a spatial acceleration of the origin (angular, linear).
    Vec force(Vec angular, Vec linear) {
        return linear.times(mass).plus(angular.cross(moment));
    }

    /// Torque about the origin for a spatial acceleration of the origin.
    Vec torque(Vec angular, Vec linear) {
        return rotational(angular).plus(moment.cross(linear));
    }

    Inertial plus(Inertial b) {
        return new Inertial(mass.plus(b.mass), moment.plus(b.moment), column0.plus(b.column0), column1.plus(b.column1),
                column2.plus(b.column2));
    }

    /// The same inertia in a frame A in which this one's frame has rotation `r` and origin `p`.
    Inertial inFrame(Mat r, Vec p) {
        Vec h = r.times(moment);
        Vec shifted = h.plus(p.times(mass));
        // R I Rᵀ
        Vec a0 = r.times(column0);
        Vec a1 = r.times(column1);
        Vec a2 = r.times(column2);
        Mat ri = new Mat(new Vec(a0.x(), a1.x(), a2.x()), new Vec(a0.y(), a1.y(), a2.y()),
                new Vec(a0.z(), a1.z(), a2.z()));
        // parallel axes: (p·(2h + m p)) 1 − p (h + m p)ᵀ − h pᵀ
        Expr trace = p.dot(h.plus(shifted));
        Expr xx = ri.row0().dot(r.row0()).plus(trace).minus(outer(p, shifted, h, 0, 0));
        Expr yy = ri.row1().dot(r.row1()).plus(trace).minus(outer(p, shifted, h, 1, 1));
        Expr zz = ri.row2().dot(r.row2()).plus(trace).minus(outer(p, shifted, h, 2, 2));
        Expr xy = ri.row0().dot(r.row1()).minus(outer(p, shifted, h, 0, 1));
        Expr xz = ri.row0().dot(r.row2()).minus(outer(p, shifted, h, 0, 2));
        Expr yz = ri.row1().dot(r.row2()).minus(outer(p, shifted, h, 1, 2));
        return new Inertial(mass, shifted, new Vec(xx, xy, xz), new Vec(xy, yy, yz), new Vec(xz, yz, zz));
    }

    private static Expr outer(Vec p, Vec shifted, Vec h, int i, int j) {
        return p.component(i).times(shifted.component(j)).plus(h.component(i).times(p.component(j)));
    }
}
