package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Sym3;
import org.isthmus.model.scene.JointType;
import org.isthmus.physics.dynamics.LinkFrames;
import org.isthmus.physics.dynamics.LinkTree;
import org.isthmus.physics.dynamics.LinkTree.Link;
import org.isthmus.physics.dynamics.Spatial;
import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Carrier.Carried;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Kernel;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Slot;

/// Traces the parts of Newton's method that run once for all constraints: everything over degrees of freedom, and the constraints
/// whose Jacobians are known as rows. Contacts add their parts by [ContactKernels].
///
/// The method minimises `½ (a − a₀)ᵀ M (a − a₀) + s(J a − r)` over the acceleration `a` (MuJoCo documentation, "Computation",
/// "Primal problem"): gradient `M a − f − Jᵀ f_c`, Hessian `M + Jᵀ s'' J`, a line search along the Newton direction. A lane is done
/// when the gradient is small, or when what moves it is rounding only; then it keeps its acceleration.
public final class Newton {
    /// The derivative along the line may stay within this part of its value at the start.
    private static final double LINE_TOLERANCE = 0.2;
    /// And within this part of what the gradient may have in the end.
    private static final double LINE_SHARE = 0.3;
    private static final double FARTHEST = 1e10;
    /// The secant stays this part of the bracket away from its ends.
    private static final double END_SHARE = 0.05;
    /// Beyond it a gradient is of a world that diverges.
    private static final double LARGEST_SQUARE = 1e36;
    /// A step below so many units in the last place of the largest acceleration is rounding.
    private static final double ROUNDING_STEP = 4;
    /// So is one of so many units in the last place of what the forces would do alone, if it is not half as long as the last one: near
    /// the solution steps shrink faster. A body jammed between two others accelerates little, whatever rounding its contacts' large
    /// forces leave.
    private static final double STANDING_STEP = 64;

    /// A pivot of the mass matrix is more than this part of its entry: less than what other joints leave of a joint's inertia.
    private static final double LEAST_PIVOT = 1.0 / 1024;
    /// Of the known pivots of the mass matrix of a loose body, which its masses scale.
    private static final double ALMOST = 0.9;

    private final Precision precision;
    private final Carrier carrier;
    private final LinkTree tree;
    private final SpatialLayout spatial;
    private final NewtonLayout layout;
    private final TileMatrix mass;
    private final TileMatrix hessian;
    private final int dofs;
    private final double tolerance;
    private final double meanInertia;
    private final int leastPivots;
    private final int solution;
    private final int gradient;
    private final int acceleration;
    private final int direction;
    private final int massTimes;
    private final int massAlong;
    private final int slope;
    private final int flatness;
    private final int bend;
    /// Two slots: a step length with a negative derivative, and that derivative.
    private final int low;
    /// Two slots: a step length with a positive derivative, and that derivative.
    private final int high;
    /// The largest component of the last step.
    private final int lastStep;
    private final Carried[][] axes;
    private final Carried[][] massEntries;
    private final Carried[] force;
    private final List<RowBlock> rows = new ArrayList<>();

    /// @param dofs degrees of freedom
    /// @param tolerance on the norm of the gradient; 0: converge to rounding; negative: always as many iterations as the model says
    /// @param meanInertia of the degrees of freedom: the gradient of one with less counts more
    public Newton(
            Precision precision, Carrier carrier, LinkTree tree, int dofs, double tolerance, double meanInertia) {
        this.tolerance = tolerance;
        this.meanInertia = meanInertia;
        this.precision = precision;
        this.carrier = carrier;
        this.tree = tree;
        this.dofs = dofs;
        spatial = new SpatialLayout(carrier, dofs, tree.links().size());
        layout = NewtonLayout.in(carrier);
        mass = TileMatrix.in(carrier, dofs);
        hessian = TileMatrix.in(carrier, dofs);
        leastPivots = carrier.reserve(TileMatrix.TILE * hessian.tiles());
        solution = carrier.reserve(TileMatrix.TILE * hessian.tiles());
        gradient = carrier.reserve(dofs);
        acceleration = carrier.reserve(dofs);
        direction = carrier.reserve(dofs);
        massTimes = carrier.reserve(dofs);
        massAlong = carrier.reserve(dofs);
        slope = carrier.reserve(1);
        flatness = carrier.reserve(1);
        bend = carrier.reserve(1);
        low = carrier.reserve(2);
        high = carrier.reserve(2);
        lastStep = carrier.reserve(1);
        axes = new Carried[dofs][];
        massEntries = new Carried[dofs][dofs];
        force = new Carried[dofs];
    }

