package org.isthmus.learn.network;

import java.util.Arrays;
import java.util.List;

/// A transformer that denoises actions: Chi et al. 2023, section 3.2. Actions are tokens that look at those before them, and at the step of noise and
/// what was observed until then.
///
/// @param input of an action to a token
/// @param places learned, [1, horizon, size]
/// @param observation of what is observed at one moment
/// @param memoryPlaces learned, [1, 1 + moments, size]
/// @param remember two layers of each token of the memory
public record DenoisingTransformer(Linear input, Parameter places, Linear observation, Parameter memoryPlaces,
        Mlp remember, Transformer.Decoder decoder, Linear head, int horizon, int moments) {
    private static final double SPREAD = 0.02;

    /// Layers that normalise first, as the paper's.
    public static DenoisingTransformer of(Layout layout, int actionSize, int horizon, int observationSize, int moments,
            int layers, Transformer.Config config) {
        int size = config.size();
        return new DenoisingTransformer(Linear.of(layout.in("input_emb"), actionSize, size),
                layout.add("pos_emb", Initializer.normal(SPREAD), 1, horizon, size),
                Linear.of(layout.in("cond_obs_emb"), observationSize, size),
                layout.add("cond_pos_emb", Initializer.normal(SPREAD), 1, 1L + moments, size),
                Mlp.of(layout.in("encoder"), size, List.of(4 * size), size, Activation.MISH),
                Transformer.Decoder.of(layout.in("decoder"), layers, config),
                Linear.of(layout.in("head"), size, actionSize), horizon, moments);
    }

    /// @param x [batch, horizon, actionSize] noisy actions
    /// @param step [batch or 1, size] the step of noise, from [Positions#ofSteps]
    /// @param observed [batch, moments, observationSize]
    /// @return [batch, horizon, actionSize]
    public <T> T apply(Ops<T> ops, T x, T step, T observed) {
        long size = head.weight().shape()[1];
        T noise = ops.reshape(ops.repeat(step, observed), -1, 1, size);
        T memory = ops.concat(List.of(noise, observation.apply(ops, observed)), 1);
        memory = remember.apply(ops, ops.add(memory, ops.parameter(memoryPlaces)));
        T tokens = ops.add(input.apply(ops, x), ops.parameter(places));
        T seen = ops.constant(mask(horizon, horizon, 0), 1, 1, horizon, horizon);
        // An action sees the step of noise and the moments up to its own.
        T known = ops.constant(mask(horizon, 1 + moments, 1), 1, 1, horizon, 1L + moments);
        return head.apply(ops, decoder.apply(ops, tokens, memory, null, null, seen, known));
    }

    /// [rows][columns] 0 where the column is at most the row plus some, else −∞
    private static float[] mask(int rows, int columns, int more) {
        float[] mask = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            int from = Math.min(columns, r + more + 1);
            Arrays.fill(mask, r * columns + from, (r + 1) * columns, Float.NEGATIVE_INFINITY);
        }
        return mask;
    }
}
