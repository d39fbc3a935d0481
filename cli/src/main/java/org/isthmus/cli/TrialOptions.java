package org.isthmus.cli;

import java.nio.file.Path;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.learn.policy.PolicyFolder;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.policy.PolicyTrial;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How policies are tried.
final class TrialOptions {
    private static final int MAX_WORLDS = 4096;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private PolicyWorlds in;

    @Option(names = "--episodes", paramLabel = "N", defaultValue = "100",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int episodes;

    @Option(names = "--worlds", paramLabel = "N", defaultValue = "16",
            description = "Worlds that run side by side (default: ${DEFAULT-VALUE}).")
    private int worlds;

    TrialOptions() {}

    /// Lets the policy of a folder act.
    PolicyTrial run(Path folder) {
        if (episodes < 1 || worlds < 1 || worlds > MAX_WORLDS) {
            throw new ParameterException(spec.commandLine(), episodes + " episodes in " + worlds
                    + " worlds, expected 1 or more and 1 to " + MAX_WORLDS);
        }
        PolicySpec policySpec = PolicyFolder.read(folder, new Diagnostics()).spec();
        int together = Math.min(worlds, episodes);
        try (Parallel pool = Parallel.ofAllProcessors();
                OnnxPolicy policy = OnnxPolicy.open(folder, together, new Diagnostics());
                Progress progress = Progress.start("run", episodes, new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            return PolicyTrial.run(policy, in.env(policySpec, in.task(policySpec), together, false, pool), episodes,
                    in.seed(), progress);
        }
    }
}
