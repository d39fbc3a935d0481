package org.isthmus.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

import org.bytedeco.pytorch.Tensor;
import org.isthmus.learn.tensor.Torch;

/// What PyTorch computed from numbers that a formula gives: lines that scripts of the cross-check suite write and check.
///
/// @param count how many numbers were learned, or came out
/// @param values some of what came out
public record PyTorchValues(int count, float[] values) {
    /// Of a network, by crosscheck/network_values.py.
    public static PyTorchValues ofNetwork(String name) {
        return read("networks.txt", name);
    }

    /// Of a formula of learning, by crosscheck/learning_values.py.
    public static PyTorchValues ofLearning(String name) {
        return read("learning.txt", name);
    }

    private static PyTorchValues read(String file, String name) {
        try (InputStream in = PyTorchValues.class.getResourceAsStream(file)) {
            assertThat(in).isNotNull();
            String[] words = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split(" "))
                    .filter(line -> line[0].equals(name)).findFirst().orElseThrow();
            float[] values = new float[words.length - 2];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.parseFloat(words[i + 2]);
            }
            return new PyTorchValues(Integer.parseInt(words[1]), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All of them are as computed here.
    public void assertClose(float[] found) {
        assertThat(found).containsExactly(values, within(1e-5f));
    }

    /// Numbers that depend on a name and a place only, as the function of the same name in the scripts gives them.
    public static float[] fill(String name, long... shape) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        int count = Math.toIntExact(Torch.size(shape));
        long inputs = shape.length == 1 ? 4 : Torch.size(Arrays.copyOfRange(shape, 1, shape.length));
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            double value = ((crc.getValue() + i * 2654435761L) % 4096 / 2048.0 - 1) / Math.sqrt(inputs);
            values[i] = (float) (name.endsWith("running_var") ? Math.abs(value) + 0.5 : value);
        }
        return values;
    }

    /// The same, times a number, as a tensor.
    public static Tensor filled(double factor, String name, long... shape) {
        float[] values = fill(name, shape);
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) factor;
        }
        return Torch.of(values, shape);
    }
}
