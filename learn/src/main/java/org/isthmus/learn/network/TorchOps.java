package org.isthmus.learn.network;

import java.util.Arrays;
import java.util.List;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.learn.tensor.Torch;
import org.jspecify.annotations.Nullable;

/// Networks computed by libtorch with given weights. Results live in the scope of the caller.
public final class TorchOps implements Ops<Tensor> {
    private final Weights weights;
    /// What drops numbers out; none where a network is used, not trained.
    private final @Nullable Dropout chance;

    /// As a network is used.
    public TorchOps(Weights weights) {
        this(weights, null);
    }

    private TorchOps(Weights weights, @Nullable Dropout chance) {
        this.weights = weights;
        this.chance = chance;
    }

    /// As a network is trained, for one step: with dropout that is drawn from a seed.
    public static TorchOps training(Weights weights, long seed) {
        return new TorchOps(weights, new Dropout(seed));
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
    public Tensor sqrt(Tensor x) {
        return x.sqrt();
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
    public Tensor split(Tensor x, long a, long b) {
        return x.reshape(x.size(0), x.size(1), a, b);
    }

    @Override
    public Tensor merge(Tensor x, long size) {
        return x.reshape(x.size(0), x.size(1), size);
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

    @Override
    public Tensor repeat(Tensor x, Tensor like) {
        long[] shape = new long[Math.toIntExact(x.dim())];
        Arrays.fill(shape, -1);
        shape[0] = like.size(0);
        return x.expand(shape);
    }

    @Override
    public Tensor mean(Tensor x, int axis) {
        return x.mean(new long[]{axis}, true, new ScalarTypeOptional());
    }

    @Override
    public Tensor max(Tensor x, int axis) {
        return x.max(axis, true).get0();
    }

    @Override
    public Tensor argmax(Tensor x) {
        return x.argmax(new LongOptional(-1), true).to(x.scalar_type());
    }

    @Override
    public Tensor convolve(Tensor x, Parameter weight, @Nullable Parameter bias, int stride, int padding) {
        long[] one = {1};
        TensorOptional b = bias == null ? new TensorOptional() : new TensorOptional(parameter(bias));
        long[] strides = {stride};
        long[] paddings = {padding};
        return weight.rank() == 3
                ? torch.conv1d(x, parameter(weight), b, strides, paddings, one, 1)
                : torch.conv2d(x, parameter(weight), b, strides, paddings, one, 1);
    }

    @Override
    public Tensor transposedConvolve(Tensor x, Parameter weight, Parameter bias, int stride, int padding) {
        return torch.conv_transpose1d(x, parameter(weight), new TensorOptional(parameter(bias)), new long[]{stride},
                new long[]{padding}, new long[]{0}, 1, 1);
    }

    @Override
    public Tensor maxPool(Tensor x, int kernel, int stride, int padding) {
        return torch.max_pool2d(x, new long[]{kernel}, new long[]{stride}, new long[]{padding}, new long[]{1}, false);
    }

    @Override
    public Tensor groupNorm(Tensor x, int groups, Parameter weight, Parameter bias, double epsilon) {
        return torch.group_norm(x, groups, new TensorOptional(parameter(weight)), new TensorOptional(parameter(bias)),
                epsilon, false);
    }

    @Override
    public Tensor attention(Tensor q, Tensor k, Tensor v, @Nullable Tensor mask, double dropout) {
        if (chance == null || dropout == 0) {
            return torch.scaled_dot_product_attention(q, k, v,
                    mask == null ? new TensorOptional() : new TensorOptional(mask), 0, false, new DoubleOptional(),
                    false);
        }
        Tensor scores = q.matmul(k.transpose(-2, -1)).mul(new Scalar(1 / Math.sqrt(q.size(-1))));
        Tensor weights = torch.softmax(mask == null ? scores : scores.add(mask), -1);
        return dropout(weights, dropout).matmul(v);
    }

    @Override
    public Tensor dropout(Tensor x, double probability) {
        return chance == null || probability == 0 ? x : x.mul(chance.kept(x, probability));
    }
}
