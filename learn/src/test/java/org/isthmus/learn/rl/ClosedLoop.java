package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.policy.Observations;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.learn.policy.PolicyGraph;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.VectorEnv;

/// A policy that left, acting in worlds, held against the learner's network in libtorch.
final class ClosedLoop {
    private final Learner learner;
    private final VectorEnv env;
    private final TorchOps ops;
    /// [worlds][size] of each state
    private final Map<String, float[]> states = new LinkedHashMap<>();

    private ClosedLoop(Learner learner, VectorEnv env) {
        this.learner = learner;
        this.env = env;
        ops = new TorchOps(learner.weights());
        learner.states()
                .forEach(state -> states.put(state.name(), new float[env.worlds() * state.shape().getFirst()]));
    }

    /// Fails unless both choose the same actions, also after episodes that ended.
    ///
    /// @param env that begins episodes in the step in which others end
    static void assertSame(OnnxPolicy policy, Learner learner, VectorEnv env, int steps) {
        ClosedLoop loop = new ClosedLoop(learner, env);
        float[] actions = new float[env.worlds() * policy.spec().action().size()];
        int ended = 0;
        for (int t = 0; t < steps; t++) {
            policy.act(Observations.of(env), actions);
            assertThat(actions).as("step %d", t).containsExactly(loop.act(policy.spec()), within(1e-4f));
            env.step(actions);
            boolean[] begun = new boolean[env.worlds()];
            for (int w = 0; w < begun.length; w++) {
                begun[w] = env.terminated()[w] || env.truncated()[w];
                ended += begun[w] ? 1 : 0;
            }
            policy.reset(env.seeds(), begun);
            loop.forget(begun);
        }
        assertThat(ended).isGreaterThan(env.worlds());
    }

    private float[] act(PolicySpec spec) {
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            spec.inputs().forEach(input -> inputs.put(input.name(), observed(input)));
            states.forEach((name, state) -> inputs.put(name,
                    Torch.of(state, env.worlds(), state.length / env.worlds())));
            Map<String, Tensor> outputs = learner.apply(ops, new PolicyGraph.Inputs<>(inputs));
            states.forEach((name, state) -> Torch.copy(Objects.requireNonNull(outputs.get(name)), state, 0));
            return Torch.toArray(Objects.requireNonNull(outputs.get(PolicySpec.ACTION)));
        }
    }

    private Tensor observed(PolicySpec.Input input) {
        if (input.kind() == PolicySpec.Kind.VALUES) {
            return Torch.of(env.observation(input.name()), env.worlds(), input.size());
        }
        List<Integer> shape = input.shape();
        return Torch.ofBytes(env.images(input.name().substring(PolicySpec.IMAGES.length())).rgb(),
                IntStream.range(0, env.worlds()).toArray(), shape.get(0), shape.get(1), shape.get(2));
    }

    private void forget(boolean[] begun) {
        states.values().forEach(state -> {
            int size = state.length / env.worlds();
            for (int i = 0; i < state.length; i++) {
                state[i] = begun[i / size] ? 0 : state[i];
            }
        });
    }
}
