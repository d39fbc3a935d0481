package org.isthmus.cli;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.rl.Learner;
import org.isthmus.learn.rl.Sac;
import org.isthmus.task.Task;

import picocli.CommandLine.Command;

/// `isthmus train sac`: Soft Actor-Critic.
@Command(
        name = "sac",
        description = "Learns a policy by its rewards from what it remembers: Soft Actor-Critic (docs/algorithms/off-policy.md).",
        footer = {"", "Examples:", "  isthmus train sac Reach-v1 --out runs/reach --steps 200000"})
final class TrainSacCommand extends TrainOffPolicy {
    TrainSacCommand() {}

    @Override
    Learner learner(Task task, String id, long seed, Parallel pool) {
        return new Sac(task, CONFIG, seed, pool);
    }
}
