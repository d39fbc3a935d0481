package org.isthmus.physics.constraint;

import java.util.List;

import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.collision.Touch;
import org.isthmus.physics.dynamics.Spatial;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Kernel;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Slot;
import org.isthmus.physics.trace.Vec;

/// Traces the kernels that every contact point of one kind shares. What they work on comes through ports.
final class ContactKernels {
    private static final double MIN_VALUE = 1e-15;

    private final Precision precision;
    private final boolean elliptic;
    private final NewtonLayout newton;

    ContactKernels(Precision precision, boolean elliptic, NewtonLayout newton) {
        this.precision = precision;
        this.elliptic = elliptic;
        this.newton = newton;
    }

    /// What decides a contact's kernels beside the model's cone.
    ///
    /// @param power of the impedance
    /// @param sticks whether surfaces pull at each other
    /// @param slides whether surfaces move on their bodies
    record Kind(int condim, double power, boolean sticks, boolean slides) {
        /// Of the names of its kernels, which become names of classes.
        String suffix() {
            return "_" + condim + "_" + Double.toString(power).replace('.', '_') + (sticks ? "_sticks" : "")
                    + (slides ? "_slides" : "");
        }
    }

    /// Whether two geoms are near. Ports: larger geom, smaller geom, pair, result.
    Kernel near(Nearness nearness) {
        Graph g = new Graph(precision);
        g.store(Slot.port(3, 0), nearness.trace(GeomRecord.loadBound(g, 0), GeomRecord.loadBound(g, 1),
                new PairRecord(2, 2).margin(g)));
        return g.toKernel("near_" + nearness, 4);
    }

    /// Where two geoms touch. Ports: first geom, second geom, pair, first contact.
    Kernel narrow(GeomType first, GeomType second) {
        Graph g = new Graph(precision);
        Expr margin = new PairRecord(2, 2).margin(g);
        List<Touch.Point> points = Touch.trace(first, second, GeomRecord.load(g, 0), GeomRecord.load(g, 1), margin);
        for (int i = 0; i < points.size(); i++) {
            Touch.Point point = points.get(i);
            new ContactRecord(g, 3).storeGeometry(i, point.distance(), point.point(), frame(g, point), margin);
        }
        return g.toKernel("narrow_" + first + "_" + second, 4);
    }

    /// The normal and two tangents, chosen as MuJoCo does (`mju_makeFrame`): pyramids depend on the choice.
    private Mat frame(Graph g, Touch.Point point) {
        Vec n = point.normal();
        Vec tangent = perpendicular(n, anyAcross(g, n));
        if (point.along() != null) {
            Vec across = across(n, point.along());
            tangent = choose(across.dot(across).ifLess(g.constant(shortest() * shortest()), g.constant(0),
                    g.constant(1)), perpendicular(n, point.along()), tangent);
        }
        return new Mat(n, tangent, n.cross(tangent));
    }

    /// A direction that is not along the normal.
    private static Vec anyAcross(Graph g, Vec n) {
        Expr one = g.constant(1);
        Expr y = n.y().abs().ifLess(g.constant(0.5), one, g.constant(0));
        return new Vec(g.constant(0), y, one.minus(y));
    }

    /// Of a shorter part across the normal only rounding would be left.
    private double shortest() {
        return precision == Precision.FLOAT ? 1e-4 : 1e-12;
    }

    private static Vec across(Vec n, Vec direction) {
        return direction.minus(n.times(n.dot(direction)));
    }

    private Vec perpendicular(Vec n, Vec direction) {
        Vec across = across(n, direction);
        Expr length = across.dot(across).sqrt();
        return across.times(length.max(length.graph().constant(shortest())).reciprocal());
    }

    private static Vec choose(Expr which, Vec ifPositive, Vec otherwise) {
        return new Vec(which.ifPositive(ifPositive.x(), otherwise.x()),
                which.ifPositive(ifPositive.y(), otherwise.y()), which.ifPositive(ifPositive.z(), otherwise.z()));
    }

    /// Residual at the acceleration at hand and weight of a contact. Ports: contact, pair, velocities of both links, accelerations of both links;
    /// where surfaces move, the motion of the second against the first.
    Kernel prepare(Kind kind) {
        Graph g = new Graph(precision);
        ContactRecord contact = new ContactRecord(g, 0);
        PairRecord pair = new PairRecord(1, kind.power);
        Expr zero = g.constant(0);
        // what does not act is kept finite
        Expr violation = contact.distance().minus(pair.margin(g)).min(zero);
        Expr impedance = pair.impedance(g).at(violation);
        Expr regularisation = g.constant(1).minus(impedance).dividedBy(impedance).times(pair.inverseInertia(g));
        Expr weight = regularisation.max(g.constant(MIN_VALUE)).reciprocal().times(pair.weightScale(g));
        contact.storeWeight(violation.ifLess(zero, weight, zero));
        Expr[] velocity = contact.project(relative(g, 2), kind.condim);
        Expr[] x = contact.project(relative(g, 4), kind.condim);
        if (kind.slides) {
            slide(contact.project(SpatialLayout.loadPort(g, 6), kind.condim), velocity);
        }
        for (int r = 0; r < x.length; r++) {
            x[r] = x[r].plus(velocity[r].times(r == 0 ? pair.damping(g) : pair.frictionDamping(g)));
        }
        x[0] = x[0].plus(impedance.times(violation).times(pair.stiffness(g)));
        if (kind.sticks) {
            // the contact's own force grows by the pull, and friction with it, but nothing moves
            Expr pull = violation.ifLess(zero, pair.adhesion(g), zero);
            int edges = elliptic ? 1 : Math.max(1, 2 * (kind.condim - 1));
            x[0] = x[0].minus(pull.dividedBy(weight.times(edges)));
            contact.storeAdhesion(pull);
        }
        contact.storeResidual(x);
        newton.active().add(g, violation.ifLess(zero, g.constant(1), zero));
        return g.toKernel("prepare" + kind.suffix(), kind.slides ? 7 : 6);
    }

