package org.isthmus.learn.network;

import java.util.List;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.learn.tensor.Torch;
import org.jspecify.annotations.Nullable;

/// Networks computed by libtorch with given weights. Results live in the scope of the caller.
public final class TorchOps implements Ops<Tensor> {
    private final Weights weights;

    public TorchOps(Weights weights) {
        this.weights = weights;
    }

    @Override
    public Tensor parameter(Parameter parameter) {
        return weights.of(parameter);
    }

    @Override
    public Tensor constant(float[] values, long... shape) {
        return Torch.of(values, shape);
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return a.add(b);
    }

    @Override
    public Tensor subtract(Tensor a, Tensor b) {
        return a.sub(b);
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return a.mul(b);
    }

    @Override
    public Tensor divide(Tensor a, Tensor b) {
        return a.div(b);
    }

    @Override
    public Tensor affine(Tensor x, double factor, double offset) {
        return x.mul(new Scalar(factor)).add_(new Scalar(offset));
    }

    @Override
    public Tensor clamp(Tensor x, double low, double high) {
        return x.clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high)));
    }

    @Override
    public Tensor exp(Tensor x) {
        return x.exp();
    }

    @Override
    public Tensor apply(Activation activation, Tensor x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> x.relu();
            case TANH -> x.tanh();
            case ELU -> torch.elu(x);
            case SIGMOID -> x.sigmoid();
            case SILU -> torch.silu(x);
            case GELU -> torch.gelu(x);
            case MISH -> torch.mish(x);
        };
    }

    @Override
    public Tensor linear(Tensor x, Parameter weight, @Nullable Parameter bias) {
        return bias == null
                ? torch.linear(x, parameter(weight))
                : torch.linear(x, parameter(weight), new TensorOptional(parameter(bias)));
    }

    @Override
    public Tensor matmul(Tensor a, Tensor b) {
        return a.matmul(b);
    }

    @Override
    public Tensor softmax(Tensor x, int axis) {
        return torch.softmax(x, axis);
    }

    @Override
    public Tensor layerNorm(Tensor x, Parameter weight, Parameter bias, double epsilon) {
        return torch.layer_norm(x, weight.shape(), new TensorOptional(parameter(weight)),
                new TensorOptional(parameter(bias)), epsilon, true);
    }

    @Override
    public Tensor reshape(Tensor x, long... shape) {
        return x.reshape(shape);
    }

    @Override
    public Tensor permute(Tensor x, int... order) {
        long[] axes = new long[order.length];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = order[i];
        }
        return x.permute(axes);
    }

    @Override
    public Tensor concat(List<Tensor> parts, int axis) {
        return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), axis);
    }

    @Override
    public Tensor slice(Tensor x, int axis, long from, long to) {
        return x.narrow(axis, from, to - from);
    }
}
