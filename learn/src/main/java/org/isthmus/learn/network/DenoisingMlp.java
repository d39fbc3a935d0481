package org.isthmus.learn.network;

import java.util.ArrayList;
import java.util.List;

/// A perceptron that denoises actions, all of a chunk at once, with layers that add to what came in; each is told anew what step of noise it is and what was
/// observed: after Pearce et al. 2023 ("Imitating human behaviour with diffusion models", section 4, "MLP sieve").
///
/// What was observed counts by one linear layer for all layers, which is the same for all steps of noise and is computed once.
///
/// @param input from noisy actions
/// @param layers each adds to its input
/// @param step from the step of noise to what is added in each layer, the first one's first
/// @param observed the same from what was observed
public record DenoisingMlp(Linear input, List<Linear> layers, Linear step, Linear observed, Linear head, int horizon,
        int width) {
    public DenoisingMlp {
        layers = List.copyOf(layers);
    }

    /// @param stepSize of the step of noise
    /// @param observedSize of what was observed
    /// @param width of a layer
    /// @param count of layers that add to their input
    public static DenoisingMlp of(Layout layout, int actionSize, int horizon, int stepSize, int observedSize, int width,
            int count) {
        List<Linear> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(Linear.of(layout.in("layer" + i), width, width));
        }
        int all = (count + 1) * width;
        return new DenoisingMlp(Linear.of(layout.in("input"), horizon * actionSize, width), layers,
                Linear.of(layout.in("step"), stepSize, all), Linear.of(layout.in("observed"), observedSize, all),
                Linear.of(layout.in("head"), width, horizon * actionSize), horizon, width);
    }

    /// What each layer adds because of what was observed.
    ///
    /// @param x [batch, observedSize]
    /// @return [batch, (layers + 1)·width]
    public <T> T told(Ops<T> ops, T x) {
        return observed.apply(ops, x);
    }

    /// @param x [batch, horizon, actionSize] noisy actions
    /// @param number [batch or 1, stepSize] the step of noise, from [Positions#ofSteps]
    /// @param told as above
    /// @return [batch, horizon, actionSize]
    public <T> T apply(Ops<T> ops, T x, T number, T told) {
        T added = ops.add(told, step.apply(ops, number));
        long numbers = head.weight().shape()[0];
        T y = layer(ops, input, ops.reshape(x, -1, numbers), added, 0);
        for (int i = 0; i < layers.size(); i++) {
            y = ops.add(y, layer(ops, layers.get(i), y, added, i + 1));
        }
        return ops.reshape(head.apply(ops, y), -1, horizon, numbers / horizon);
    }

    private <T> T layer(Ops<T> ops, Linear linear, T x, T added, int number) {
        T own = ops.slice(added, -1, (long) number * width, (number + 1L) * width);
        return ops.apply(Activation.MISH, ops.add(linear.apply(ops, x), own));
    }
}
