package org.isthmus.cli;

import java.nio.file.Path;
import java.util.Locale;

import org.isthmus.learn.policy.PolicyTrial;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus policy run`: how often a policy does its task.
@Command(
        name = "run",
        description = "Lets a policy act in a task's worlds and tells how often it does the task.",
        footer = {"", "Example: isthmus policy run run/policy --episodes 200"})
final class PolicyRunCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The folder of the policy.")
    private Path folder;

    @Mixin
    private TrialOptions trial;

    PolicyRunCommand() {}

    @Override
    public void run() {
        PolicyTrial result = trial.run(folder);
        spec.commandLine().getOut().printf(Locale.ROOT,
                "%d of %d episodes succeeded (%.1f %%), mean return %.4g, mean length %.1f steps, "
                        + "a call %.3f ms (median), %.3f ms (99 %%)%n",
                result.successes(), result.episodes(), 100.0 * result.successes() / result.episodes(),
                result.meanReturn(), result.meanLength(), 1e3 * result.seconds(0.5), 1e3 * result.seconds(0.99));
        spec.commandLine().getOut().flush();
    }
}
