package org.isthmus.cli;

import java.util.List;
import java.util.SortedMap;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.rl.Learner;
import org.isthmus.learn.rl.PpoConfig;
import org.isthmus.learn.rl.Rma;
import org.isthmus.learn.rl.RmaConfig;
import org.isthmus.task.Task;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `isthmus train rma`: Rapid Motor Adaptation.
@Command(
        name = "rma",
        description = "Learns a policy that tells from its history what only a simulation knows: Rapid Motor Adaptation (docs/algorithms/rma.md).",
        footer = {"", "Examples:", "  isthmus train rma SlideBlock-v1 --out runs/slide --steps 1200000"})
final class TrainRmaCommand extends TrainByRewards {
    @Option(names = "--base-steps", paramLabel = "N", defaultValue = "1000000",
            description = "Steps of all worlds together in which the policy learns that is told what is hidden; those that are left teach the history (default: ${DEFAULT-VALUE}).")
    private long baseSteps;

    @Option(names = "--worlds", paramLabel = "N",
            description = "Worlds side by side (default: what suits the task, and fewer where the history is learned from).")
    private @Nullable Integer worlds;

    @Option(names = "--groups", paramLabel = "NAME", split = ",", defaultValue = "policy",
            description = "Groups of observations that the policy sees (default: ${DEFAULT-VALUE}).")
    private List<String> groups;

    @Option(names = "--hidden", paramLabel = "NAME", defaultValue = "hidden",
            description = "The group of what is hidden (default: ${DEFAULT-VALUE}).")
    private String hidden;

    @Option(names = "--history", paramLabel = "NAME", split = ",", defaultValue = "history",
            description = "Groups of what is remembered (default: ${DEFAULT-VALUE}).")
    private List<String> history;

    TrainRmaCommand() {}

    private RmaConfig config(String id) {
        RmaConfig config = RmaConfig.of(PpoConfig.of(id), groups, hidden, history).withBaseSteps(baseSteps);
        return worlds != null ? config.withWorlds(worlds) : config;
    }

    @Override
    Learner learner(Task task, String id, long seed, Parallel pool) {
        checkWorlds(worlds);
        check(baseSteps >= 1 && baseSteps < steps(),
                "--base-steps " + baseSteps + ", expected 1 or more, and less than --steps " + steps());
        return new Rma(task, config(id), seed, pool);
    }

    @Override
    void describe(String id, SortedMap<String, String> settings) {
        settings.put("settings", config(id).toString());
    }
}
