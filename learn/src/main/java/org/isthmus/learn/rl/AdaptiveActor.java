package org.isthmus.learn.rl;

import java.util.List;

import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.policy.PolicyGraph;

/// The networks of [Rma]. As one network, the policy that is told what is hidden: a = π(x, μ(e)) of rows (x, e).
///
/// @param policy π
/// @param encoder μ
/// @param adaptation φ
/// @param seen numbers of x
/// @param hidden numbers of e
record AdaptiveActor(Mlp policy, Mlp encoder, Mlp adaptation, int seen, int hidden) implements PolicyGraph.OfOneInput {
    /// @param remembered numbers of the history
    static AdaptiveActor of(Layout layout, RmaConfig config, int seen, int hidden, int remembered, int outputs) {
        PpoConfig base = config.base();
        Mlp policy = Mlp.orthogonal(layout.in("policy"), seen + config.latent(), base.hidden(), outputs,
                base.activation(), Ppo.LAST_GAIN);
        Mlp encoder = Mlp.orthogonal(layout.in("encoder"), hidden, config.encoder(), config.latent(),
                base.activation(), 1);
        Mlp adaptation = Mlp.of(layout.in("adaptation"), remembered, config.adaptation().hidden(), config.latent(),
                config.adaptation().activation());
        return new AdaptiveActor(policy, encoder, adaptation, seen, hidden);
    }

    @Override
    public <T> T apply(Ops<T> ops, T rows) {
        return act(ops, seen(ops, rows), latent(ops, rows));
    }

    /// x of rows (x, e).
    <T> T seen(Ops<T> ops, T rows) {
        return ops.slice(rows, -1, 0, seen);
    }

    /// z = μ(e) of rows (x, e).
    <T> T latent(Ops<T> ops, T rows) {
        return encoder.apply(ops, ops.slice(rows, -1, seen, seen + hidden));
    }

    /// π(x, z).
    <T> T act(Ops<T> ops, T x, T z) {
        return policy.apply(ops, ops.concat(List.of(x, z), -1));
    }
}
