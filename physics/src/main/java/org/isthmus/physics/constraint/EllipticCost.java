package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// The elliptic cone (MuJoCo documentation, "Computation", "Friction cones"): with `u₀ = μ x₀`, `uⱼ = fⱼ xⱼ`, `N = u₀` and
/// `T = |u₁…|`, the cost is 0 where the contact separates (`N ≥ μT`), quadratic in every row where it sticks (`μN + T ≤ 0`), and
/// `½ Dₘ (N − μT)²` where it slips, `Dₘ = D₀ / (μ²(1 + μ²))`.
final class EllipticCost implements ContactCost {
    private final Graph g;
    private final Expr[] x;
    private final Expr[] weight;
    private final Expr[] scale;
    private final Expr[] u;
    private final Expr zero;
    private final Expr mu;
    private final Expr normal;
    private final Expr tangent;
    private final Expr inverseTangent;
    private final Expr slipWeight;
    private final Expr slip;

    EllipticCost(Graph g, Expr[] x, Expr normalWeight, PairRecord record) {
        this.g = g;
        this.x = x;
        int n = x.length;
        zero = g.constant(0);
        mu = record.mu(g);
        weight = new Expr[n];
        scale = new Expr[n];
        u = new Expr[n];
        Expr square = zero;
        for (int r = 0; r < n; r++) {
            weight[r] = r == 0 ? normalWeight : normalWeight.times(record.weightRatio(g, r - 1));
            scale[r] = r == 0 ? mu : record.friction(g, r - 1);
            u[r] = x[r].times(scale[r]);
            square = r == 0 ? zero : square.plus(u[r].square());
        }
        normal = u[0];
        tangent = square.sqrt();
        inverseTangent = g.constant(1).dividedBy(tangent.max(g.constant(MIN_VALUE)));
        slipWeight = normalWeight.times(record.slipRatio(g));
        slip = normal.minus(mu.times(tangent));
    }

    /// Chooses by zone: separated, sticking, slipping.
    private Expr choose(Expr sticking, Expr slipping) {
        Expr inCone = mu.times(normal).plus(tangent);
        Expr touching = zero.ifLess(inCone, slipping, sticking);
        return slip.ifLess(zero, touching, zero);
    }

    @Override
    public Expr[] force() {
        Expr[] f = new Expr[x.length];
        Expr push = slipWeight.times(slip).times(mu).negate();
        Expr along = push.negate().times(inverseTangent);
        for (int r = 0; r < f.length; r++) {
            Expr sticking = weight[r].times(x[r]).negate();
            Expr slipping = r == 0 ? push : along.times(u[r]).times(scale[r]);
            f[r] = choose(sticking, slipping);
        }
        return f;
    }

    /// With `t = u/T`: `∂²/∂u₀² = Dₘ`, `∂²/∂u₀∂uⱼ = −Dₘ μ tⱼ`, `∂²/∂uᵢ∂uⱼ = Dₘ μ (μ tᵢ tⱼ − (N − μT)(δᵢⱼ − tᵢ tⱼ)/T)`.
    @Override
    public Expr[][] curvature() {
        Expr[][] h = new Expr[x.length][];
        for (int i = 0; i < h.length; i++) {
            h[i] = new Expr[i + 1];
            for (int j = 0; j <= i; j++) {
                Expr slipping = slipWeight.times(slipping(i, j)).times(scale[i]).times(scale[j]);
                h[i][j] = choose(i == j ? weight[i] : zero, slipping);
            }
        }
        return h;
    }

    private Expr slipping(int i, int j) {
        if (i == 0) {
            return g.constant(1);
        }
        Expr ti = u[i].times(inverseTangent);
        if (j == 0) {
            return mu.times(ti).negate();
        }
        Expr tt = ti.times(u[j].times(inverseTangent));
        Expr delta = g.constant(i == j ? 1 : 0).minus(tt);
        return mu.times(mu.times(tt).minus(slip.times(inverseTangent).times(delta)));
    }

    /// With `v = u'` along the direction: `T' = u·v/T`, `T'' = (v·v − T'²)/T`, and for slipping
    /// `s' = Dₘ (N − μT)(N' − μT')`, `s'' = Dₘ ((N' − μT')² − (N − μT) μ T'')`.
    @Override
    public Expr[] derivatives(Expr[] along) {
        Expr stickFirst = zero;
        Expr stickSecond = zero;
        Expr uv = zero;
        Expr vv = zero;
        for (int r = 0; r < x.length; r++) {
            Expr weighted = weight[r].times(along[r]);
            stickFirst = stickFirst.plus(weighted.times(x[r]));
            stickSecond = stickSecond.plus(weighted.times(along[r]));
            Expr v = along[r].times(scale[r]);
            uv = r == 0 ? zero : uv.plus(u[r].times(v));
            vv = r == 0 ? zero : vv.plus(v.square());
        }
        Expr rate = uv.times(inverseTangent);
        Expr bend = vv.minus(rate.square()).times(inverseTangent);
        Expr slipRate = along[0].times(mu).minus(mu.times(rate));
        Expr slipFirst = slipWeight.times(slip).times(slipRate);
        Expr slipSecond = slipWeight.times(slipRate.square().minus(slip.times(mu).times(bend)));
        return new Expr[]{choose(stickFirst, slipFirst), choose(stickSecond, slipSecond)};
    }
}