    LinkTree tree() {
        return tree;
    }

    SpatialLayout spatial() {
        return spatial;
    }

    /// Whether a lane may be done before all iterations are.
    boolean mayEndEarly() {
        return tolerance >= 0;
    }

    NewtonLayout layout() {
        return layout;
    }

    TileMatrix mass() {
        return mass;
    }

    TileMatrix hessian() {
        return hessian;
    }

    /// First slot of what pivots of the Newton system are no less than, in the order of the tiles.
    ///
    /// Constraints only add to the mass matrix, so no pivot is below its own. But what a contact far from the world's origin adds to the spin of a
    /// small body is a difference of large numbers: its rounding can be more than that body's inertia, and negative.
    int leastPivots() {
        return leastPivots;
    }

    /// First slot of the right-hand side and solution of the Newton system, in the order of the tiles.
    int solution() {
        return solution;
    }

    /// Puts the problem at a state into scratch memory.
    ///
    /// @param m [nv][nv] lower triangle of the mass matrix, null where structurally zero
    /// @param f [nv] all forces but the constraints'
    /// @param start [nv] acceleration to start from
    /// @param frozen 1 in lanes that are not to be solved
    public void setUp(
            Graph g, LinkFrames frames, Expr[][] m, Expr[] f, Expr[] qvel, Expr[] start, List<Block> blocks,
            Expr frozen) {
        placeMotions(g, frames, qvel, start);
        Expr[] product = g.constants(new double[dofs]);
        for (int i = 0; i < dofs; i++) {
            force[i] = carrier.put(f[i]);
            for (int j = 0; j <= i; j++) {
                Expr entry = m[i][j] == null ? g.constant(0) : m[i][j];
                massEntries[i][j] = carrier.place(entry, mass.slot(i, j));
                product[i] = product[i].plus(entry.times(start[j]));
                product[j] = i == j ? product[j] : product[j].plus(entry.times(start[i]));
            }
        }
        placeLeastPivots(g, m);
        for (int p = dofs; p < TileMatrix.TILE * mass.tiles(); p++) {
            int k = p % TileMatrix.TILE;
            carrier.place(g.constant(1), mass.tile(mass.tiles() - 1, mass.tiles() - 1) + TileMatrix.TILE * k + k);
        }
        store(g, massTimes, product);
        store(g, acceleration, start);
        Expr active = g.constant(0);
        for (Block block : blocks) {
            rows.add(RowBlock.of(carrier, block));
            for (Expr weight : block.weight()) {
                active = active.plus(g.constant(0).ifLess(weight, g.constant(1), g.constant(0)));
            }
            rows.getLast().storeResidual(g, block.residual(g, start));
        }
        layout.active().set(g, active);
        layout.done().set(g, frozen);
    }

    /// @param m [nv][nv] mass matrix, as this kernel computes it: what it stores it must not load, or it would find the block before
    private void placeLeastPivots(Graph g, Expr[][] m) {
        double[] share = new double[dofs];
        Arrays.fill(share, LEAST_PIVOT);
        for (int i = 0; i < tree.links().size(); i++) {
            int self = i;
            Link link = tree.links().get(i);
            if (link.type() == JointType.FREE && tree.links().stream().noneMatch(other -> other.parent() == self)) {
                // in the order of elimination, the last first
                Sym3 inertia = link.inertia();
                int d = link.dofAdr() + 3;
                double zz = inertia.zz();
                double yy = inertia.yy() - inertia.yz() * inertia.yz() / zz;
                double xy = inertia.xy() - inertia.xz() * inertia.yz() / zz;
                double xx = inertia.xx() - inertia.xz() * inertia.xz() / zz - xy * xy / yy;
                share[d + 2] = ALMOST;
                share[d + 1] = ALMOST * yy / inertia.yy();
                share[d] = ALMOST * xx / inertia.xx();
            }
        }
        for (int p = 0; p < TileMatrix.TILE * mass.tiles(); p++) {
            int d = dofs - 1 - p;
            carrier.place(d < 0 ? g.constant(0) : m[d][d].times(share[d]), leastPivots + p);
        }
    }

