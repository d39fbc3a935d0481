package org.isthmus.cli;

import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.pipeline.TaskSetup;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.ObjectCloud;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The worlds that a policy acts in: of the task that it was trained for, or of another that fits.
final class PolicyWorlds {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--task", paramLabel = "TASK", description = "The task (default: that the policy was trained for).")
    private @Nullable String task;

    @Mixin
    private TaskVariant variant;

    @Mixin
    private EngineOption engine;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1000000",
            description = "Of the first episode (default: ${DEFAULT-VALUE}, far from those that are recorded by default).")
    private long seed;

    PolicyWorlds() {}

    /// Of the first episode.
    long seed() {
        return seed;
    }

    /// The task, with cameras as the policy needs them.
    Task task(PolicySpec policySpec) {
        return policySpec.fitted(setup(policySpec).task());
    }

    /// Worlds that do not reset themselves.
    ///
    /// @param made as [#task] makes it
    VectorEnv env(PolicySpec policySpec, Task made, int worlds, boolean isSeen, Parallel pool) {
        VectorEnv env = new VectorEnv(made, new VectorEnv.Options(worlds, engine.engine(worlds).name(),
                Autoreset.DISABLED, isSeen || policySpec.isSeeing()), pool);
        check(policySpec, env);
        return env;
    }

    private static List<PolicySpec.Input> of(PolicySpec policySpec, PolicySpec.Kind... kinds) {
        return policySpec.inputs().stream().filter(input -> List.of(kinds).contains(input.kind())).toList();
    }

    private TaskSetup setup(PolicySpec policySpec) {
        String id = task != null ? task : policySpec.provenance().get("task");
        if (id == null) {
            throw wrong("the policy does not say for which task it was trained; name it with --task");
        }
        return variant.setup(id, policySpec.provenance().getOrDefault("robot", ""));
    }

    /// Whether the policy's inputs and actions are the task's.
    private void check(PolicySpec policySpec, VectorEnv env) {
        if (env.singleActionSpace().size() != policySpec.action().size()) {
            throw wrong("the policy's action has " + policySpec.action().size() + " numbers, that of " + env.task().id()
                    + " " + env.singleActionSpace().size());
        }
        for (PolicySpec.Input input : of(policySpec, PolicySpec.Kind.POINTS)) {
            if (ObjectCloud.named(input.name(), env.task().cameras(), env.model()).isEmpty()
                    || !input.shape().equals(List.of(ObjectCloud.POINTS, ObjectCloud.AXES))) {
                throw wrong("the policy's input '" + input.name() + "' of shape " + input.shape() + " is no cloud of "
                        + env.task().id() + ", whose cameras see " + ObjectCloud.POINTS + " points of its bodies");
            }
        }
        for (PolicySpec.Input input : of(policySpec, PolicySpec.Kind.VALUES)) {
            int size = env.singleObservationSpace(input.name()).size();
            if (size != input.size()) {
                throw wrong("the policy's input '" + input.name() + "' has " + input.size() + " numbers, that of "
                        + env.task().id() + " " + size);
            }
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
