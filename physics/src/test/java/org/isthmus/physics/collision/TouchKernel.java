package org.isthmus.physics.collision;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Kernel;
import org.isthmus.physics.trace.KernelEmitter;
import org.isthmus.physics.trace.LaneKernel;
import org.isthmus.physics.trace.LaneMemory;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Slot;
import org.isthmus.physics.trace.Vec;

/// The traced contacts of two types as a kernel that runs: sizes and poses in state slots, then the points.
final class TouchKernel {
    private static final int INPUTS = 30;
    private static final int POINT = 7;

    private final int capacity;
    private final KernelEmitter emitter;
    private final LaneKernel emitted;
    private final Precision precision;
    private final Kernel kernel;

    TouchKernel(GeomType first, GeomType second, Precision precision, boolean vector) {
        this.precision = precision;
        capacity = Touch.capacity(first, second);
        Graph g = new Graph(precision);
        List<Touch.Point> points = Touch.trace(first, second, shape(g, 0), shape(g, INPUTS / 2),
                g.constant(Cases.MARGIN));
        for (int p = 0; p < points.size(); p++) {
            Touch.Point point = points.get(p);
            int slot = INPUTS + POINT * p;
            g.store(Slot.state(slot), point.distance());
            for (int k = 0; k < 3; k++) {
                g.store(Slot.state(slot + 1 + k), point.point().component(k));
                g.store(Slot.state(slot + 4 + k), point.normal().component(k));
            }
        }
        kernel = g.toKernel("touch");
        emitter = vector ? KernelEmitter.vector(precision, 0) : KernelEmitter.scalar(precision, 0);
        emitted = emitter.emit(kernel);
    }

    int operationCount() {
        return kernel.operationCount();
    }

    private static Touch.Shape shape(Graph g, int slot) {
        Expr[] x = new Expr[INPUTS / 2];
        for (int k = 0; k < x.length; k++) {
            x[k] = g.load(Slot.state(slot + k));
        }
        Mat rotation = new Mat(new Vec(x[6], x[7], x[8]), new Vec(x[9], x[10], x[11]), new Vec(x[12], x[13], x[14]));
        return new Touch.Shape(new Vec(x[0], x[1], x[2]), new Vec(x[3], x[4], x[5]), rotation);
    }

    /// All points of each case, near or not: [case][point][7].
    double[][][] run(List<Cases.Case> cases) {
        int lanes = emitter.lanes();
        double[][][] all = new double[cases.size()][][];
        LaneMemory state = new LaneMemory(precision, (INPUTS + POINT * capacity) * lanes);
        LaneMemory scratch = new LaneMemory(precision, Math.max(1, emitter.scratchSlots()) * lanes);
        for (int start = 0; start < cases.size(); start += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                Cases.Case c = cases.get(Math.min(start + lane, cases.size() - 1));
                put(state, 0, lanes, lane, c.sizes()[0], c.poses()[0]);
                put(state, INPUTS / 2, lanes, lane, c.sizes()[1], c.poses()[1]);
            }
            emitted.run(state, 0, scratch);
            for (int lane = 0; lane < lanes && start + lane < cases.size(); lane++) {
                double[][] points = new double[capacity][POINT];
                for (int p = 0; p < capacity; p++) {
                    for (int k = 0; k < POINT; k++) {
                        points[p][k] = state.get((INPUTS + POINT * p + k) * lanes + lane);
                    }
                }
                all[start + lane] = points;
            }
        }
        return all;
    }

    private static void put(LaneMemory state, int slot, int lanes, int lane, double[] size, Pose pose) {
        Rotation r = pose.rotation().toRotation();
        double[] numbers = {size[0], size[1], size[2], pose.position().x(), pose.position().y(), pose.position().z(),
            r.xx(), r.xy(), r.xz(), r.yx(), r.yy(), r.yz(), r.zx(), r.zy(), r.zz()};
        for (int k = 0; k < numbers.length; k++) {
            state.set((slot + k) * lanes + lane, numbers[k]);
        }
    }

    /// The points within the margin.
    static double[][] near(double[][] points) {
        List<double[]> near = new ArrayList<>();
        for (double[] point : points) {
            if (point[0] <= Cases.MARGIN) {
                near.add(point);
            }
        }
        return near.toArray(new double[0][]);
    }
}
