package org.isthmus.learn.rl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import org.isthmus.core.diagnostics.Diagnostics;
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
        List<PolicySpec.Input> inputs = new ArrayList<>();
        learner.groups().forEach(group -> inputs.add(PolicySpec.Input
                .values(group, worlds.singleObservationSpace(group).size())
                .withLabels(worlds.observationLabels(group))));
        inputs.addAll(learner.images());
        PolicySpec spec = new PolicySpec(inputs, learner.states(),
                PolicySpec.Action.single(worlds.singleActionSpace().size(), 1 / worlds.task().period()), provenance);
        PolicyWriter.write(folder, spec, learner.weights(), learner, diagnostics);
    }
}
