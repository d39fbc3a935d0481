package org.isthmus.learn.network;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.tensor.Torch;

/// Numbers for a layout, in one piece of memory, and their gradients in another: so an optimiser, a moving average and the length of the
/// gradient are a few operations whatever the number of layers.
public final class Weights implements AutoCloseable {
    private final Layout layout;
    /// [layout.size()]
    private final Tensor values;
    /// [layout.size()]
    private final Tensor gradients;
    /// [layout.fixedSize()] what is not learned
    private final Tensor fixed;
    /// Views of the values, by index of parameter; gradients of learned ones are views of the gradients.
    private final List<Tensor> leaves = new ArrayList<>();

    /// @param values and fixed: kept, in the scope of the caller
    private Weights(Layout layout, Tensor values, Tensor fixed) {
        this.layout = layout;
        this.values = Torch.keep(values);
        this.fixed = Torch.keep(fixed);
        try (PointerScope _ = new PointerScope()) {
            gradients = Torch.keep(torch.zeros(layout.size()));
            for (Parameter parameter : layout.parameters()) {
                if (parameter.isFixed()) {
                    leaves.add(Torch.keep(part(fixed, parameter)));
                } else {
                    Tensor leaf = part(values, parameter).set_requires_grad(true);
                    leaf.mutable_grad().put(part(gradients, parameter));
                    leaves.add(Torch.keep(leaf));
                }
            }
        }
    }

    private static Tensor part(Tensor whole, Parameter parameter) {
        return whole.narrow(0, parameter.offset(), parameter.size()).view(parameter.shape()).detach();
    }

    private static Weights zeros(Layout layout) {
        try (PointerScope _ = new PointerScope()) {
            return new Weights(layout, torch.zeros(layout.size()), torch.zeros(layout.fixedSize()));
        }
    }

    /// First values, drawn for each parameter from a stream of its name.
    public static Weights initial(Layout layout, RandomStream stream) {
        Weights weights = zeros(layout);
        for (Parameter parameter : layout.parameters()) {
            float[] first = new float[Math.toIntExact(parameter.size())];
            parameter.initializer().fill(stream.child(parameter.name()), parameter.shape(), first);
            Torch.set(weights.leaves.get(parameter.index()), first);
        }
        return weights;
    }

    /// Numbers of their own that begin as these.
    public Weights copy() {
        Weights copy = zeros(layout);
        copy.set(this);
        return copy;
    }

    /// The same numbers, with gradients of their own.
    public Weights alias() {
        try (PointerScope _ = new PointerScope()) {
            return new Weights(layout, values.detach(), fixed.detach());
        }
    }

    public Layout layout() {
        return layout;
    }

    /// [size] all learned numbers
    public Tensor values() {
        return values;
    }

    /// [size] the gradients that [Tensor#backward] adds to
    public Tensor gradients() {
        return gradients;
    }

    /// The numbers of a parameter, in its shape.
    public Tensor of(Parameter parameter) {
        return leaves.get(parameter.index());
    }

    /// Takes over the numbers of others of the same layout.
    public void set(Weights others) {
        blend(others, 1);
    }

    /// Moves towards others of the same layout by a fraction of the way: a moving average, or targets of Lillicrap et al. 2016.
    public void blend(Weights others, double fraction) {
        if (others.layout.size() != layout.size()) {
            throw new IllegalArgumentException(others.layout.size() + " numbers, expected " + layout.size());
        }
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            if (fraction == 1) {
                values.copy_(others.values);
                fixed.copy_(others.fixed);
            } else {
                values.lerp_(others.values, new Scalar(fraction));
            }
        }
    }

    @Override
    public void close() {
        leaves.forEach(Tensor::close);
        leaves.clear();
        values.close();
        fixed.close();
        gradients.close();
    }
}
