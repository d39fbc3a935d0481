package org.isthmus.learn.imitation;

import java.util.List;

import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.policy.PolicyGraph;
import org.isthmus.learn.policy.PolicySpec;

/// An algorithm that learns a policy from demonstrations: what it looks at, what it makes smaller, and how the policy acts.
interface Imitator extends PolicyGraph {
    /// What belongs to a step of a demonstration.
    DemonstrationLoader.Window window();

    /// What the policy takes.
    List<PolicySpec.Input> inputs();

    /// What the policy gives.
    PolicySpec.Action action();

    /// What it looks by.
    Senses senses();

    /// What is made smaller.
    ///
    /// @param chance of this step of training
    Tensor loss(TorchOps ops, Sample sample, RandomStream chance);

    /// A batch as tensors.
    ///
    /// @param later [batch, 1, height, width, 3] of each camera when the chunk is over, where the window asks for them
    /// @param actions [batch, chunk, size] as recorded
    /// @param isInside [batch, chunk, 1] 1 for actions of the episode, 0 for repeated ones
    record Sample(Senses.Observed<Tensor> observed, List<Tensor> later, Tensor actions, Tensor isInside) {}
}
