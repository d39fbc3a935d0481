package org.isthmus.learn.rl;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Initializer;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.space.Box;

/// Independent normal distributions around the network's outputs, with learned deviations that do not depend on the state. An action of
/// −1 and 1 is the low and the high end of the space; what is drawn outside is cut when it is sent.
final class Gaussian implements ActionDistribution {
    static final double LOG_2PI = StrictMath.log(2 * Math.PI);

    private final int size;
    private final ActionRange range;
    private final Parameter logDeviation;
    /// [size] the logarithms that [#prepare] saw
    private float[] seen;

    Gaussian(Box box, Layout layout, double firstLogDeviation) {
        range = ActionRange.of(box);
        size = range.size();
        logDeviation = layout.add("log_deviation", Initializer.constant(firstLogDeviation), size);
        seen = new float[size];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void prepare(TorchOps ops) {
        seen = Torch.toArray(ops.parameter(logDeviation));
    }

    @Override
    public double sample(float[] outputs, int world, RandomStream stream, float[] action) {
        double log = -0.5 * size * LOG_2PI;
        for (int i = 0; i < size; i++) {
            double noise = stream.nextGaussian();
            int at = world * size + i;
            action[at] = (float) (outputs[at] + StrictMath.exp(seen[i]) * noise);
            log -= 0.5 * noise * noise + seen[i];
        }
        return log;
    }

    @Override
    public void mode(float[] outputs, int world, float[] action) {
        System.arraycopy(outputs, world * size, action, world * size, size);
    }

    @Override
    public void send(float[] actions, float[] sent) {
        range.send(actions, sent);
    }

    /// −½·Σ ((a − μ)/σ)² + 2·ln σ + ln 2π.
    @Override
    public Tensor logProbability(TorchOps ops, Tensor outputs, Tensor actions) {
        Tensor log = ops.parameter(logDeviation);
        Tensor distance = actions.sub(outputs).div(log.exp());
        return distance.square().add(log.mul(new Scalar(2.0))).add(new Scalar(LOG_2PI)).sum(-1)
                .mul(new Scalar(-0.5));
    }

    /// Σ ½·(1 + ln 2π) + ln σ.
    @Override
    public Tensor entropy(TorchOps ops, Tensor outputs) {
        return ops.parameter(logDeviation).add(new Scalar(0.5 * (1 + LOG_2PI))).sum();
    }

    @Override
    public <T> T best(Ops<T> ops, T outputs) {
        return range.send(ops, outputs);
    }
}
