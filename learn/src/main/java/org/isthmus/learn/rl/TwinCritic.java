package org.isthmus.learn.rl;

import java.util.List;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.TorchOps;

/// Two networks that say what an action is worth; the lower word counts, against overestimation (Fujimoto, van Hoof and Meger 2018,
/// section 4.2).
record TwinCritic(Mlp first, Mlp second) {
    static TwinCritic of(Layout layout, int observationSize, int actionSize, List<Integer> hidden) {
        int inputs = observationSize + actionSize;
        return new TwinCritic(Mlp.of(layout.in("first"), inputs, hidden, 1, Activation.RELU),
                Mlp.of(layout.in("second"), inputs, hidden, 1, Activation.RELU));
    }

    /// [n][1] the lower of both.
    Tensor lower(TorchOps ops, Tensor observations, Tensor actions) {
        Tensor both = inputs(ops, observations, actions);
        return torch.minimum(first.apply(ops, both), second.apply(ops, both));
    }

    /// [n][1] what the first says.
    Tensor byFirst(TorchOps ops, Tensor observations, Tensor actions) {
        return first.apply(ops, inputs(ops, observations, actions));
    }

    /// The sum of both mean squared errors.
    Tensor loss(TorchOps ops, Tensor observations, Tensor actions, Tensor targets) {
        Tensor both = inputs(ops, observations, actions);
        return torch.mse_loss(first.apply(ops, both), targets).add(torch.mse_loss(second.apply(ops, both), targets));
    }

    private static <T> T inputs(Ops<T> ops, T observations, T actions) {
        return ops.concat(List.of(observations, actions), -1);
    }
}
