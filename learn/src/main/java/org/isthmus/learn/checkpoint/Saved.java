package org.isthmus.learn.checkpoint;

import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.optimize.Adam;
import org.isthmus.learn.tensor.Torch;

/// Something whose state is a part of a [Checkpoint].
public interface Saved {
    /// Adds the state.
    ///
    /// @param prefix of the names of all its arrays
    void save(SafeTensors out, String prefix);

    /// Takes the state over.
    ///
    /// @throws IllegalArgumentException when it is not there, or of another size
    void resume(SafeTensors from, String prefix);

    /// Each parameter under its name.
    static Saved of(Weights weights) {
        return new Saved() {
            @Override
            public void save(SafeTensors out, String prefix) {
                for (Parameter parameter : weights.layout().parameters()) {
                    out.put(prefix + parameter.name(), Torch.toArray(weights.of(parameter)), parameter.shape());
                }
            }

            @Override
            public void resume(SafeTensors from, String prefix) {
                for (Parameter parameter : weights.layout().parameters()) {
                    Torch.set(weights.of(parameter), from.floats(prefix + parameter.name(), parameter.size()));
                }
            }
        };
    }

    /// The averages and the count of an optimiser.
    static Saved of(Adam adam) {
        return new Saved() {
            @Override
            public void save(SafeTensors out, String prefix) {
                out.put(prefix + "first", Torch.toArray(adam.first()))
                        .put(prefix + "second", Torch.toArray(adam.second())).put(prefix + "steps", adam.steps());
            }

            @Override
            public void resume(SafeTensors from, String prefix) {
                Torch.set(adam.first(), from.floats(prefix + "first", adam.first().numel()));
                Torch.set(adam.second(), from.floats(prefix + "second", adam.second().numel()));
                adam.resume(from.longs(prefix + "steps")[0]);
            }
        };
    }

    /// Numbers that change in place.
    ///
    /// @param values [n]
    static Saved of(float[] values) {
        return new Saved() {
            @Override
            public void save(SafeTensors out, String prefix) {
                out.put(prefix + "values", values);
            }

            @Override
            public void resume(SafeTensors from, String prefix) {
                System.arraycopy(from.floats(prefix + "values", values.length), 0, values, 0, values.length);
            }
        };
    }

    /// A whole number.
    static Saved count(LongSupplier get, LongConsumer set) {
        return new Saved() {
            @Override
            public void save(SafeTensors out, String prefix) {
                out.put(prefix + "value", get.getAsLong());
            }

            @Override
            public void resume(SafeTensors from, String prefix) {
                set.accept(from.longs(prefix + "value")[0]);
            }
        };
    }

    /// A number.
    static Saved number(DoubleSupplier get, DoubleConsumer set) {
        return new Saved() {
            @Override
            public void save(SafeTensors out, String prefix) {
                out.put(prefix + "value", new double[]{get.getAsDouble()});
            }

            @Override
            public void resume(SafeTensors from, String prefix) {
                set.accept(from.doubles(prefix + "value")[0]);
            }
        };
    }
}
