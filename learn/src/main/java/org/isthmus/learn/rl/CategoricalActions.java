package org.isthmus.learn.rl;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.TorchOps;

/// One of n actions; the network's outputs are logarithms of their probabilities, up to a constant.
///
/// @param n number of actions
record CategoricalActions(int n) implements ActionDistribution {
    @Override
    public int size() {
        return 1;
    }

    @Override
    public void prepare(TorchOps ops) {
        // nothing is learned beside the outputs
    }

    @Override
    public double sample(float[] outputs, int world, RandomStream stream, float[] action) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            most = Math.max(most, outputs[world * n + i]);
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += StrictMath.exp(outputs[world * n + i] - most);
        }
        double left = stream.nextOpen() * sum;
        int choice = 0;
        while (choice < n - 1) {
            left -= StrictMath.exp(outputs[world * n + choice] - most);
            if (left < 0) {
                break;
            }
            choice++;
        }
        action[world] = choice;
        return outputs[world * n + choice] - most - StrictMath.log(sum);
    }

    @Override
    public void mode(float[] outputs, int world, float[] action) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (outputs[world * n + i] > outputs[world * n + best]) {
                best = i;
            }
        }
        action[world] = best;
    }

    @Override
    public void send(float[] actions, float[] sent) {
        System.arraycopy(actions, 0, sent, 0, actions.length);
    }

    @Override
    public Tensor logProbability(TorchOps ops, Tensor outputs, Tensor actions) {
        return torch.log_softmax(outputs, -1).gather(-1, actions.to(torch.ScalarType.Long)).squeeze(-1);
    }

    /// −Σ p·ln p.
    @Override
    public Tensor entropy(TorchOps ops, Tensor outputs) {
        Tensor log = torch.log_softmax(outputs, -1);
        return log.exp().mul(log).sum(-1).neg().mean();
    }

    @Override
    public <T> T best(Ops<T> ops, T outputs) {
        return ops.argmax(outputs);
    }
}
