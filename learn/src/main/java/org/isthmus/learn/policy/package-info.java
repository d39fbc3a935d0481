/// Policies that leave: networks as ONNX with what goes in and out, and the runner that acts with them.
///
/// In: a [org.isthmus.learn.policy.PolicySpec] and what the policy calculates, a [org.isthmus.learn.policy.PolicyGraph] over the
/// operations of `network`. Out: a folder with `policy.onnx` (version 17 of ONNX's operations) and `policy.json`, written by
/// [org.isthmus.learn.policy.PolicyWriter], which runs what it writes beside libtorch. [org.isthmus.learn.policy.OnnxPolicy] acts with
/// such a folder in many worlds: it keeps histories of observations, states of recurrent networks and chunks of predicted actions.
/// Begin with [org.isthmus.learn.policy.PolicySpec].
@NullMarked
package org.isthmus.learn.policy;

import org.jspecify.annotations.NullMarked;
