package org.isthmus.cli;

import java.nio.file.Path;
import java.util.SortedMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.learn.rl.Distillation;
import org.isthmus.learn.rl.DistillationConfig;
import org.isthmus.learn.rl.Learner;
import org.isthmus.task.Task;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `isthmus train distill`: a teacher's skill for a student who sees less.
@Command(
        name = "distill",
        description = "Learns what another policy, which may see more, does: DAgger (docs/algorithms/distillation.md).",
        footer = {"", "Examples:",
            "  isthmus train distill Reach-v1 --teacher runs/reach/policy --out runs/student --steps 200000"})
final class TrainDistillCommand extends TrainByRewards {
    @Option(names = "--teacher", paramLabel = "FOLDER", required = true,
            description = "The folder of the policy to learn from.")
    private Path teacher;

    @Option(names = "--group", paramLabel = "NAME", defaultValue = "policy",
            description = "The group of observations that the student sees (default: ${DEFAULT-VALUE}).")
    private String group;

    TrainDistillCommand() {}

    @Override
    Learner learner(Task task, String id, long seed, Parallel pool) {
        DistillationConfig config = DistillationConfig.DEFAULT.withGroup(group);
        return new Distillation(task, OnnxPolicy.open(teacher, config.worlds(), new Diagnostics()), config, seed, pool);
    }

    @Override
    void describe(String id, SortedMap<String, String> settings) {
        settings.put("settings", DistillationConfig.DEFAULT.withGroup(group).toString());
        settings.put("teacher", teacher.toString());
    }
}
