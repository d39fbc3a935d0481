package org.isthmus.physics.lane;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

import org.isthmus.core.math.Pose;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.Sizes;
import org.isthmus.physics.Dynamics;
import org.isthmus.physics.dynamics.ControlHistory;
import org.isthmus.physics.dynamics.Integration;
import org.isthmus.physics.dynamics.LinkFrames;
import org.isthmus.physics.dynamics.LinkTree;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.dynamics.SmoothDynamics;
import org.isthmus.physics.dynamics.State;
import org.isthmus.physics.dynamics.TreeDynamics;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Quaternion;
import org.isthmus.physics.trace.Vec;
import org.jspecify.annotations.Nullable;

/// Queries by kernels of their own, traced when they are first asked for.
final class LaneDynamics implements Dynamics {
    private static final int POSE = 7;

    private final Model model;
    private final Sizes sizes;
    private final Form form;
    private final Precision precision;
    private final Parallel pool;
    private final LinkTree tree;
    private final double[] frame = new double[POSE];
    private @Nullable BatchKernel mass;
    private @Nullable BatchKernel bias;
    private @Nullable BatchKernel passive;
    private @Nullable BatchKernel inverse;
    /// By body.
    private final Map<Integer, BatchKernel> poses = new TreeMap<>();
    private final Map<Integer, BatchKernel> jacobians = new TreeMap<>();

    LaneDynamics(Model model, Form form, Precision precision, Parallel pool) {
        this.model = model;
        sizes = model.sizes();
        this.form = form;
        this.precision = precision;
        this.pool = pool;
        tree = LinkTree.of(model);
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public void massMatrix(int count, double[] qpos, double[] out) {
        BatchKernel kernel = mass;
        if (kernel == null) {
            kernel = kernel((g, in) -> dense(g, smooth(g, in[0], zeros(g)).mass), sizes.nq(), 0);
            mass = kernel;
        }
        kernel.input(0, qpos).run(count, out);
    }

    @Override
    public void bias(int count, double[] qpos, double[] qvel, double[] out) {
        BatchKernel kernel = bias;
        if (kernel == null) {
            kernel = kernel((g, in) -> smooth(g, in[0], in[1]).bias, sizes.nq(), sizes.nv(), 0);
            bias = kernel;
        }
        kernel.input(0, qpos).input(1, qvel).run(count, out);
    }

    @Override
    public void passive(int count, double[] qpos, double[] qvel, double[] out) {
        BatchKernel kernel = passive;
        if (kernel == null) {
            kernel = kernel((g, in) -> smooth(g, in[0], in[1]).passive, sizes.nq(), sizes.nv(), 0);
            passive = kernel;
        }
        kernel.input(0, qpos).input(1, qvel).run(count, out);
    }

    @Override
    public void inverse(int count, double[] qpos, double[] qvel, double[] qacc, double[] out) {
        BatchKernel kernel = inverse;
        if (kernel == null) {
            kernel = kernel((g, in) -> smooth(g, in[0], in[1]).inverse(in[2]), sizes.nq(), sizes.nv(), sizes.nv(), 0);
            inverse = kernel;
        }
        kernel.input(0, qpos).input(1, qvel).input(2, qacc).run(count, out);
    }

    @Override
    public void pose(Frame of, int count, double[] qpos, double[] out) {
        BatchKernel kernel = poses.get(of.body());
        if (kernel == null) {
            kernel = kernel((g, in) -> pose(g, of.body(), in[0], in[1]), sizes.nq(), POSE);
            poses.put(of.body(), kernel);
        }
        kernel.input(0, qpos).shared(place(of)).run(count, out);
    }

    @Override
    public void jacobian(Frame of, int count, double[] qpos, double[] out) {
        BatchKernel kernel = jacobians.get(of.body());
        if (kernel == null) {
            kernel = kernel((g, in) -> jacobian(g, of.body(), in[0], in[1]), sizes.nq(), POSE);
            jacobians.put(of.body(), kernel);
        }
        kernel.input(0, qpos).shared(place(of)).run(count, out);
    }

    private BatchKernel kernel(BiFunction<Graph, Expr[][], Expr[]> trace, int... inputs) {
        return new BatchKernel(model, form, precision, pool, inputs, trace);
    }

    private double[] place(Frame of) {
        of.inBody().position().into(frame, 0);
        of.inBody().rotation().into(frame, 3);
        return frame;
    }

    private SmoothDynamics smooth(Graph g, Expr[] qpos, Expr[] qvel) {
        State state = new State(Integration.normalized(g, model, qpos), qvel, g.constants(new double[sizes.na()]),
                g.constants(new double[sizes.nu()]), g.constants(new double[new ControlHistory(model).size()]),
                mocap(g), zeros(g));
        return new SmoothDynamics(g, Parameters.constant(model), state);
    }

    private Expr[] zeros(Graph g) {
        return g.constants(new double[sizes.nv()]);
    }

    /// The model's own places of mocap bodies.
    private Expr[] mocap(Graph g) {
        double[] places = new double[POSE * sizes.nmocap()];
        for (int b = 0; b < sizes.nbody(); b++) {
            int m = model.bodies().mocapId().get(b);
            if (m >= 0) {
                model.bodies().pos().copyTo(3 * b, places, POSE * m, 3);
                model.bodies().quat().copyTo(4 * b, places, POSE * m + 3, 4);
            }
        }
        return g.constants(places);
    }

    private static Expr[] dense(Graph g, Expr[][] lower) {
        int n = lower.length;
        Expr[] full = new Expr[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                Expr entry = lower[i][j] == null ? g.constant(0) : lower[i][j];
                full[n * i + j] = entry;
                full[n * j + i] = entry;
            }
        }
        return full;
    }

