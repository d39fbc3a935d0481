package org.isthmus.cli;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.rl.Learner;
import org.isthmus.learn.rl.Td3;
import org.isthmus.task.Task;

import picocli.CommandLine.Command;

/// `isthmus train td3`: TD3.
@Command(
        name = "td3",
        description = "Learns a policy by its rewards from what it remembers: TD3 (docs/algorithms/off-policy.md).",
        footer = {"", "Examples:", "  isthmus train td3 Reach-v1 --out runs/reach --steps 200000"})
final class TrainTd3Command extends TrainOffPolicy {
    TrainTd3Command() {}

    @Override
    Learner learner(Task task, String id, long seed, Parallel pool) {
        return new Td3(task, CONFIG, seed, pool);
    }
}