    private void placeMotions(Graph g, LinkFrames frames, Expr[] qvel, Expr[] start) {
        Spatial[] velocity = new Spatial[tree.links().size()];
        Spatial[] change = new Spatial[velocity.length];
        for (int i = 0; i < velocity.length; i++) {
            Link link = tree.links().get(i);
            boolean isRoot = link.parent() < 0;
            velocity[i] = isRoot ? Spatial.zero(g) : velocity[link.parent()];
            change[i] = isRoot ? Spatial.zero(g) : change[link.parent()];
            for (int k = 0; k < link.type().dofCount(); k++) {
                int d = link.dofAdr() + k;
                Spatial axis = frames.axis(i, k);
                axes[d] = SpatialLayout.place(carrier, spatial.axis(d), axis);
                velocity[i] = velocity[i].plus(axis.times(qvel[d]));
                change[i] = change[i].plus(axis.times(start[d]));
            }
            SpatialLayout.store(g, spatial.velocity(i), velocity[i]);
            SpatialLayout.store(g, spatial.acceleration(i), change[i]);
        }
    }

    private static void store(Graph g, int first, Expr[] values) {
        for (int d = 0; d < values.length; d++) {
            g.store(Slot.scratch(first + d), values[d]);
        }
    }

    private Expr[] load(Graph g, int first) {
        Expr[] values = new Expr[dofs];
        for (int d = 0; d < dofs; d++) {
            values[d] = g.load(Slot.scratch(first + d));
        }
        return values;
    }

    private static void store(Graph g, int slot, Expr value) {
        g.store(Slot.scratch(slot), value);
    }

    private static Expr load1(Graph g, int slot) {
        return g.load(Slot.scratch(slot));
    }

    /// Lanes without active constraints are done: their constraint forces are zero.
    Kernel begin() {
        Graph g = new Graph(precision);
        Expr done = layout.done().in(g);
        layout.done().set(g, layout.active().in(g).ifPositive(done, g.constant(1)));
        // what anyPositive asks for
        layout.searching().set(g, layout.active().in(g).ifPositive(g.constant(1).minus(done), g.constant(0)));
        store(g, lastStep, g.constant(0));
        return g.toKernel("begin");
    }

    /// Constraint forces by degree of freedom, from the contacts' wrenches on links and the rows.
    private Expr[] constraintForce(Graph g) {
        Expr[] sum = g.constants(new double[dofs]);
        Spatial[] wrench = new Spatial[tree.links().size()];
        for (int i = wrench.length - 1; i >= 0; i--) {
            Link link = tree.links().get(i);
            Spatial own = SpatialLayout.load(g, spatial.wrench(i));
            wrench[i] = wrench[i] == null ? own : wrench[i].plus(own);
            for (int k = 0; k < link.type().dofCount(); k++) {
                int d = link.dofAdr() + k;
                sum[d] = SpatialLayout.take(g, axes[d]).dot(wrench[i]);
            }
            int p = link.parent();
            if (p >= 0) {
                wrench[p] = wrench[p] == null ? wrench[i] : wrench[p].plus(wrench[i]);
            }
        }
        for (RowBlock row : rows) {
            Block block = row.in(g);
            block.addTransposed(new Cost(g, block).force(row.residual(g)), sum, 1);
        }
        return sum;
    }

