package org.isthmus.cli;

import java.nio.file.Path;
import java.util.Locale;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.policy.Observations;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.learn.policy.PolicyFolder;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.policy.PolicyTrial;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus policy play`: a film of a policy at work.
@Command(
        name = "play",
        description = "Lets a policy act in worlds side by side and writes a video of one episode.",
        footer = {
            "",
            "Examples:",
            "  isthmus policy play run/policy --video policy.mp4",
            "  isthmus policy play run/policy --looks --physics --worlds 16 --video policy.mp4"
        })
final class PolicyPlayCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The folder of the policy.")
    private Path folder;

    @Mixin
    private PolicyWorlds in;

    @Option(names = "--worlds", paramLabel = "N", defaultValue = "9",
            description = "How many worlds, 1 to 64 (default: ${DEFAULT-VALUE}).")
    private int worlds;

    @Option(names = "--camera", paramLabel = "NAME",
            description = "The camera that films (default: the task's first).")
    private @Nullable String camera;

    @Option(names = "--video", paramLabel = "FILE", required = true, description = "Write a video (.mp4).")
    private Path video;

    PolicyPlayCommand() {}

    @Override
    public void run() {
        if (worlds < 1 || worlds > WorldsFilm.MOST_WORLDS) {
            throw new ParameterException(spec.commandLine(),
                    "--worlds " + worlds + ", expected 1 to " + WorldsFilm.MOST_WORLDS);
        }
        PolicySpec policySpec = PolicyFolder.read(folder, new Diagnostics()).spec();
        Task filmed = WorldsFilm.seen(in.task(policySpec), camera, name -> policySpec.inputs().stream()
                .anyMatch(input -> input.name().startsWith(PolicySpec.IMAGES + name)), spec.commandLine());
        try (Parallel pool = Parallel.ofAllProcessors();
                OnnxPolicy policy = OnnxPolicy.open(folder, worlds, new Diagnostics())) {
            VectorEnv env = in.env(policySpec, filmed, worlds, true, pool);
            Observations observations = PolicyTrial.begin(policy, env, in.seed());
            int done = WorldsFilm.write(env, video, (_, actions) -> policy.act(observations, actions),
                    new Diagnostics());
            spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d worlds, done in %d of them%n", video, worlds, done);
            spec.commandLine().getOut().flush();
        }
    }
}
