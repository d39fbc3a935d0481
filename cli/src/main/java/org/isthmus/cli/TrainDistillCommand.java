package org.isthmus.cli;

import java.nio.file.Path;
import java.util.List;
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
            "  isthmus train distill SlideBlock-v1 --teacher runs/teacher/policy --groups history --out runs/student --steps 500000"})
final class TrainDistillCommand extends TrainByRewards {
    @Option(names = "--teacher", paramLabel = "FOLDER", required = true,
            description = "The folder of the policy to learn from.")
    private Path teacher;

    @Option(names = "--groups", paramLabel = "NAME", split = ",", defaultValue = "policy",
            description = "Groups of observations that the student sees (default: ${DEFAULT-VALUE}).")
    private List<String> groups;

    TrainDistillCommand() {}

    @Override
    Learner learner(Task task, String id, long seed, Parallel pool) {
        DistillationConfig config = DistillationConfig.DEFAULT.withGroups(groups);
        return new Distillation(task, OnnxPolicy.open(teacher, config.worlds(), new Diagnostics()), config, seed, pool);
    }

    @Override
    void describe(String id, SortedMap<String, String> settings) {
        settings.put("settings", DistillationConfig.DEFAULT.withGroups(groups).toString());
        settings.put("teacher", teacher.toString());
    }
}
