package org.isthmus.learn.checkpoint;

import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.optimize.Adam;
import org.isthmus.learn.tensor.Torch;

/// Weights and optimisers, in and out of files.
public final class Checkpoints {
    private Checkpoints() {}

    /// Adds each parameter under its name.
    public static void put(SafeTensors out, Weights weights, String prefix) {
        for (Parameter parameter : weights.layout().parameters()) {
            out.put(prefix + parameter.name(), Torch.toArray(weights.of(parameter)), parameter.shape());
        }
    }

    /// Takes over the parameters of a file.
    ///
    /// @throws IllegalArgumentException when one is not there, or has another size
    public static void take(SafeTensors from, Weights weights, String prefix) {
        for (Parameter parameter : weights.layout().parameters()) {
            String name = prefix + parameter.name();
            float[] values = from.floats(name);
            if (values.length != parameter.size()) {
                throw new IllegalArgumentException("'" + name + "' has " + values.length + " numbers, expected "
                        + parameter.size());
            }
            Torch.set(weights.of(parameter), values);
        }
    }

    /// Adds the averages and the count of an optimiser.
    public static void put(SafeTensors out, Adam adam, String prefix) {
        out.put(prefix + "first", Torch.toArray(adam.first())).put(prefix + "second", Torch.toArray(adam.second()))
                .put(prefix + "steps", adam.steps());
    }

    /// Takes them over.
    public static void take(SafeTensors from, Adam adam, String prefix) {
        Torch.set(adam.first(), from.floats(prefix + "first"));
        Torch.set(adam.second(), from.floats(prefix + "second"));
        adam.resume(from.longs(prefix + "steps")[0]);
    }
}
