package org.isthmus.physics.dynamics;

import java.util.SortedMap;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.GeomTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Vec;

/// Forces of a medium that bodies move through (MuJoCo documentation, "Computation", "Fluid forces").
///
/// A body is as a box of the same inertia, unless some of its geoms interact as ellipsoids: then these do, and the box does not.
final class FluidForces {
    private static final double MIN_VALUE = 1e-15;
    private static final int NUMBERS = 12;

    private final Graph g;
    private final Model model;
    private final PhysicsOptions options;
    private final Parameters parameters;
    private final LinkTree tree;
    private final LinkFrames frames;
    private final LinkMotion motion;

    FluidForces(Graph g, Parameters parameters, LinkTree tree, LinkFrames frames, LinkMotion motion) {
        this.g = g;
        this.parameters = parameters;
        model = parameters.model();
        options = model.options();
        this.tree = tree;
        this.frames = frames;
        this.motion = motion;
    }

    private boolean isDense() {
        return options.density > 0 || options.viscosity > 0;
    }

    /// A frame in the medium with its velocity against it, in its own axes.
    private final class Mover {
        final int link;
        final Mat frame;
        final Vec center;
        final Vec angular;
        final Vec linear;

        Mover(Fixture fixture, Vec center) {
            link = fixture.link();
            frame = frames.rotation(link, fixture.inLink());
            this.center = center;
            angular = frame.transposeTimes(motion.angular(link));
            linear = frame.transposeTimes(motion.velocity(link, center).minus(Vec.constant(g, options.wind)));
        }

        /// Adds the generalised force of a force and a torque in its own axes.
        void push(Vec force, Vec torque, Expr[] to) {
            SortedMap<Integer, Expr> row = LinkFrames.row();
            frames.addLinear(link, center, frame.times(force), 1, row);
            frames.addAngular(link, frame.times(torque), 1, row);
            row.forEach((d, value) -> to[d] = to[d].plus(value));
        }

        SortedMap<Integer, Expr> linearRow(int axis) {
            SortedMap<Integer, Expr> row = LinkFrames.row();
            frames.addLinear(link, center, frame.column(axis), 1, row);
            return row;
        }

        SortedMap<Integer, Expr> angularRow(int axis) {
            SortedMap<Integer, Expr> row = LinkFrames.row();
            frames.addAngular(link, frame.column(axis), 1, row);
            return row;
        }
    }

    /// Adds the forces on all bodies.
    ///
    /// @param force [nv] is added to
    void addTo(Expr[] force) {
        for (int b = 1; b < model.sizes().nbody() && isDense(); b++) {
            if (tree.linkOfBody()[b] >= 0 && model.bodies().mass().get(b) >= MIN_VALUE) {
                if (hasEllipsoids(b)) {
                    addEllipsoids(b, force);
                } else {
                    new Box(b).addTo(force);
                }
            }
        }
    }

    /// Adds `scale` times the boxes' `−∂f/∂v` to a matrix with the sparsity of the mass matrix. Those of ellipsoids are left out.
    void addDampingSlopes(Expr[][] matrix, double scale) {
        for (int b = 1; b < model.sizes().nbody() && isDense(); b++) {
            if (tree.linkOfBody()[b] >= 0 && model.bodies().mass().get(b) >= MIN_VALUE && !hasEllipsoids(b)) {
                new Box(b).addSlopes(matrix, scale);
            }
        }
    }

    private boolean hasEllipsoids(int body) {
        int first = model.bodies().geomAdr().get(body);
        for (int i = first; i < first + model.bodies().geomNum().get(body); i++) {
            if (model.geoms().fluid().get(NUMBERS * i) > 0) {
                return true;
            }
        }
        return false;
    }

    /// The box of a body: each axis has linear and quadratic drag against moving along it and turning about it.
    private final class Box {
        private final Mover mover;
        private final Expr[] size = new Expr[3];

        Box(int body) {
            Fixture inertial = Fixture.inertial(model, tree, body);
            mover = new Mover(inertial, frames.position(inertial.link(),
                    parameters.point(g, tree.bodyInLink()[body], Parameter.BODY_COM, body)));
            Vec inertia = parameters.vec(g, Parameter.BODY_INERTIA, body);
            Expr mass = parameters.get(g, Parameter.BODY_MASS, body);
            for (int k = 0; k < 3; k++) {
                Expr across = inertia.component((k + 1) % 3).plus(inertia.component((k + 2) % 3))
                        .minus(inertia.component(k)).max(g.constant(MIN_VALUE));
                size[k] = across.dividedBy(mass).times(6).sqrt();
            }
        }

        private Expr viscous(double power, double factor) {
            Expr diameter = size[0].plus(size[1]).plus(size[2]).times(1.0 / 3);
            Expr raised = power == 1 ? diameter : diameter.square().times(diameter);
            return raised.times(factor * Math.PI * options.viscosity);
        }

        private Expr linearDrag(int k) {
            return size[(k + 1) % 3].times(size[(k + 2) % 3]).times(0.5 * options.density);
        }

        private Expr angularDrag(int k) {
            Expr a = size[(k + 1) % 3].square().square();
            Expr b = size[(k + 2) % 3].square().square();
            return size[k].times(a.plus(b)).times(options.density / 64);
        }

        private static Expr drag(Expr v, Expr linear, Expr quadratic) {
            return v.times(linear.plus(quadratic.times(v.abs()))).negate();
        }

        void addTo(Expr[] force) {
            Expr[] f = new Expr[3];
            Expr[] n = new Expr[3];
            for (int k = 0; k < 3; k++) {
                f[k] = drag(mover.linear.component(k), viscous(1, 3), linearDrag(k));
                n[k] = drag(mover.angular.component(k), viscous(3, 1), angularDrag(k));
            }
            mover.push(new Vec(f[0], f[1], f[2]), new Vec(n[0], n[1], n[2]), force);
        }

