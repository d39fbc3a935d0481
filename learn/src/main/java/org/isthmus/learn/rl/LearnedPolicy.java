package org.isthmus.learn.rl;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.policy.PolicyGraph;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.policy.PolicyWriter;
import org.isthmus.task.VectorEnv;

/// What a learner learned, as a policy that leaves.
public final class LearnedPolicy {
    private LearnedPolicy() {}

    /// Writes the policy as it is now; one that is there is replaced.
    ///
    /// @param folder is made where it is not there
    /// @param provenance see [PolicySpec]
    public static void write(Path folder, Learner learner, SortedMap<String, String> provenance,
            Diagnostics diagnostics) {
        VectorEnv worlds = learner.worlds();
        List<PolicySpec.Input> inputs = learner.groups().stream().map(group -> PolicySpec.Input
                .values(group, worlds.singleObservationSpace(group).size())
                .withLabels(worlds.observationLabels(group))).toList();
        PolicySpec spec = new PolicySpec(inputs, List.of(),
                PolicySpec.Action.single(worlds.singleActionSpace().size(), 1 / worlds.task().period()), provenance);
        PolicyWriter.write(folder, spec, learner.weights(), new Graph(learner), diagnostics);
    }

    private record Graph(Learner learner) implements PolicyGraph {
        @Override
        public <T> Map<String, T> apply(Ops<T> ops, Inputs<T> inputs) {
            Map<String, T> outputs = new LinkedHashMap<>();
            outputs.put(PolicySpec.ACTION, learner.act(ops, learner.groups().stream().map(inputs::of).toList()));
            return outputs;
        }
    }
}
