package org.isthmus.pipeline.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.learn.checkpoint.RunFolder;
import org.isthmus.learn.imitation.Demonstrations;
import org.isthmus.learn.imitation.ImitationRun;
import org.isthmus.learn.imitation.ImitationTrainer;

/// Trains a policy on the episodes; it leaves as ONNX.
final class TrainStage implements StageWork {
    /// The folder of the run, with the policy in it.
    static final String RUN = "run";
    private static final long CHECKPOINT_STEPS = 1000;

    private final Stage episodes;
    private final Project.Training training;

    TrainStage(Project project) {
        episodes = project.episodes();
        training = project.training();
    }

    /// Where the policy is.
    static Path policy(Path folder) {
        return folder.resolve(RUN).resolve("policy");
    }

    @Override
    public List<Stage> inputs() {
        return List.of(episodes);
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("algorithm", training.algorithm().algorithm());
        settings.put("network", training.algorithm().toString());
        settings.put("steps", "" + training.config().steps());
        settings.put("batch", "" + training.config().batch());
        settings.put("shards", "" + training.config().shards());
        settings.put("rate", "" + training.config().learningRate());
        settings.put("average", "" + training.config().isAveraged());
        settings.put("augmentation", training.config().augmentation().toString());
        settings.put("groups", String.join(", ", training.groups()));
        settings.put("without", String.join(", ", training.unseen()));
        settings.put("estimate", String.join(", ", training.estimated()));
        settings.put("eyes", training.config().eyes().toString());
        settings.put("cameras", String.join(", ", training.cameras()));
        settings.put("seed", "" + training.seed());
        return settings;
    }

    @Override
    public List<String> outputs() {
        return List.of(RUN);
    }

    @Override
    public Made make(Place place) {
        Demonstrations data;
        try (EpisodeStore store = EpisodeStore.open(place.of(episodes).resolve(ScaleStage.STORE),
                place.diagnostics())) {
            data = Demonstrations.load(store, training.groups(), training.cameras(), place.diagnostics())
                    .without(training.unseen()).estimating(training.estimated());
        }
        SortedMap<String, Double> figures = new TreeMap<>();
        try (ImitationTrainer trainer = new ImitationTrainer(data, training.algorithm(), training.config(),
                training.seed(), place.pool())) {
            place.progress().total(trainer.wanted());
            RunFolder run = RunFolder.claim(place.output(RUN), trainer.identity(), place.diagnostics());
            double difference = ImitationRun.train(trainer, run, CHECKPOINT_STEPS, place.progress(),
                    place.diagnostics());
            figures.put("parameters", (double) trainer.parameters());
            figures.put("steps", (double) trainer.steps());
            figures.put("episodes", (double) data.steps().length);
            figures.put("difference to libtorch", difference);
            return new Made(content(run.policy().resolve("policy.onnx"), place), figures);
        }
    }

    private static String content(Path graph, Place place) {
        try {
            return Sha256.of(graph);
        } catch (IOException e) {
            throw place.diagnostics().fatal(SourceLocation.of(graph), "the policy cannot be read ("
                    + NewFile.reason(e) + ")", "", "train it again");
        }
    }
}
