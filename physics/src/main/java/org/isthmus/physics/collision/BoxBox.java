package org.isthmus.physics.collision;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.physics.collision.Touch.Point;
import org.isthmus.physics.collision.Touch.Shape;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Vec;

/// Traces the contacts of two boxes in two parts: the axis that separates them best, and the points between them.
///
/// *Axis.* Of the 15 candidates (faces of both, cross products of their edges; Gottschalk, Lin, Manocha 1996), the one along which
/// the boxes are furthest apart or overlap least. Where no lane's distance is below the margin the points need not be computed:
/// a kernel of [#separation] may store its five numbers for a kernel of [#manifold].
///
/// *Points.* Seen along the normal, the face of each box that looks at the other is a parallelogram; the contact area is their
/// intersection, a convex polygon of at most eight edges. Each of its edges is a piece of one of the eight edges of the two faces, and
/// each of its corners is the start of exactly one edge: so every edge of a face is clipped by the other face, and what is left
/// gives one point, where it starts. Nothing is searched, sorted or found twice, and all lanes do the same. Clipping is by Liang and
/// Barsky (1984). The same construction serves axes of faces and of edges: where two edges cross, the crossing is a corner.
public final class BoxBox {
    /// Points of a [#manifold].
    public static final int CAPACITY = 8;

    /// Cosine beyond which the axes of a face and of two edges count as the same direction.
    private static final double ALIKE = 0.99;
    /// How much better, of the distance, such edges must separate than the face.
    private static final double FACE_BIAS = 0.05;

    private final Graph g;
    private final Shape a;
    private final Shape b;
    private final boolean single;
    private final Expr one;

    private BoxBox(Shape a, Shape b) {
        g = a.center().x().graph();
        this.a = a;
        this.b = b;
        single = g.precision() == Precision.FLOAT;
        one = g.constant(1);
    }

    /// How two boxes lie along the axis that separates them best.
    ///
    /// @param distance between the boxes along the normal; negative: how far they overlap, m
    /// @param normal unit, from the first box to the second, world frame
    /// @param edges 1 where an edge of each box touches, 0 where a face does
    public record Separation(Expr distance, Vec normal, Expr edges) {}

    /// The best axis: the boxes overlap where the distance is negative.
    public static Separation separation(Shape a, Shape b) {
        return new BoxBox(a, b).separation();
    }

    /// The contact points along that axis, [#CAPACITY] of them; boxes whose edges are about parallel use the first four only.
    public static List<Point> manifold(Shape a, Shape b, Separation s) {
        return new BoxBox(a, b).manifold(s);
    }

    /// An axis in the frame of the first box, of any length, and the distance along it.
    private record Axis(Expr distance, Vec direction) {
        /// This one, unless the other separates better.
        Axis orBetter(Axis other) {
            return new Axis(distance.ifLess(other.distance, other.distance, distance),
                    select(distance, other.distance, other.direction, direction));
        }
    }

    private Separation separation() {
        Mat r = a.rotation().transpose().times(b.rotation());
        Vec t = a.rotation().transposeTimes(b.center().minus(a.center()));
        Mat absolute = new Mat(abs(r.row0()), abs(r.row1()), abs(r.row2()));
        Axis face = bestFace(r, absolute, t);
        Axis edge = bestEdge(r, absolute, t);
        Vec e = edge.direction;
        Expr square = e.dot(e).max(g.constant(tiny()));
        // MuJoCo 3.14 takes the face where an edge's axis is about the same (measured)
        Expr cosine = e.dot(face.direction);
        Expr alike = square.times(ALIKE * ALIKE).ifLess(cosine.square(), g.constant(FACE_BIAS), g.constant(0));
        Expr threshold = face.distance.plus(face.distance.abs().times(alike));
        Vec unit = e.times(square.sqrt().reciprocal());
        Vec best = select(threshold, edge.distance, unit, face.direction);
        Expr sign = best.dot(t).ifLess(g.constant(0), g.constant(-1), one);
        return new Separation(threshold.ifLess(edge.distance, edge.distance, face.distance),
                a.rotation().times(best.times(sign)), threshold.ifLess(edge.distance, one, g.constant(0)));
    }

    private static Vec abs(Vec v) {
        return new Vec(v.x().abs(), v.y().abs(), v.z().abs());
    }

