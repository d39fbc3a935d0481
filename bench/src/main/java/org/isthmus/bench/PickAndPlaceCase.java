package org.isthmus.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.isthmus.motion.skill.Outcome;

/// Picks and places the household objects of the shared data: how often it succeeds, and why not.
final class PickAndPlaceCase {
    static final String NAME = "pick-and-place";
    private static final int LAYOUTS = 500;
    /// The bits of `lane`, and at once at its full speed: each object is a model of its own.
    private static final String ENGINE = "scalar";
    private static final long SEED = 1;

    private PickAndPlaceCase() {}

    static List<Measurement> run(Consumer<String> progress) {
        Optional<Path> objects = SharedFolder.find("objects");
        if (objects.isEmpty()) {
            progress.accept(NAME + SharedFolder.ABSENT);
            return List.of();
        }
        List<GraspObjects.Item> items = GraspObjects.fitting(objects.get(), PickAndPlaceTrials.WIDTH);
        long start = System.nanoTime();
        List<PickAndPlaceTrials.Trial> trials = PickAndPlaceTrials.run(items, LAYOUTS, ENGINE, SEED, progress);
        double seconds = 1e-9 * (System.nanoTime() - start);
        trials.stream().filter(t -> t.outcome() != Outcome.PLACED).forEach(t -> progress.accept(
                t.object() + ", layout " + t.layout() + ": " + t.outcome() + ": " + String.join("; ", t.log())));
        return figures(items.size(), trials, seconds);
    }

    private static List<Measurement> figures(int objects, List<PickAndPlaceTrials.Trial> trials, double seconds) {
        int n = trials.size();
        List<Measurement> figures = new ArrayList<>();
        long placed = trials.stream().filter(t -> t.outcome() == Outcome.PLACED).count();
        long first = trials.stream().filter(t -> t.outcome() == Outcome.PLACED && t.attempts() == 1).count();
        double[] away = trials.stream().filter(t -> t.outcome() == Outcome.PLACED)
                .mapToDouble(PickAndPlaceTrials.Trial::away).sorted().toArray();
        figures.add(figure("objects", "", objects));
        figures.add(figure("of " + n + " layouts placed", "%", 100.0 * placed / n));
        figures.add(figure("placed at the first attempt", "%", 100.0 * first / n));
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.PLACED && outcome != Outcome.DONE && outcome != Outcome.SHORT) {
                figures.add(figure("failed: " + words(outcome), "",
                        trials.stream().filter(t -> t.outcome() == outcome).count()));
            }
        }
        if (away.length > 0) {
            figures.add(figure("distance from the place, median", "mm", 1e3 * away[away.length / 2]));
            figures.add(figure("distance from the place, 95 % below", "mm", 1e3 * away[away.length * 95 / 100]));
        }
        figures.add(figure("time of a layout, all processors", "s", seconds / n));
        return figures;
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case PLACED, DONE -> "none";
            case SHORT -> "not far enough";
            case NO_GRASP -> "no grasp";
            case NO_PATH -> "no path";
            case MISSED -> "closed without holding";
            case SLIPPED -> "slipped while lifting";
            case LOST -> "lost on the way";
            case MISPLACED -> "misplaced";
            case SPILT -> "spilt";
            case DIVERGED -> "diverged";
        };
    }

    private static Measurement figure(String metric, String unit, double value) {
        return MotionBenchmark.figure(NAME, metric, unit, value);
    }
}