    /// All forces at the acceleration found.
    public Expr[] totalForce(Graph g) {
        Expr[] total = constraintForce(g);
        for (int d = 0; d < dofs; d++) {
            total[d] = total[d].plus(force[d].in(g));
        }
        return total;
    }

    /// Forces of all contacts on each link, about the world's origin, world frame.
    public List<Spatial> contactWrenches(Graph g) {
        List<Spatial> wrenches = new ArrayList<>();
        for (int i = 0; i < tree.links().size(); i++) {
            wrenches.add(SpatialLayout.load(g, spatial.wrench(i)));
        }
        return wrenches;
    }

    /// [nv] where the next step should start: the acceleration found, or the one without constraints where none acts.
    public Expr[] warmStart(Graph g, Expr[] unconstrained) {
        Expr[] found = load(g, acceleration);
        Expr active = layout.active().in(g);
        Arrays.setAll(found, d -> active.ifPositive(found[d], unconstrained[d]));
        return found;
    }

    /// The gradient, and whether it is small.
    Kernel gradient() {
        Graph g = new Graph(precision);
        Expr[] product = load(g, massTimes);
        Expr[] constraint = constraintForce(g);
        Expr square = g.constant(0);
        Expr one = g.constant(1);
        for (int d = 0; d < dofs; d++) {
            Expr component = product[d].minus(force[d].in(g)).minus(constraint[d]);
            store(g, gradient + d, component);
            store(g, solution + hessian.place(d), component.negate());
            square = square.plus(component.square().times(lightness(g, d)));
        }
        for (int p = dofs; p < TileMatrix.TILE * hessian.tiles(); p++) {
            store(g, solution + p, g.constant(0));
        }
        // neither small nor large: goes on; what is not a number counts as done
        Expr goesOn = square.ifLess(g.constant(Math.max(0, tolerance) * Math.max(0, tolerance)), g.constant(0),
                square.ifLess(g.constant(LARGEST_SQUARE), one, g.constant(0)));
        Expr done = goesOn.ifPositive(layout.done().in(g), one);
        layout.done().set(g, done);
        layout.searching().set(g, one.minus(done));
        return g.toKernel("gradient");
    }

    /// What the square of a degree of freedom's gradient counts: 1, more where its inertia is below the mean. A torque that is nothing to an arm
    /// spins a small ball beside it.
    private Expr lightness(Graph g, int dof) {
        return g.constant(meanInertia).dividedBy(massEntries[dof][dof].in(g)).max(g.constant(1));
    }

    boolean hasRows() {
        return !rows.isEmpty();
    }

    /// Adds the curvature of rows to the Hessian.
    Kernel rowCurvature() {
        Graph g = new Graph(precision);
        Expr[][] sum = new Expr[dofs][dofs];
        boolean[][] touched = rowPattern();
        for (int i = 0; i < dofs; i++) {
            for (int j = 0; j <= i; j++) {
                sum[i][j] = touched[i][j] ? g.load(Slot.scratch(hessian.slot(i, j))) : g.constant(0);
            }
        }
        for (RowBlock row : rows) {
            Block block = row.in(g);
            block.addQuadratic(g, new Cost(g, block).curvature(row.residual(g)), sum);
        }
        for (int i = 0; i < dofs; i++) {
            for (int j = 0; j <= i; j++) {
                if (touched[i][j]) {
                    g.store(Slot.scratch(hessian.slot(i, j)), sum[i][j]);
                }
            }
        }
        return g.toKernel("rowCurvature");
    }

    /// [nv][nv] lower triangle: entries that rows couple.
    private boolean[][] rowPattern() {
        boolean[][] pattern = new boolean[dofs][dofs];
        for (RowBlock row : rows) {
            for (int i : row.dofs()) {
                for (int j : row.dofs()) {
                    pattern[Math.max(i, j)][Math.min(i, j)] = true;
                }
            }
        }
        return pattern;
    }

