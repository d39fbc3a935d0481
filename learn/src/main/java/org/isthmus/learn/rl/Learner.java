package org.isthmus.learn.rl;

import java.util.List;
import java.util.SequencedMap;

import org.isthmus.learn.checkpoint.Checkpoint;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Weights;
import org.isthmus.task.VectorEnv;

/// An algorithm that learns a policy in worlds of a task, a little at a time.
///
/// Its future depends on its [#checkpoint] and nothing else.
public interface Learner extends AutoCloseable {
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

    /// The weights that [#act] computes with.
    Weights weights();

    /// The groups of observations that the policy sees.
    List<String> groups();

    /// The best action for each observation, as the task takes it.
    ///
    /// @param observations [n][size] of each of the groups, as the worlds show them
    /// @return [n][size]
    <T> T act(Ops<T> ops, List<T> observations);

    /// Everything that decides the future of the run: one of the same task, settings and seed that is given it goes on with the same bits.
    Checkpoint checkpoint();

    @Override
    void close();
}
