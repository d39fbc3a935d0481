package org.isthmus.physics.constraint;

import org.isthmus.physics.collision.Touch;
import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Slot;

/// The record in scratch memory of where a geom is and how large, world frame.
public final class GeomRecord {
    static final int CENTER = 0;
    static final int ROTATION = 3;
    static final int GEOM_SIZE = 12;
    private static final int RADIUS = 15;
    private static final int BOX_CENTER = 16;
    private static final int BOX_HALF = 19;
    /// Slots of a record.
    static final int SIZE = 22;

    private GeomRecord() {}

    static Touch.Shape load(Graph g, int port) {
        Mat rotation = new Mat(SpatialLayout.vec(g, port, ROTATION), SpatialLayout.vec(g, port, ROTATION + 3),
                SpatialLayout.vec(g, port, ROTATION + 6));
        return new Touch.Shape(SpatialLayout.vec(g, port, GEOM_SIZE), SpatialLayout.vec(g, port, CENTER), rotation);
    }

    static Nearness.Bound loadBound(Graph g, int port) {
        return new Nearness.Bound(load(g, port), g.load(Slot.port(port, RADIUS)),
                SpatialLayout.vec(g, port, BOX_CENTER), SpatialLayout.vec(g, port, BOX_HALF));
    }

    static void write(Carrier carrier, int at, Nearness.Bound bound) {
        carrier.place(bound.radius(), at + RADIUS);
        for (int k = 0; k < 3; k++) {
            carrier.place(bound.boxCenter().component(k), at + BOX_CENTER + k);
            carrier.place(bound.boxHalf().component(k), at + BOX_HALF + k);
        }
    }

    static void write(Carrier carrier, int at, Touch.Shape shape) {
        for (int k = 0; k < 3; k++) {
            carrier.place(shape.center().component(k), at + CENTER + k);
            carrier.place(shape.rotation().row0().component(k), at + ROTATION + k);
            carrier.place(shape.rotation().row1().component(k), at + ROTATION + 3 + k);
            carrier.place(shape.rotation().row2().component(k), at + ROTATION + 6 + k);
            carrier.place(shape.size().component(k), at + GEOM_SIZE + k);
        }
    }
}
