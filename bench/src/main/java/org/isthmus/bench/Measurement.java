package org.isthmus.bench;

import org.jspecify.annotations.Nullable;

/// One figure of a benchmark.
///
/// @param bench the benchmark: `physics`
/// @param caseName the case, in kebab-case
/// @param metric what was measured: `steps per CPU second`
/// @param unit of `ours` and `peer`
/// @param peer the peer's figure; null where the peer is not installed
/// @param peerName the peer with its version, or how to install it
/// @param ratio more than 1 means ours is better; null without a peer
public record Measurement(
        String bench, String caseName, String metric, String unit, double ours, @Nullable Double peer, String peerName,
        @Nullable Double ratio) {
    /// A figure of which more is better.
    public static Measurement ofRate(
            String bench, String caseName, String metric, String unit, double ours, double peer, String peerName) {
        return new Measurement(bench, caseName, metric, unit, ours, peer, peerName, ours / peer);
    }

    /// A figure of which less is better.
    public static Measurement ofDuration(
            String bench, String caseName, String metric, String unit, double ours, double peer, String peerName) {
        return new Measurement(bench, caseName, metric, unit, ours, peer, peerName, peer / ours);
    }

    /// A figure without a peer.
    ///
    /// @param remark how to install a peer, or nothing
    public static Measurement alone(
            String bench, String caseName, String metric, String unit, double ours, String remark) {
        return new Measurement(bench, caseName, metric, unit, ours, null, remark, null);
    }
}
