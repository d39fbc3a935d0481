package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.isthmus.learn.policy.PolicyTrial;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus policy compare`: policies in the same episodes.
@Command(
        name = "compare",
        description = "Lets policies act in the same episodes, one policy after the other, and prints a table.",
        footer = {"", "Example: isthmus policy compare act/policy diffusion/policy --episodes 200"})
final class PolicyCompareCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "Folders of policies.")
    private List<Path> folders;

    @Mixin
    private TrialOptions trial;

    PolicyCompareCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%9s %9s %9s %9s %9s  %s%n", "success", "return", "length", "ms", "ms 99 %", "policy");
        for (Path folder : folders) {
            PolicyTrial result = trial.run(folder);
            out.printf(Locale.ROOT, "%8.1f%% %9.4g %9.1f %9.3f %9.3f  %s%n",
                    100.0 * result.successes() / result.episodes(), result.meanReturn(), result.meanLength(),
                    1e3 * result.seconds(0.5), 1e3 * result.seconds(0.99), folder);
            out.flush();
        }
    }
}