    private LinkFrames frames(Graph g, Expr[] qpos) {
        return new TreeDynamics(g, Parameters.constant(model), tree, Integration.normalized(g, model, qpos), mocap(g))
                .frames();
    }

    private Vec origin(Graph g, LinkFrames frames, int body, Expr[] place) {
        Pose inLink = tree.bodyInLink()[body];
        Vec inBody = new Vec(place[0], place[1], place[2]);
        return frames.position(tree.linkOfBody()[body], Mat.constant(g, inLink.rotation().toRotation()).times(inBody)
                .plus(Vec.constant(g, inLink.position())));
    }

    private Expr[] pose(Graph g, int body, Expr[] qpos, Expr[] place) {
        LinkFrames frames = frames(g, qpos);
        Vec p = origin(g, frames, body, place);
        Quaternion q = frames.orientation(tree.linkOfBody()[body], tree.bodyInLink()[body].rotation())
                .times(Quaternion.of(place, 3)).normalized();
        return new Expr[]{p.x(), p.y(), p.z(), q.w(), q.v().x(), q.v().y(), q.v().z()};
    }

    private Expr[] jacobian(Graph g, int body, Expr[] qpos, Expr[] place) {
        LinkFrames frames = frames(g, qpos);
        Vec point = origin(g, frames, body, place);
        int link = tree.linkOfBody()[body];
        int nv = sizes.nv();
        Expr[] result = g.constants(new double[6 * nv]);
        for (int k = 0; k < 3; k++) {
            Vec axis = Mat.identity(g).column(k);
            int linear = k * nv;
            int angular = (3 + k) * nv;
            SortedMap<Integer, Expr> row = LinkFrames.row();
            frames.addLinear(link, point, axis, 1, row);
            row.forEach((d, value) -> result[linear + d] = value);
            SortedMap<Integer, Expr> turning = LinkFrames.row();
            frames.addAngular(link, axis, 1, turning);
            turning.forEach((d, value) -> result[angular + d] = value);
        }
        return result;
    }
}