    /// [tiles][tiles] lower triangle: tiles that mass matrix and rows fill.
    boolean[][] fixedPattern() {
        boolean[][] coupled = rowPattern();
        boolean[][] pattern = new boolean[mass.tiles()][mass.tiles()];
        for (int i = 0; i < dofs; i++) {
            for (int j = 0; j <= i; j++) {
                Carried entry = massEntries[i][j];
                if (coupled[i][j] || entry.slot() >= 0 || entry.constant() != 0) {
                    pattern[mass.tileOf(j)][mass.tileOf(i)] = true;
                }
            }
        }
        return pattern;
    }

    /// What the line search needs of the direction found.
    Kernel direction() {
        Graph g = new Graph(precision);
        Expr[] d = new Expr[dofs];
        for (int i = 0; i < dofs; i++) {
            d[i] = load1(g, solution + hessian.place(i));
        }
        Expr[] product = massTimes(g, d);
        Expr[] atStart = load(g, massTimes);
        Expr smooth = g.constant(0);
        Expr curvature = g.constant(0);
        Expr whole = g.constant(0);
        Expr length = g.constant(0);
        for (int i = 0; i < dofs; i++) {
            smooth = smooth.plus(d[i].times(atStart[i].minus(force[i].in(g))));
            curvature = curvature.plus(d[i].times(product[i]));
            whole = whole.plus(d[i].times(load1(g, gradient + i)));
            length = length.plus(d[i].square().dividedBy(lightness(g, i)));
        }
        store(g, direction, d);
        store(g, massAlong, product);
        store(g, slope, smooth);
        store(g, bend, curvature);
        // flat enough: against the slope at the start, or as the gradient is small enough
        Expr flat = length.sqrt().times(LINE_SHARE * Math.max(0, tolerance));
        store(g, flatness, whole.abs().times(LINE_TOLERANCE).max(flat));
        store(g, low, new Expr[]{g.constant(0), whole});
        store(g, high, g.constants(FARTHEST, 0));
        layout.alpha().set(g, g.constant(1));
        storeDirections(g, d);
        for (RowBlock row : rows) {
            row.storeAlong(g, row.in(g).times(g, d));
        }
        return g.toKernel("direction");
    }

    private Expr[] massTimes(Graph g, Expr[] v) {
        Expr[] result = g.constants(new double[dofs]);
        for (int i = 0; i < dofs; i++) {
            for (int j = 0; j <= i; j++) {
                Expr entry = massEntries[i][j].in(g);
                result[i] = result[i].plus(entry.times(v[j]));
                result[j] = i == j ? result[j] : result[j].plus(entry.times(v[i]));
            }
        }
        return result;
    }

    private void storeDirections(Graph g, Expr[] d) {
        Spatial[] motion = new Spatial[tree.links().size()];
        for (int i = 0; i < motion.length; i++) {
            Link link = tree.links().get(i);
            motion[i] = link.parent() < 0 ? Spatial.zero(g) : motion[link.parent()];
            for (int k = 0; k < link.type().dofCount(); k++) {
                motion[i] = motion[i].plus(SpatialLayout.take(g, axes[link.dofAdr() + k]).times(d[link.dofAdr() + k]));
            }
            SpatialLayout.store(g, spatial.direction(i), motion[i]);
        }
    }

    /// Derivatives along the direction at the step length at hand, contacts left out.
    Kernel line() {
        Graph g = new Graph(precision);
        Expr alpha = layout.alpha().in(g);
        Expr first = load1(g, slope).plus(alpha.times(load1(g, bend)));
        Expr second = load1(g, bend);
        for (RowBlock row : rows) {
            Expr[] x = row.residual(g);
            Expr[] along = row.along(g);
            for (int r = 0; r < x.length; r++) {
                x[r] = x[r].plus(alpha.times(along[r]));
            }
            Cost cost = new Cost(g, row.in(g));
            Expr[] f = cost.force(x);
            Expr[][] h = cost.curvature(x);
            for (int r = 0; r < x.length; r++) {
                first = first.minus(f[r].times(along[r]));
                second = second.plus(quadratic(h[r], along, r));
            }
        }
        layout.first().set(g, first);
        layout.second().set(g, second);
        return g.toKernel("line");
    }

