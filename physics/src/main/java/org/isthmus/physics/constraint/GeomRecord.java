package org.isthmus.physics.constraint;

import org.isthmus.physics.collision.Touch;
import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;

/// The record in scratch memory of where a geom is and how large, world frame.
public final class GeomRecord {
    static final int CENTER = 0;
    static final int ROTATION = 3;
    static final int GEOM_SIZE = 12;
    /// Slots of a record.
    static final int SIZE = 15;

    private GeomRecord() {}

    static Touch.Shape load(Graph g, int port) {
        Mat rotation = new Mat(SpatialLayout.vec(g, port, ROTATION), SpatialLayout.vec(g, port, ROTATION + 3),
                SpatialLayout.vec(g, port, ROTATION + 6));
        return new Touch.Shape(SpatialLayout.vec(g, port, GEOM_SIZE), SpatialLayout.vec(g, port, CENTER), rotation);
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
