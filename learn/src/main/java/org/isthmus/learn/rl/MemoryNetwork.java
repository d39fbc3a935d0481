package org.isthmus.learn.rl;

import java.util.ArrayList;
import java.util.List;

import org.bytedeco.pytorch.Tensor;
import org.isthmus.learn.network.GruCell;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.policy.PolicyGraph;
import org.jspecify.annotations.Nullable;

/// A network that may remember: what is seen goes through a gated recurrent unit, whose state the head answers to. Without one the head answers to what
/// is seen.
///
/// @param memory none: each moment stands for itself
record MemoryNetwork(@Nullable GruCell memory, PolicyGraph.OfOneInput head) {
    /// @param inputs numbers that are seen
    /// @param gain of the head's last layer
    static MemoryNetwork of(Layout layout, PpoConfig config, int inputs, int outputs, double gain) {
        GruCell memory = config.memory() == 0 ? null : GruCell.of(layout.in("memory"), inputs, config.memory());
        Mlp head = Mlp.orthogonal(layout, memory == null ? inputs : config.memory(), config.hidden(), outputs,
                config.activation(), gain);
        return new MemoryNetwork(memory, head::apply);
    }

    /// Numbers of what is remembered; 0: nothing is.
    int size() {
        return memory == null ? 0 : memory.size();
    }

    /// What is remembered after a moment, to which the head answers.
    ///
    /// @param seen [n, inputs]
    /// @param before [n, size] what was remembered before
    /// @return [n, size]; without memory what is seen
    <T> T next(Ops<T> ops, T seen, T before) {
        return memory == null ? seen : memory.apply(ops, seen, before);
    }

    /// Answers to sequences, through whose steps gradients flow back in time.
    ///
    /// @param seen [steps, n, inputs]
    /// @param first [1, n, size] what was remembered before the first step
    /// @param goesOn [steps, n, 1] 1, or 0 where an episode begins with the step and what was before it is forgotten
    /// @return [steps·n, outputs]
    Tensor answers(TorchOps ops, Tensor seen, Tensor first, Tensor goesOn) {
        if (memory == null) {
            return head.apply(ops, seen.flatten(0, 1));
        }
        Tensor fromInputs = memory.input().apply(ops, seen);
        Tensor state = first.select(0, 0);
        List<Tensor> states = new ArrayList<>();
        for (long t = 0; t < seen.size(0); t++) {
            state = memory.next(ops, fromInputs.select(0, t), state.mul(goesOn.select(0, t)));
            states.add(state);
        }
        return head.apply(ops, ops.concat(states, 0));
    }
}