    private static Expr quadratic(Expr[] row, Expr[] v, int r) {
        Expr sum = row[r].times(v[r]);
        for (int c = 0; c < r; c++) {
            sum = sum.plus(row[c].times(v[c]).times(2));
        }
        return sum.times(v[r]);
    }

    /// The next step length: Newton's method in one variable, kept between the last point with a negative and the last with a positive
    /// derivative; where it would leave them, the line through both derivatives. Newton alone can go back and forth between two
    /// kinks.
    Kernel search() {
        Graph g = new Graph(precision);
        Expr zero = g.constant(0);
        Expr alpha = layout.alpha().in(g);
        Expr first = layout.first().in(g);
        Expr searching = layout.searching().in(g);
        Expr[] lower = {first.ifLess(zero, alpha, load1(g, low)), first.ifLess(zero, first, load1(g, low + 1))};
        Expr[] upper = {first.ifLess(zero, load1(g, high), alpha), first.ifLess(zero, load1(g, high + 1), first)};
        Expr width = upper[0].minus(lower[0]);
        Expr least = g.constant(precision == Precision.FLOAT ? 1e-37 : 1e-300);
        Expr rise = upper[1].minus(lower[1]).max(least);
        Expr share = lower[1].negate().dividedBy(rise).clamp(g.constant(END_SHARE), g.constant(1 - END_SHARE));
        Expr newton = alpha.minus(first.dividedBy(layout.second().in(g).max(least)));
        Expr between = lower[0].plus(share.times(width));
        Expr secant = upper[0].ifLess(g.constant(FARTHEST), between, newton);
        Expr next = lower[0].ifLess(newton, newton.ifLess(upper[0], newton, secant), secant);
        Expr goesOn = load1(g, flatness).ifLess(first.abs(), searching, zero);
        layout.alpha().set(g, goesOn.ifPositive(next, alpha));
        layout.searching().set(g, goesOn);
        store(g, low, lower);
        store(g, high, upper);
        return g.toKernel("search");
    }

    /// Moves the acceleration by the step found.
    Kernel move() {
        Graph g = new Graph(precision);
        Expr[] a = load(g, acceleration);
        Expr[] d = load(g, direction);
        Expr[] product = load(g, massTimes);
        for (int i = 0; i < dofs; i++) {
            a[i] = layout.moved(g, a[i], d[i]);
            product[i] = layout.moved(g, product[i], load1(g, massAlong + i));
        }
        store(g, acceleration, a);
        store(g, massTimes, product);
        for (RowBlock row : rows) {
            Expr[] x = row.residual(g);
            Expr[] along = row.along(g);
            for (int r = 0; r < x.length; r++) {
                x[r] = layout.moved(g, x[r], along[r]);
            }
            row.storeResidual(g, x);
        }
        return g.toKernel("move");
    }

    /// Whether the last step was rounding only; runs after all have moved.
    Kernel settle() {
        Graph g = new Graph(precision);
        Expr largest = g.constant(0);
        Expr unhindered = g.constant(0);
        Expr farthest = g.constant(0);
        Expr alpha = layout.alpha().in(g);
        for (int i = 0; i < dofs; i++) {
            largest = largest.max(load1(g, acceleration + i).abs());
            unhindered = unhindered.max(force[i].in(g).dividedBy(massEntries[i][i].in(g)).abs());
            farthest = farthest.max(alpha.times(load1(g, direction + i)).abs());
        }
        double ulp = precision == Precision.FLOAT ? Math.ulp(1f) : Math.ulp(1.0);
        Expr no = g.constant(0);
        Expr yes = g.constant(1);
        Expr isRounding = largest.times(ROUNDING_STEP * ulp).ifLess(farthest, no, yes);
        Expr isShort = largest.max(unhindered).times(STANDING_STEP * ulp).ifLess(farthest, no, yes);
        Expr stands = farthest.times(2).ifLess(load1(g, lastStep), no, isShort);
        store(g, lastStep, farthest);
        layout.done().set(g, isRounding.max(stands).ifPositive(yes, layout.done().in(g)));
        return g.toKernel("settle");
    }
}
