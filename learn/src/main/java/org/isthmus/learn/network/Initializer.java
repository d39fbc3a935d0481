package org.isthmus.learn.network;

import java.util.Arrays;

import org.isthmus.core.random.RandomStream;

/// The first values of a parameter.
@FunctionalInterface
public interface Initializer {
    /// Fills the values.
    ///
    /// @param shape of the parameter; the first axis counts outputs, the others inputs
    /// @param values [product of shape] out
    void fill(RandomStream stream, long[] shape, float[] values);

    /// The same number everywhere.
    static Initializer constant(double value) {
        return (stream, shape, values) -> Arrays.fill(values, (float) value);
    }

    /// Uniform within ±1/√(inputs), as PyTorch begins weights of linear and convolution layers.
    static Initializer fanIn() {
        return (stream, shape, values) -> uniform(stream, values, 1 / Math.sqrt(inputs(shape)));
    }

    /// Uniform within ±1/√n: PyTorch's biases, whose number of inputs is not seen in their shape.
    static Initializer within(double bound) {
        return (stream, shape, values) -> uniform(stream, values, bound);
    }

    /// Normal with mean 0.
    static Initializer normal(double deviation) {
        return (stream, shape, values) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * stream.nextGaussian());
            }
        };
    }

    /// Uniform within ±√(6 / (inputs + outputs)): Glorot and Bengio 2010, equation 16.
    static Initializer xavier() {
        return (stream, shape, values) -> uniform(stream, values, Math.sqrt(6.0 / (inputs(shape) + shape[0])));
    }

    /// Rows, or columns where they are fewer, that are orthogonal and of length `gain`: Saxe, McClelland and Ganguli 2014.
    static Initializer orthogonal(double gain) {
        return (stream, shape, values) -> {
            int rows = (int) shape[0];
            int columns = inputs(shape);
            int few = Math.min(rows, columns);
            int many = Math.max(rows, columns);
            double[][] basis = new double[few][many];
            for (int i = 0; i < few; i++) {
                do {
                    Arrays.setAll(basis[i], k -> stream.nextGaussian());
                    // Twice is enough for orthogonality to rounding (Giraud, Langou and Rozloznik 2005).
                    removeComponents(basis, i);
                    removeComponents(basis, i);
                } while (!normalize(basis[i]));
            }
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    values[r * columns + c] = (float) (gain * (rows <= columns ? basis[r][c] : basis[c][r]));
                }
            }
        };
    }

    private static void removeComponents(double[][] basis, int of) {
        for (int j = 0; j < of; j++) {
            double dot = 0;
            for (int k = 0; k < basis[of].length; k++) {
                dot += basis[of][k] * basis[j][k];
            }
            for (int k = 0; k < basis[of].length; k++) {
                basis[of][k] -= dot * basis[j][k];
            }
        }
    }

    private static boolean normalize(double[] row) {
        double length = Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
        if (length < 1e-6) {
            return false;
        }
        Arrays.setAll(row, k -> row[k] / length);
        return true;
    }

    private static void uniform(RandomStream stream, float[] values, double bound) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * stream.nextOpen() - 1));
        }
    }

    private static int inputs(long[] shape) {
        long n = 1;
        for (int axis = 1; axis < shape.length; axis++) {
            n *= shape[axis];
        }
        return Math.toIntExact(n);
    }
}
