package org.isthmus.cli;

import java.nio.file.Path;
import java.util.Locale;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.pipeline.Actor;
import org.isthmus.pipeline.TaskRecorder;
import org.isthmus.pipeline.TaskSetup;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `isthmus record`: episodes of a task into a store.
@Command(
        name = "record",
        description = "Records episodes of a task, acted by chance, into a store.",
        footer = {
            "",
            "Episode N has the seed SEED + N. What was interrupted goes on when the same command is given again. 'isthmus data verify",
            "STORE --replay' proves that all of it happens again to the bit; 'isthmus data export' turns it into other formats.",
            "",
            "Examples:",
            "  isthmus record PickCube-v1 --episodes 100 --out recordings",
            "  isthmus record PickCube-v1 --robot widowx-250s --looks --physics --images --out recordings"
        })
final class RecordCommand implements Runnable {
    private static final int MAX_WORLDS = 4096;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TaskInput input;

    @Option(names = "--episodes", paramLabel = "N", defaultValue = "10",
            description = "How many the store holds in the end (default: ${DEFAULT-VALUE}).")
    private long episodes;

    @Option(names = "--out", paramLabel = "STORE", required = true, description = "The folder of the store.")
    private Path folder;

    @Option(names = "--worlds", paramLabel = "N", defaultValue = "16",
            description = "Worlds that run side by side (default: ${DEFAULT-VALUE}); episodes do not depend on it.")
    private int worlds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of episode 0.")
    private long seed;

    @Option(names = "--images", description = "Record what the task's cameras see.")
    private boolean images;

    RecordCommand() {}

    @Override
    public void run() {
        if (episodes < 1 || worlds < 1 || worlds > MAX_WORLDS) {
            throw new ParameterException(spec.commandLine(), "--episodes " + episodes + ", --worlds " + worlds
                    + ", expected 1 or more episodes and 1 to " + MAX_WORLDS + " worlds");
        }
        TaskSetup setup = input.setup();
        int together = (int) Math.min(worlds, episodes);
        String engine = VectorEnv.Options.of(worlds).engine();
        try (Parallel pool = Parallel.ofAllProcessors();
                EpisodeStore store = EpisodeStore.openForWriting(folder, pool.threads(), new Diagnostics());
                Progress progress = Progress.start("record", Math.max(0, episodes - store.episodes().size()),
                        new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            VectorEnv env = new VectorEnv(setup.task(),
                    new VectorEnv.Options(together, engine, Autoreset.DISABLED, images), pool);
            int successes = new TaskRecorder(env, setup, engine, store, seed).record(episodes, Actor.random(),
                    progress);
            spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d episodes recorded, the task done in %d of them%n",
                    folder, progress.done(), successes);
            spec.commandLine().getOut().flush();
        }
    }
}