    /// Surfaces move along the tangents and spin about the normal; they neither come nearer nor roll.
    private static void slide(Expr[] surface, Expr[] velocity) {
        for (int r = 1; r < Math.min(4, velocity.length); r++) {
            velocity[r] = velocity[r].plus(surface[r]);
        }
    }

    /// Counts a contact of an adhesive body. Ports: contact, count.
    Kernel count(Kind kind) {
        Graph g = new Graph(precision);
        Slot count = Slot.port(1, 0);
        Expr one = new ContactRecord(g, 0).weight().ifPositive(g.constant(1), g.constant(0));
        g.store(count, g.load(count).plus(one));
        return g.toKernel("count" + kind.suffix(), 2);
    }

    /// Gives a contact its share of an adhesive body's pull. Ports: contact, pull, count.
    Kernel adhere(Kind kind) {
        Graph g = new Graph(precision);
        ContactRecord contact = new ContactRecord(g, 0);
        Expr share = g.load(Slot.port(1, 0)).dividedBy(g.load(Slot.port(2, 0)).max(g.constant(1)));
        contact.storeAdhesion(contact.adhesion().plus(contact.weight().ifPositive(share, g.constant(0))));
        return g.toKernel("adhere" + kind.suffix(), 3);
    }

    /// Motion of the link in the second of two ports against that in the first.
    private static Spatial relative(Graph g, int port) {
        return SpatialLayout.loadPort(g, port + 1).minus(SpatialLayout.loadPort(g, port));
    }

    private ContactCost cost(Graph g, Kind kind, Expr[] x) {
        return ContactCost.of(g, elliptic, x, new ContactRecord(g, 0).weight(), new PairRecord(1, kind.power));
    }

    /// Adds a contact's force to those on its links. Ports: contact, pair, wrenches on both links.
    Kernel force(Kind kind) {
        Graph g = new Graph(precision);
        ContactRecord contact = new ContactRecord(g, 0);
        Expr[] f = cost(g, kind, contact.residual(kind.condim)).force();
        contact.storeForce(f);
        if (kind.sticks) {
            f[0] = f[0].minus(contact.adhesion());
        }
        Spatial wrench = contact.wrench(f);
        addTo(g, 2, SpatialLayout.loadPort(g, 2).minus(wrench));
        addTo(g, 3, SpatialLayout.loadPort(g, 3).plus(wrench));
        return g.toKernel("force" + kind.suffix(), 4);
    }

    private static void addTo(Graph g, int port, Spatial sum) {
        SpatialLayout.storePort(g, port, 0, sum.angular());
        SpatialLayout.storePort(g, port, 3, sum.linear());
    }

    /// Adds a contact's curvature, as a function of the relative motion of its links, to that of all contacts between them. Ports: contact,
    /// pair, sum.
    Kernel curvature(Kind kind) {
        Graph g = new Graph(precision);
        ContactRecord contact = new ContactRecord(g, 0);
        int n = kind.condim;
        Expr[][] h = cost(g, kind, contact.residual(n)).curvature();
        Expr[][] sum = MotionCurvature.of(g, contact.frame(), contact.point(), h);
        for (int i = 0; i < SpatialLayout.SIZE; i++) {
            for (int j = 0; j <= i; j++) {
                Slot slot = Slot.port(2, LinkPair.entry(i, j));
                g.store(slot, g.load(slot).plus(sum[i][j]));
            }
        }
        return g.toKernel("curvature" + kind.suffix(), 3);
    }

    /// Rates of a contact's rows along the direction of search. Ports: contact, directions of both links.
    Kernel along(Kind kind) {
        Graph g = new Graph(precision);
        ContactRecord contact = new ContactRecord(g, 0);
        contact.storeAlong(contact.project(relative(g, 1), kind.condim));
        return g.toKernel("along" + kind.suffix(), 3);
    }

    /// Adds a contact's derivatives at the step length at hand. Ports: contact, pair.
    Kernel line(Kind kind) {
        Graph g = new Graph(precision);
        ContactRecord contact = new ContactRecord(g, 0);
        Expr alpha = newton.alpha().in(g);
        Expr[] x = contact.residual(kind.condim);
        Expr[] along = contact.along(kind.condim);
        for (int r = 0; r < x.length; r++) {
            x[r] = x[r].plus(alpha.times(along[r]));
        }
        Expr[] derivatives = cost(g, kind, x).derivatives(along);
        newton.first().add(g,
                kind.sticks ? derivatives[0].plus(contact.adhesion().times(along[0])) : derivatives[0]);
        newton.second().add(g, derivatives[1]);
        return g.toKernel("line" + kind.suffix(), 2);
    }

    /// Moves a contact's residuals by the step found. Ports: contact.
    Kernel move(Kind kind) {
        Graph g = new Graph(precision);
        ContactRecord contact = new ContactRecord(g, 0);
        Expr[] x = contact.residual(kind.condim);
        Expr[] along = contact.along(kind.condim);
        for (int r = 0; r < x.length; r++) {
            x[r] = newton.moved(g, x[r], along[r]);
        }
        contact.storeResidual(x);
        return g.toKernel("move" + kind.suffix(), 1);
    }
}
