package org.isthmus.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.motion.grasp.AntipodalSampler;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.grasp.GraspQuality;
import org.isthmus.motion.grasp.ParallelJaw;
import org.isthmus.motion.skill.GraspTrial;

/// How many antipodal grasps of household objects physics holds when they are lifted and shaken, and whether epsilon quality tells them
/// from others.
final class GraspsCase {
    static final String NAME = "grasps";
    private static final int EACH = 8;
    private static final double PATCH = 0.008;

    private GraspsCase() {}

    static List<Measurement> run(Consumer<String> progress) {
        Optional<Path> objects = SharedFolder.find("objects");
        if (objects.isEmpty()) {
            progress.accept(NAME + SharedFolder.ABSENT);
            return List.of();
        }
        List<GraspTrial.Result> results = new ArrayList<>();
        double[] epsilon = new double[2];
        int[] counts = new int[2];
        for (GraspObjects.Item item : GraspObjects.fitting(objects.get(), PickAndPlaceTrials.WIDTH)) {
            List<Grasp> all = new AntipodalSampler(ParallelJaw.PANDA, AntipodalSampler.Options.DEFAULT).sample(
                    item.hull(),
                    Vec3.ZERO, List.of());
            List<Grasp> some = new ArrayList<>();
            for (int k = 0; k < EACH && !all.isEmpty(); k++) {
                some.add(all.get(k * all.size() / EACH));
            }
            double size = item.hull().bounds().halfSize().length();
            try (Parallel pool = Parallel.of(1)) {
                for (GraspTrial.Result result : GraspTrial.run(item.hull(), some, GraspTrial.Options.DEFAULT, "scalar",
                        pool)) {
                    int held = result.isHeld() ? 1 : 0;
                    counts[held]++;
                    epsilon[held] += GraspQuality.epsilon(result.grasp(), ParallelJaw.PANDA.friction(), PATCH,
                            Vec3.ZERO,
                            size);
                    results.add(result);
                }
            }
            progress.accept(NAME + ", " + item.name());
        }
        List<Measurement> figures = new ArrayList<>();
        figures.add(figure("of " + results.size() + " grasps held when shaken with 2 g", "%",
                100.0 * counts[1] / Math.max(1, results.size())));
        figures.add(figure("epsilon of those held, mean", "", epsilon[1] / Math.max(1, counts[1])));
        figures.add(figure("epsilon of those lost, mean", "", epsilon[0] / Math.max(1, counts[0])));
        return figures;
    }

    private static Measurement figure(String metric, String unit, double value) {
        return MotionBenchmark.figure(NAME, metric, unit, value);
    }
}
