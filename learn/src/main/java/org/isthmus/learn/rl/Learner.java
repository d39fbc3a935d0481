package org.isthmus.learn.rl;

import java.util.List;
import java.util.SequencedMap;

import org.isthmus.learn.checkpoint.Checkpoint;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.policy.PolicyGraph;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.task.VectorEnv;

/// An algorithm that learns a policy in worlds of a task, a little at a time.
///
/// Its future depends on its [#checkpoint] and nothing else.
///
/// As a graph it is the policy as it is now: the best action for each observation, as the task takes it, and what is remembered then.
public interface Learner extends AutoCloseable, PolicyGraph {
    /// Acts in all worlds, and learns.
    ///
    /// @return figures by name, the same names each time
    SequencedMap<String, Double> iterate();

    /// That it learns in.
    VectorEnv worlds();

    /// Steps taken in all worlds together.
    long steps();

    /// Of the episodes that ended last.
    EpisodeStatistics episodes();

    /// The weights that the policy computes with.
    Weights weights();

    /// The groups of observations that the policy sees.
    List<String> groups();

    /// The images that the policy sees beside them.
    default List<PolicySpec.Input> images() {
        return List.of();
    }

    /// What the policy remembers from one moment to the next.
    default List<PolicySpec.State> states() {
        return List.of();
    }

    /// Everything that decides the future of the run: one of the same task, settings and seed that is given it goes on with the same bits.
    Checkpoint checkpoint();

    @Override
    void close();
}
