package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Forces and curvatures of a block's cost at given residuals.
final class Cost {
    private static final double MIN_VALUE = 1e-15;

    private final Graph g;
    private final Block block;
    private final Expr zero;

    Cost(Graph g, Block block) {
        this.g = g;
        this.block = block;
        zero = g.constant(0);
    }

    /// Constraint forces `−∂s/∂x`, one per row.
    Expr[] force(Expr[] x) {
        if (block.kind() == Block.Kind.CONE) {
            return new Cone(x).force();
        }
        Expr spring = block.weight().getFirst().times(x[0]).negate();
        return new Expr[]{switch (block.kind()) {
            case LIMIT -> x[0].ifLess(zero, spring, zero);
            case FRICTION -> spring.clamp(block.parameter().getFirst().negate(), block.parameter().getFirst());
            case EQUALITY, CONE -> spring;
        }};
    }

    /// `∂²s/∂x²`, lower triangle.
    Expr[][] curvature(Expr[] x) {
        if (block.kind() == Block.Kind.CONE) {
            return new Cone(x).curvature();
        }
        Expr weight = block.weight().getFirst();
        return new Expr[][]{{switch (block.kind()) {
            case LIMIT -> x[0].ifLess(zero, weight, zero);
            case FRICTION -> weight.times(x[0]).abs().ifLess(block.parameter().getFirst(), weight, zero);
            case EQUALITY, CONE -> weight;
        }}};
    }

    /// The elliptic cone (MuJoCo documentation, "Computation", "Friction cones"): with `u₀ = μ x₀`, `uⱼ = fⱼ xⱼ`, `N = u₀` and
    /// `T = |u₁…|`, the cost is 0 where the contact separates (`N ≥ μT`), quadratic in every row where it sticks
    /// (`μN + T ≤ 0`), and `½ Dₘ (N − μT)²` where it slips, `Dₘ = D₀ / (μ²(1 + μ²))`.
    private final class Cone {
        private final int n = block.size();
        private final Expr[] x;
        private final Expr[] scale;
        private final Expr[] u;
        private final Expr mu;
        private final Expr normal;
        private final Expr tangent;
        private final Expr slipWeight;
        private final Expr slip;

        Cone(Expr[] x) {
            this.x = x;
            scale = block.parameter().toArray(Expr[]::new);
            mu = scale[0];
            u = new Expr[n];
            Expr square = zero;
            for (int r = 0; r < n; r++) {
                u[r] = x[r].times(scale[r]);
                square = r == 0 ? zero : square.plus(u[r].square());
            }
            normal = u[0];
            tangent = square.sqrt();
            Expr mu2 = mu.square();
            slipWeight = block.weight().getFirst().dividedBy(mu2.times(mu2.plus(1)).max(g.constant(MIN_VALUE)));
            slip = normal.minus(mu.times(tangent));
        }

        /// Chooses by zone: separated, sticking, slipping.
        private Expr choose(Expr sticking, Expr slipping) {
            Expr inCone = mu.times(normal).plus(tangent);
            Expr touching = zero.ifLess(inCone, slipping, sticking);
            return slip.ifLess(zero, touching, zero);
        }

        private Expr[] force() {
            Expr[] f = new Expr[n];
            Expr push = slipWeight.times(slip).times(mu).negate();
            Expr along = push.negate().dividedBy(tangent.max(g.constant(MIN_VALUE)));
            for (int r = 0; r < n; r++) {
                Expr sticking = block.weight().get(r).times(x[r]).negate();
                Expr slipping = r == 0 ? push : along.times(u[r]).times(scale[r]);
                f[r] = choose(sticking, slipping);
            }
            return f;
        }

        /// With `t = u/T`: `∂²/∂u₀² = Dₘ`, `∂²/∂u₀∂uⱼ = −Dₘ μ tⱼ`, `∂²/∂uᵢ∂uⱼ = Dₘ μ (μ tᵢ tⱼ − (N − μT)(δᵢⱼ − tᵢ tⱼ)/T)`.
        private Expr[][] curvature() {
            Expr inverse = tangent.max(g.constant(MIN_VALUE)).reciprocal();
            Expr[][] h = new Expr[n][];
            for (int i = 0; i < n; i++) {
                h[i] = new Expr[i + 1];
                for (int j = 0; j <= i; j++) {
                    Expr slipping = slipWeight.times(slipping(i, j, inverse)).times(scale[i]).times(scale[j]);
                    h[i][j] = choose(i == j ? block.weight().get(i) : zero, slipping);
                }
            }
            return h;
        }

        private Expr slipping(int i, int j, Expr inverse) {
            if (i == 0) {
                return g.constant(1);
            }
            Expr ti = u[i].times(inverse);
            if (j == 0) {
                return mu.times(ti).negate();
            }
            Expr tt = ti.times(u[j].times(inverse));
            Expr delta = g.constant(i == j ? 1 : 0).minus(tt);
            return mu.times(mu.times(tt).minus(slip.times(inverse).times(delta)));
        }
    }
}