    private Axis bestFace(Mat r, Mat absolute, Vec t) {
        Vec inB = r.transposeTimes(t);
        List<Axis> axes = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            Expr ofA = t.component(k).abs().minus(a.size(k)).minus(row(absolute, k).dot(b.size()));
            Expr ofB = inB.component(k).abs().minus(b.size(k)).minus(absolute.column(k).dot(a.size()));
            axes.add(new Axis(ofA, Mat.identity(g).column(k)));
            axes.add(new Axis(ofB, r.column(k)));
        }
        return best(axes);
    }

    private Axis bestEdge(Mat r, Mat absolute, Vec t) {
        List<Axis> groups = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            // axes of one group share a zero
            groups.add(
                    best(List.of(edge(i, 0, r, absolute, t), edge(i, 1, r, absolute, t), edge(i, 2, r, absolute, t))));
        }
        return best(groups);
    }

    private static Axis best(List<Axis> axes) {
        Axis best = axes.getFirst();
        for (Axis axis : axes.subList(1, axes.size())) {
            best = best.orBetter(axis);
        }
        return best;
    }

    private static Vec row(Mat m, int k) {
        return k == 0 ? m.row0() : k == 1 ? m.row1() : m.row2();
    }

    /// The cross product of axis i of the first box with axis j of the second.
    private Axis edge(int i, int j, Mat r, Mat absolute, Vec t) {
        int i1 = (i + 1) % 3;
        int i2 = (i + 2) % 3;
        Vec axis = r.column(j);
        Vec size = absolute.column(j);
        Vec row = row(absolute, i);
        Expr between = t.component(i2).times(axis.component(i1)).minus(t.component(i1).times(axis.component(i2)));
        Expr reach = a.size(i1).times(size.component(i2)).plus(a.size(i2).times(size.component(i1)))
                .plus(b.size((j + 1) % 3).times(row.component((j + 2) % 3)))
                .plus(b.size((j + 2) % 3).times(row.component((j + 1) % 3)));
        Expr square = axis.component(i1).square().plus(axis.component(i2).square());
        Expr limit = g.constant(tiny());
        Expr distance = between.abs().minus(reach).dividedBy(square.max(limit).sqrt());
        Expr[] direction = g.constants(0, 0, 0);
        direction[i1] = axis.component(i2).negate();
        direction[i2] = axis.component(i1);
        return new Axis(square.ifLess(limit, g.constant(-Touch.FAR), distance),
                new Vec(direction[0], direction[1], direction[2]));
    }

    /// Squared sine of the angle below which two edges count as parallel.
    private double tiny() {
        return single ? 1e-6 : 1e-14;
    }

    /// A face of a box.
    ///
    /// @param center world frame, m
    /// @param u unit vectors along its edges, world frame
    /// @param outward unit normal
    /// @param sizeU half sizes, m
    private record Face(Vec center, Vec u, Vec v, Vec outward, Expr sizeU, Expr sizeV) {}

    /// The face that looks most along a direction.
    private Face face(Shape box, Vec direction) {
        Vec cosine = box.rotation().transposeTimes(direction);
        Expr x = cosine.x().abs();
        Expr y = cosine.y().abs();
        Expr z = cosine.z().abs();
        Expr xy = x.max(y);
        Expr zero = g.constant(0);
        // 1 for the chosen axis
        Expr isZ = xy.ifLess(z, one, zero);
        Expr isY = x.ifLess(y, one, zero);
        Pick pick = new Pick(isY, isZ);
        Vec w = pick.vector(box.rotation(), 0);
        Vec u = pick.vector(box.rotation(), 1);
        Vec v = pick.vector(box.rotation(), 2);
        Expr sign = pick.number(cosine, 0).ifLess(zero, g.constant(-1), one);
        Vec outward = w.times(sign);
        Vec center = box.center().plus(outward.times(pick.number(box.size(), 0)));
        return new Face(center, u, v, outward, pick.number(box.size(), 1), pick.number(box.size(), 2));
    }

    /// Chooses by the number of an axis: z if `isZ`, else y if `isY`, else x; `next` axes further, cyclically.
    private static final class Pick {
        private final Expr isY;
        private final Expr isZ;

        Pick(Expr isY, Expr isZ) {
            this.isY = isY;
            this.isZ = isZ;
        }

        Expr number(Vec of, int next) {
            Expr y = isY.ifPositive(of.component((1 + next) % 3), of.component(next % 3));
            return isZ.ifPositive(of.component((2 + next) % 3), y);
        }

        Vec vector(Mat columns, int next) {
            return new Vec(number(columns.row0(), next), number(columns.row1(), next), number(columns.row2(), next));
        }
    }

    private List<Point> manifold(Separation s) {
        Vec n = s.normal();
        Face fa = face(a, n);
        Face fb = aligned(face(b, n.negate()), fa);
        // what is seen along n in the plane of the first face: coordinates along u and v, and the gap between the faces
        Seen seen = new Seen(fa, n);
        Expr[] d = seen.of(fb.center.minus(fa.center));
        Expr[] u = seen.of(fb.u);
        Expr[] v = seen.of(fb.v);
        // turn the second face so that its edges run like those of the first: anticlockwise, beginning with the same one
        Expr su = u[0].ifLess(g.constant(0), g.constant(-1), one);
        Expr determinant = u[0].times(v[1]).minus(u[1].times(v[0])).times(su);
        Expr sv = determinant.ifLess(g.constant(0), g.constant(-1), one);
        for (int k = 0; k < 3; k++) {
            u[k] = u[k].times(su);
            v[k] = v[k].times(sv);
        }
        fb = new Face(fb.center, fb.u.times(su), fb.v.times(sv), fb.outward, fb.sizeU, fb.sizeV);
        Expr inverse = determinant.abs().max(g.constant(1e-6)).reciprocal();
        // the first face in the coordinates of the second
        Expr[][] ofA = inverted(d, u, v, inverse);
        Expr slack = fa.sizeU.plus(fa.sizeV).plus(fb.sizeU).plus(fb.sizeV).times(single ? 1e-6 : 1e-12);
        // an edge that both have in common counts for the second face only
        List<Point> ofSecond = starts(fb, d, u, v, fa.sizeU.plus(slack), fa.sizeV.plus(slack), n, -0.5);
        List<Point> ofFirst = starts(fa, ofA[0], ofA[1], ofA[2], fb.sizeU.minus(slack), fb.sizeV.minus(slack), n, 0.5);
        return gathered(ofSecond, ofFirst, s);
    }

    /// The same face, with u the edge that is nearer to the other face's u.
    private static Face aligned(Face f, Face other) {
        Expr along = other.u.dot(f.u).abs();
        Expr across = other.v.dot(f.u).abs();
        Vec u = select(along, across, f.v, f.u);
        Vec v = select(along, across, f.u, f.v);
        return new Face(f.center, u, v, f.outward, along.ifLess(across, f.sizeV, f.sizeU),
                along.ifLess(across, f.sizeU, f.sizeV));
    }

    private static Vec select(Expr x, Expr y, Vec ifLess, Vec otherwise) {
        return new Vec(x.ifLess(y, ifLess.x(), otherwise.x()), x.ifLess(y, ifLess.y(), otherwise.y()),
                x.ifLess(y, ifLess.z(), otherwise.z()));
    }

    /// Looks along the normal at the plane of a face.
    private static final class Seen {
        private final Face face;
        private final Expr inverse;
        private final Expr nu;
        private final Expr nv;

        Seen(Face face, Vec n) {
            this.face = face;
            // at least 1/√3: the face was chosen so
            inverse = face.outward.dot(n).reciprocal();
            nu = face.u.dot(n);
            nv = face.v.dot(n);
        }

        /// [3] coordinates along u and v, height above the plane along the normal.
        Expr[] of(Vec x) {
            Expr height = face.outward.dot(x).times(inverse);
            return new Expr[]{face.u.dot(x).minus(nu.times(height)), face.v.dot(x).minus(nv.times(height)), height};
        }
    }

    /// The first face in the coordinates of the second, given the second in those of the first. The third number is the gap in both.
    private static Expr[][] inverted(Expr[] d, Expr[] u, Expr[] v, Expr inverse) {
        Expr[] ofU = {v[1].times(inverse), u[1].times(inverse).negate(), d[2]};
        Expr[] ofV = {v[0].times(inverse).negate(), u[0].times(inverse), d[2]};
        Expr p = ofU[0].times(d[0]).plus(ofV[0].times(d[1])).negate();
        Expr q = ofU[1].times(d[0]).plus(ofV[1].times(d[1])).negate();
        ofU[2] = ofU[0].times(u[2]).plus(ofU[1].times(v[2]));
        ofV[2] = ofV[0].times(u[2]).plus(ofV[1].times(v[2]));
        Expr gap = d[2].plus(p.times(u[2])).plus(q.times(v[2]));
        return new Expr[][]{{p, q, gap}, ofU, ofV};
    }

    /// The starts of the edges of a face, as far as the other face's rectangle covers them, anticlockwise.
    ///
    /// @param d centre of the face: coordinates in the other face, gap
    /// @param u edges of the face in the same coordinates
    /// @param halfU half size of the other face
    /// @param share of the gap between a point of this face and the contact
    private List<Point> starts(Face f, Expr[] d, Expr[] u, Expr[] v, Expr halfU, Expr halfV, Vec n, double share) {
        Slope alongU = new Slope(u, halfU, halfV, f.sizeU);
        Slope alongV = new Slope(v, halfU, halfV, f.sizeV);
        List<Point> points = new ArrayList<>();
        for (int edge = 0; edge < 4; edge++) {
            boolean onU = edge % 2 == 0;
            // −1 for edges 0 and 3, the others lie at +1
            double side = edge == 1 || edge == 2 ? 1 : -1;
            Expr offset = (onU ? f.sizeV : f.sizeU).times(side);
            Expr[] across = onU ? v : u;
            Expr[] middle = new Expr[3];
            for (int k = 0; k < 3; k++) {
                middle[k] = d[k].plus(across[k].times(offset));
            }
            Expr[] ends = (onU ? alongU : alongV).clip(middle);
            Expr s = edge < 2 ? ends[0] : ends[1];
            Expr gap = middle[2].plus((onU ? u : v)[2].times(s));
            Vec base = f.center.plus((onU ? f.v : f.u).times(offset));
            Vec point = base.plus((onU ? f.u : f.v).times(s)).plus(n.times(gap.times(share)));
            points.add(new Point(ends[0].ifLess(ends[1], gap, g.constant(Touch.FAR)), point, n));
        }
        return points;
    }

    /// Clips lines of one direction by a rectangle.
    private static final class Slope {
        private final Expr inverseU;
        private final Expr inverseV;
        private final Expr reachU;
        private final Expr reachV;
        private final Expr length;

        Slope(Expr[] direction, Expr halfU, Expr halfV, Expr length) {
            inverseU = safeInverse(direction[0]);
            inverseV = safeInverse(direction[1]);
            reachU = halfU.times(inverseU.abs());
            reachV = halfV.times(inverseV.abs());
            this.length = length;
        }

        /// Where a line through `middle` enters and leaves, within its length; nothing is left where it enters after it leaves.
        Expr[] clip(Expr[] middle) {
            Expr u = middle[0].times(inverseU).negate();
            Expr v = middle[1].times(inverseV).negate();
            return new Expr[]{length.negate().max(u.minus(reachU)).max(v.minus(reachV)),
                length.min(u.plus(reachU)).min(v.plus(reachV))};
        }
    }

    private static Expr safeInverse(Expr x) {
        Graph g = x.graph();
        Expr small = g.constant(g.precision() == Precision.FLOAT ? 1e-7 : 1e-13);
        return x.abs().ifLess(small, small, x).reciprocal();
    }

    /// Points of the second face first; those of the first face where it has none, or behind them. Of edges that cross, the nearest
    /// point alone.
    private List<Point> gathered(List<Point> ofSecond, List<Point> ofFirst, Separation s) {
        Point nearest = ofSecond.getFirst();
        for (Point p : ofSecond.subList(1, 4)) {
            nearest = nearer(p, nearest);
        }
        for (Point p : ofFirst) {
            nearest = nearer(p, nearest);
        }
        List<Point> primary = new ArrayList<>();
        List<Point> secondary = new ArrayList<>();
        Expr far = g.constant(Touch.FAR);
        Expr some = g.constant(Touch.FAR / 2);
        for (int k = 0; k < 4; k++) {
            Point x = ofSecond.get(k);
            Point y = ofFirst.get(k);
            Expr d = x.distance();
            Expr either = s.edges().ifPositive(far, some.ifLess(d, y.distance(), d));
            Expr other = s.edges().ifPositive(far, some.ifLess(d, far, y.distance()));
            primary.add(new Point(either, select(some, d, y.point(), x.point()), s.normal()));
            secondary.add(new Point(other, y.point(), s.normal()));
        }
        Expr zero = g.constant(0);
        Point first = primary.getFirst();
        first = new Point(s.edges().ifPositive(nearest.distance(), first.distance()),
                select(zero, s.edges(), nearest.point(), first.point()), s.normal());
        primary.set(0, first);
        primary.addAll(secondary);
        return primary;
    }

    private static Point nearer(Point x, Point y) {
        return new Point(x.distance().min(y.distance()), select(x.distance(), y.distance(), x.point(), y.point()),
                x.normal());
    }
}
