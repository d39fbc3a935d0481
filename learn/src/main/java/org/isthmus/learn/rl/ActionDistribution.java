package org.isthmus.learn.rl;

import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Discrete;
import org.isthmus.task.space.Space;

/// How a policy draws actions from the outputs of its network.
interface ActionDistribution {
    /// For a space of actions.
    static ActionDistribution of(Space space, Layout layout, double logDeviation) {
        return switch (space) {
            case Box box -> new Gaussian(box, layout, logDeviation);
            case Discrete(var n) -> new CategoricalActions(n);
        };
    }

    /// Outputs of a network for an action of a space.
    static int outputs(Space space) {
        return switch (space) {
            case Box box -> box.size();
            case Discrete(var n) -> n;
        };
    }

    /// Numbers of an action as it is learned from.
    int size();

    /// Looks at the weights, before actions are drawn with [#sample].
    void prepare(TorchOps ops);

    /// Draws an action.
    ///
    /// @param outputs [worlds][outputs] of the network
    /// @param action [worlds][size()] out
    /// @return the logarithm of its probability or density
    double sample(float[] outputs, int world, RandomStream stream, float[] action);

    /// The most likely action.
    void mode(float[] outputs, int world, float[] action);

    /// Actions as the task takes them.
    ///
    /// @param actions [worlds][size()]
    /// @param sent [worlds][size()] out
    void send(float[] actions, float[] sent);

    /// [n] logarithms of probabilities or densities.
    ///
    /// @param outputs [n][outputs]
    /// @param actions [n][size()]
    Tensor logProbability(TorchOps ops, Tensor outputs, Tensor actions);

    /// The mean entropy.
    Tensor entropy(TorchOps ops, Tensor outputs);

    /// [n][size] the most likely actions as the task takes them, for a policy that leaves.
    <T> T best(Ops<T> ops, T outputs);
}
