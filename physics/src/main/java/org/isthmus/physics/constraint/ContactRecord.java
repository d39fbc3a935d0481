package org.isthmus.physics.constraint;

import org.isthmus.physics.dynamics.Spatial;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Slot;
import org.isthmus.physics.trace.Vec;

/// The record in scratch memory of one possible contact point, as a kernel sees it through a port.
record ContactRecord(Graph g, int port) {
    static final int DISTANCE = 0;
    static final int POINT = 1;
    static final int NORMAL = 4;
    static final int TANGENT = 7;
    private static final int OTHER_TANGENT = 10;
    /// Margin less distance, m: positive where the contact acts.
    static final int DEPTH = 13;
    private static final int WEIGHT = 14;
    private static final int RESIDUAL = 15;
    private static final int ALONG = 21;
    /// Along the rows, N and N·m.
    static final int FORCE = 27;
    private static final int ADHESION = 33;
    /// Slots of a record.
    static final int SIZE = 34;

    private Vec vec(int offset) {
        return SpatialLayout.vec(g, port, offset);
    }

    private Expr load(int offset) {
        return g.load(Slot.port(port, offset));
    }

    private void store(int offset, Expr value) {
        g.store(Slot.port(port, offset), value);
    }

    /// Distance of the surfaces, m.
    Expr distance() {
        return load(DISTANCE);
    }

    Vec point() {
        return vec(POINT);
    }

    /// Rows: the normal from the first geom to the second, two tangents; world axes.
    Mat frame() {
        return new Mat(vec(NORMAL), vec(TANGENT), vec(OTHER_TANGENT));
    }

    /// Where and how two geoms touch, point `i` after this one.
    void storeGeometry(int i, Expr distance, Vec point, Mat frame, Expr margin) {
        int at = i * SIZE;
        store(at + DISTANCE, distance);
        SpatialLayout.storePort(g, port, at + POINT, point);
        SpatialLayout.storePort(g, port, at + NORMAL, frame.row0());
        SpatialLayout.storePort(g, port, at + TANGENT, frame.row1());
        SpatialLayout.storePort(g, port, at + OTHER_TANGENT, frame.row2());
        store(at + DEPTH, margin.minus(distance));
    }

    Expr weight() {
        return load(WEIGHT);
    }

    void storeWeight(Expr weight) {
        store(WEIGHT, weight);
    }

    /// Pull along the normal beside the contact's own force, N.
    Expr adhesion() {
        return load(ADHESION);
    }

    void storeAdhesion(Expr pull) {
        store(ADHESION, pull);
    }

    /// `J a − reference` of each row.
    Expr[] residual(int condim) {
        return rows(RESIDUAL, condim);
    }

    void storeResidual(Expr[] x) {
        storeRows(RESIDUAL, x);
    }

    /// `J d` of each row at a direction of search.
    Expr[] along(int condim) {
        return rows(ALONG, condim);
    }

    void storeAlong(Expr[] x) {
        storeRows(ALONG, x);
    }

    void storeForce(Expr[] f) {
        storeRows(FORCE, f);
    }

    private Expr[] rows(int offset, int condim) {
        Expr[] x = new Expr[condim];
        for (int r = 0; r < condim; r++) {
            x[r] = load(offset + r);
        }
        return x;
    }

    private void storeRows(int offset, Expr[] x) {
        for (int r = 0; r < x.length; r++) {
            store(offset + r, x[r]);
        }
    }

    /// The rows of a relative motion: along normal and tangents at the point, then about them.
    Expr[] project(Spatial motion, int condim) {
        Mat frame = frame();
        Vec linear = frame.times(motion.at(point()));
        Vec angular = frame.times(motion.angular());
        Expr[] rows = new Expr[condim];
        for (int r = 0; r < condim; r++) {
            rows[r] = r < 3 ? linear.component(r) : angular.component(r - 3);
        }
        return rows;
    }

    /// The wrench of forces along the rows.
    Spatial wrench(Expr[] f) {
        Mat frame = frame();
        Vec force = combine(frame, f, 0);
        return new Spatial(combine(frame, f, 3).plus(point().cross(force)), force);
    }

    private Vec combine(Mat frame, Expr[] f, int from) {
        Vec sum = Vec.zero(g);
        for (int r = from; r < Math.min(f.length, from + 3); r++) {
            Vec axis = r == from ? frame.row0() : r == from + 1 ? frame.row1() : frame.row2();
            sum = sum.plus(axis.times(f[r]));
        }
        return sum;
    }
}