        void addSlopes(Expr[][] matrix, double scale) {
            for (int k = 0; k < 3; k++) {
                Expr linear = viscous(1, 3).plus(linearDrag(k).times(2).times(mover.linear.component(k).abs()));
                Expr angular = viscous(3, 1).plus(angularDrag(k).times(2).times(mover.angular.component(k).abs()));
                TendonForces.addOuter(g, model, mover.linearRow(k), linear.times(scale), matrix);
                TendonForces.addOuter(g, model, mover.angularRow(k), angular.times(scale), matrix);
            }
        }
    }

    private void addEllipsoids(int body, Expr[] force) {
        int first = model.bodies().geomAdr().get(body);
        for (int i = first; i < first + model.bodies().geomNum().get(body); i++) {
            if (model.geoms().fluid().get(NUMBERS * i) > 0) {
                new Ellipsoid(i).addTo(force);
            }
        }
    }

    /// Half axes of a geom taken as an ellipsoid.
    private static double[] halfAxes(Model model, int geom) {
        GeomTable geoms = model.geoms();
        Vec3 s = geoms.size().vec3(geom);
        return switch (GeomType.values()[geoms.type().get(geom)]) {
            case SPHERE -> new double[]{s.x(), s.x(), s.x()};
            case CAPSULE -> new double[]{s.x(), s.x(), s.x() + s.y()};
            case CYLINDER -> new double[]{s.x(), s.x(), s.y()};
            default -> new double[]{s.x(), s.y(), s.z()};
        };
    }

    /// An ellipsoid with added mass, lift, and drag.
    private final class Ellipsoid {
        private final Mover mover;
        private final double[] a;
        private final double[] prm;

        Ellipsoid(int geom) {
            Fixture fixture = Fixture.geom(model, tree, geom);
            mover = new Mover(fixture, frames.position(fixture.link(), fixture.inLink().position()));
            a = halfAxes(model, geom);
            prm = model.geoms().fluid().slice(NUMBERS * geom, NUMBERS * (geom + 1));
        }

        void addTo(Expr[] to) {
            Vec v = mover.linear;
            Vec w = mover.angular;
            Vec momentum = scaled(v, prm[6], prm[7], prm[8]).times(options.density);
            Vec spin = scaled(w, prm[9], prm[10], prm[11]).times(options.density);
            Vec force = momentum.cross(w).plus(magnus(v, w)).plus(kutta(v)).minus(v.times(linearDrag(v)));
            Vec torque = momentum.cross(v).plus(spin.cross(w)).minus(w.times(angularDrag(w)));
            mover.push(force.times(prm[0]), torque.times(prm[0]), to);
        }

        private static Vec scaled(Vec v, double x, double y, double z) {
            return new Vec(v.x().times(x), v.y().times(y), v.z().times(z));
        }

        private static Expr length(Vec v) {
            return v.dot(v).sqrt();
        }

        private double volume() {
            return 4.0 / 3 * Math.PI * a[0] * a[1] * a[2];
        }

        private Vec magnus(Vec v, Vec w) {
            return w.cross(v).times(prm[5] * options.density * volume());
        }

        /// Half axes squared, of the cross-section along each axis.
        private Vec shadow(Vec v) {
            return scaled(v, square(a[1] * a[2]), square(a[2] * a[0]), square(a[0] * a[1]));
        }

        private static double square(double x) {
            return x * x;
        }

        /// Area of the ellipsoid's shadow along its velocity.
        private Expr area(Vec v) {
            Vec n = shadow(v);
            return n.dot(n).dividedBy(n.dot(v).max(g.constant(MIN_VALUE))).sqrt().times(Math.PI);
        }

        private Vec kutta(Vec v) {
            Vec n = shadow(v);
            Expr cosine = n.dot(v).dividedBy(length(v).times(n.dot(n)).max(g.constant(MIN_VALUE)));
            Vec circulation = n.cross(v).times(cosine.times(area(v)).times(prm[4] * options.density));
            return circulation.cross(v);
        }

        private double largest() {
            return Math.max(Math.max(a[0], a[1]), a[2]);
        }

        private double middle() {
            return a[0] + a[1] + a[2] - largest() - Math.min(Math.min(a[0], a[1]), a[2]);
        }

        private double diameter() {
            return 2.0 / 3 * (a[0] + a[1] + a[2]);
        }

        private Expr linearDrag(Vec v) {
            double most = Math.PI * largest() * middle();
            Expr shadow = area(v);
            Expr area = shadow.times(prm[1]).plus(g.constant(most).minus(shadow).times(prm[2]));
            return length(v).times(area).times(options.density).plus(options.viscosity * 3 * Math.PI * diameter());
        }

        /// Largest moment of the ellipsoid's shadow about an axis.
        private double moment(int k) {
            double across = Math.max(a[(k + 1) % 3], a[(k + 2) % 3]);
            return 8.0 / 15 * Math.PI * a[k] * square(square(across));
        }

        private Expr angularDrag(Vec w) {
            double most = 8.0 / 15 * Math.PI * middle() * square(square(largest()));
            double[] weight = new double[3];
            for (int k = 0; k < 3; k++) {
                weight[k] = prm[3] * moment(k) + prm[2] * (most - moment(k));
            }
            double d = diameter();
            return length(scaled(w, weight[0], weight[1], weight[2])).times(options.density)
                    .plus(options.viscosity * Math.PI * d * d * d);
        }
    }
}
