package org.isthmus.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.learn.checkpoint.RunFolder;
import org.isthmus.learn.imitation.Demonstrations;
import org.isthmus.learn.imitation.EyeWeights;
import org.isthmus.learn.imitation.ImitationConfig;
import org.isthmus.learn.imitation.ImitationRun;
import org.isthmus.learn.imitation.ImitationTrainer;
import org.isthmus.learn.imitation.TrainingConfig;
import org.isthmus.learn.tensor.Torch;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What the verbs share that learn from the demonstrations of a store. The run's folder holds figures, a checkpoint, and the policy as it was at the
/// checkpoint.
abstract class TrainByDemonstrations implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORE", description = "The folder of the store.")
    private Path folder;

    @Option(names = {"-o", "--out"}, paramLabel = "RUN", required = true, description = "The folder of the run.")
    private Path run;

    @Option(names = "--groups", paramLabel = "NAME", split = ",", defaultValue = "policy",
            description = "Groups of observations that the policy sees, with commas between them (default: ${DEFAULT-VALUE}).")
    private List<String> groups;

    @Option(names = "--without", paramLabel = "TERM", split = ",",
            description = "Terms of these groups that the policy does not look at, with commas between them; none: it looks at all (default: joint speeds).")
    private @Nullable List<String> without;

    @Option(names = "--cameras", paramLabel = "NAME", split = ",",
            description = "Cameras that the policy sees by, with commas between them (default: none).")
    private List<String> cameras = List.of();

    @Option(names = "--estimate", paramLabel = "TERM", split = ",",
            description = "Terms of these groups that the policy estimates from its images, and does not look at: where objects are, which a robot does "
                    + "not know (default: none).")
    private List<String> estimated = List.of();

    @Option(names = "--eyes-from", paramLabel = "FILE",
            description = "Weights that cameras' networks begin with: the state_dict of torchvision's resnet18 as .safetensors. For hit, and for act and "
                    + "diffusion with --preset published (default: drawn).")
    private @Nullable Path eyesFrom;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the optimiser (default: the algorithm's).")
    private @Nullable Long steps;

    @Option(names = "--batch", paramLabel = "N",
            description = "What is learned from in a step (default: the algorithm's).")
    private @Nullable Integer batch;

    @Option(names = "--shards", paramLabel = "N",
            description = "Parts of a batch that threads compute side by side; 1 is fastest on one core. Another number gives other bits (default: the "
                    + "algorithm's).")
    private @Nullable Integer shards;

    @Option(names = "--rate", paramLabel = "X", description = "The learning rate (default: the algorithm's).")
    private @Nullable Double rate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of all that is drawn.")
    private long seed;

    @Option(names = "--checkpoint-steps", paramLabel = "N", defaultValue = "1000",
            description = "Steps between two checkpoints (default: ${DEFAULT-VALUE}).")
    private long checkpointSteps;

    TrainByDemonstrations() {}

    /// Settings of the algorithm.
    abstract ImitationConfig config();

    /// Clouds of points that the policy sees, where the algorithm looks at such.
    List<String> clouds() {
        return List.of();
    }

    @Override
    public void run() {
        Torch.load(); // before demonstrations, which may take minutes to read
        Diagnostics diagnostics = new Diagnostics();
        ImitationConfig settings = eyesFrom == null ? config() : withEyeWeights(config());
        TrainingConfig training = training(settings);
        EyeWeights eyes = eyesFrom == null ? null : EyeWeights.read(eyesFrom, diagnostics);
        Demonstrations data;
        try (EpisodeStore store = EpisodeStore.open(folder, diagnostics)) {
            data = looking(Demonstrations.load(store, groups, clouds(), cameras, diagnostics));
        }
        try (Parallel pool = Parallel.ofAllProcessors();
                ImitationTrainer trainer = new ImitationTrainer(data, settings, training, seed, pool, eyes);
                Progress progress = Progress.start("train", trainer.wanted(), new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            RunFolder made = RunFolder.claim(run, trainer.identity(), diagnostics);
            double difference = ImitationRun.train(trainer, made, checkpointSteps, progress, diagnostics);
            spec.commandLine().getOut().printf(Locale.ROOT,
                    "%s: %s, %,d learned numbers, %d steps from %d episodes; the policy differs from libtorch by %.1e%n",
                    run, settings.algorithm(), trainer.parameters(), trainer.steps(), data.steps().length, difference);
            spec.commandLine().getOut().flush();
        }
    }

    private ImitationConfig withEyeWeights(ImitationConfig settings) {
        try {
            if (cameras.isEmpty()) {
                throw new IllegalArgumentException("no camera is looked at; name some with --cameras");
            }
            return settings.withEyeWeights();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--eyes-from: " + e.getMessage(), e);
        }
    }

    private Demonstrations looking(Demonstrations data) {
        Demonstrations seen = terms("--without", () -> without == null ? data.withoutSpeeds()
                : without.equals(List.of("none")) ? data : data.without(without));
        return terms("--estimate", () -> seen.estimating(estimated));
    }

    private Demonstrations terms(String option, Supplier<Demonstrations> named) {
        try {
            return named.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }

    private TrainingConfig training(ImitationConfig settings) {
        try {
            TrainingConfig training = settings.training();
            training = steps == null ? training : training.withSteps(steps);
            training = batch == null ? training : training.withBatch(batch);
            training = shards == null ? training : training.withShards(shards);
            training = rate == null ? training : training.withRate(rate);
            if (checkpointSteps < 1) {
                throw new IllegalArgumentException("--checkpoint-steps " + checkpointSteps + ", expected 1 or more");
            }
            return training;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
