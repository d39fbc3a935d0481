package org.isthmus.physics.constraint;

import java.util.List;

import org.isthmus.physics.dynamics.SparseFactor;
import org.isthmus.physics.trace.Carrier.Carried;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Precision;

/// Traces one step of Newton's method with a line search.
///
/// A lane is done when the gradient is small, MuJoCo's measure `|∇| / (mean inertia · nv)` against the tolerance, or when the last step
/// moved it by rounding only. A lane that is done keeps its acceleration.
public final class NewtonTrace {
    /// Evaluations of the line search. The derivative along the line is piecewise linear, so few are needed.
    private static final int LINE_SEARCH = 6;
    private static final double FARTHEST = 1e10;
    private static final double MIN_VALUE = 1e-15;
    /// A step below so many units in the last place of the largest acceleration is rounding.
    private static final double ROUNDING_STEP = 4;

    private final Graph g;
    private final List<Block> blocks;
    private final Expr[][] mass;
    private final Expr[] force;

    private NewtonTrace(Graph g, Problem problem) {
        this.g = g;
        blocks = problem.blocksIn(g);
        mass = problem.massIn(g);
        force = problem.forceIn(g);
    }

    /// Traces the step.
    ///
    /// @param qacc [nv] acceleration to improve
    /// @param done 1 in lanes that are done; updated
    /// @param tolerance on the norm of the gradient, N·m or N
    /// @return [nv] better acceleration
    public static Expr[] step(Graph g, Problem problem, Expr[] qacc, Carried done, double tolerance) {
        return new NewtonTrace(g, problem).step(qacc, done, tolerance);
    }

    private Expr[] step(Expr[] qacc, Carried done, double tolerance) {
        Expr[][] residual = blocks.stream().map(block -> block.residual(g, qacc)).toArray(Expr[][]::new);
        Expr[] smooth = gradientWithoutConstraints(qacc);
        Expr[] gradient = gradient(smooth, residual);
        Expr[] direction = new SparseFactor(g, hessian(residual)).solve(negated(gradient));
        Expr alpha = lineSearch(smooth, residual, direction);
        Expr before = done.in(g);
        Expr small = dot(gradient, gradient).ifLess(g.constant(tolerance * tolerance), g.constant(1), before);
        Expr[] next = new Expr[qacc.length];
        Expr largest = g.constant(0);
        Expr farthest = g.constant(0);
        for (int d = 0; d < next.length; d++) {
            Expr move = alpha.times(direction[d]);
            next[d] = g.constant(0.5).ifLess(small, qacc[d], qacc[d].plus(move));
            largest = largest.max(qacc[d].abs());
            farthest = farthest.max(move.abs());
        }
        double ulp = g.precision() == Precision.FLOAT ? Math.ulp(1f) : Math.ulp(1.0);
        Expr rounding = largest.times(ROUNDING_STEP * ulp);
        done.update(g, rounding.ifLess(farthest, small, g.constant(1)));
        return next;
    }

    private Expr[] gradientWithoutConstraints(Expr[] qacc) {
        Expr[] result = times(qacc);
        for (int d = 0; d < result.length; d++) {
            result[d] = result[d].minus(force[d]);
        }
        return result;
    }

    private Expr[] gradient(Expr[] smooth, Expr[][] residual) {
        Expr[] result = smooth.clone();
        for (int b = 0; b < residual.length; b++) {
            blocks.get(b).addTransposed(new Cost(g, blocks.get(b)).force(residual[b]), result, -1);
        }
        return result;
    }

    /// `M v`.
    private Expr[] times(Expr[] v) {
        Expr[] result = g.constants(new double[v.length]);
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j <= i; j++) {
                result[i] = result[i].plus(mass[i][j].times(v[j]));
                if (j < i) {
                    result[j] = result[j].plus(mass[i][j].times(v[i]));
                }
            }
        }
        return result;
    }

    /// `M + Jᵀ s'' J`, lower triangle.
    private Expr[][] hessian(Expr[][] residual) {
        Expr[][] h = new Expr[mass.length][];
        for (int i = 0; i < h.length; i++) {
            h[i] = mass[i].clone();
        }
        for (int b = 0; b < residual.length; b++) {
            Block block = blocks.get(b);
            block.addQuadratic(g, new Cost(g, block).curvature(residual[b]), h);
        }
        return h;
    }

    /// The step length at which the derivative along the direction vanishes: Newton's method in one variable, kept between the
    /// last point with a negative and the last with a positive derivative.
    private Expr lineSearch(Expr[] smooth, Expr[][] residual, Expr[] direction) {
        Expr slope = dot(direction, smooth);
        Expr bend = dot(direction, times(direction));
        Expr[][] along = blocks.stream().map(block -> block.times(g, direction)).toArray(Expr[][]::new);
        Expr low = g.constant(0);
        Expr high = g.constant(FARTHEST);
        Expr alpha = g.constant(1);
        for (int k = 0; k < LINE_SEARCH; k++) {
            Expr first = slope.plus(alpha.times(bend));
            Expr second = bend;
            for (int b = 0; b < along.length; b++) {
                Expr[] x = advanced(residual[b], along[b], alpha);
                Cost cost = new Cost(g, blocks.get(b));
                first = first.minus(dot(cost.force(x), along[b]));
                second = second.plus(quadratic(cost.curvature(x), along[b]));
            }
            low = first.ifLess(g.constant(0), alpha, low);
            high = first.ifLess(g.constant(0), high, alpha);
            Expr newton = alpha.minus(first.dividedBy(second.max(g.constant(MIN_VALUE))));
            Expr middle = low.plus(high).times(0.5);
            alpha = newton.ifLess(low, middle, high.ifLess(newton, middle, newton));
        }
        return alpha;
    }

    private static Expr[] advanced(Expr[] x, Expr[] along, Expr alpha) {
        Expr[] result = new Expr[x.length];
        for (int r = 0; r < x.length; r++) {
            result[r] = x[r].plus(alpha.times(along[r]));
        }
        return result;
    }

    /// `vᵀ H v` of a lower triangle.
    private Expr quadratic(Expr[][] h, Expr[] v) {
        Expr sum = g.constant(0);
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j <= i; j++) {
                Expr product = h[i][j].times(v[i]).times(v[j]);
                sum = sum.plus(i == j ? product : product.times(2));
            }
        }
        return sum;
    }

    private Expr dot(Expr[] a, Expr[] b) {
        Expr sum = g.constant(0);
        for (int d = 0; d < a.length; d++) {
            sum = sum.plus(a[d].times(b[d]));
        }
        return sum;
    }

    private static Expr[] negated(Expr[] v) {
        Expr[] result = new Expr[v.length];
        for (int d = 0; d < v.length; d++) {
            result[d] = v[d].negate();
        }
        return result;
    }
}
