package org.isthmus.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// Steps per second of all engines on the same scenes, with the same controls, behind the same interface: `lane` and each of the others in
/// turn, one thread each.
///
/// It counts the processor time of all of Java's threads, since engines may have some of their own; HotSpot's compilers do not count.
public final class EnginesBenchmark implements Benchmark {
    private static final String NAME = "engines";
    private static final String OURS = "lane";
    private static final List<String> OTHERS = List.of("lane-double", "mujoco", "physx");
    private static final int WORLDS = 64;
    /// Scenes, and how far controls go at random about those of the start.
    private static final Map<String, Double> CASES = new TreeMap<>(
            Map.of("free-arm", 0.3, "grasp", 0.02, "clutter", 0.05, "quadruped", 0.2, "humanoid", 0.2));
    private static final int STEPS = 10;
    private static final int TURNS = 20;
    private static final int ROUNDS = 5;
    private static final double MOST_WARM_UP_SECONDS = 60;
    private static final double NANO = 1e-9;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    public EnginesBenchmark() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> cases() {
        return List.copyOf(CASES.keySet());
    }

    @Override
    public List<Measurement> run(String caseName, Consumer<String> progress) {
        PhysicsCase scene = new PhysicsCase(caseName, Objects.requireNonNull(CASES.get(caseName)));
        String metric = "steps per CPU second, " + OURS + ", " + WORLDS + " worlds";
        List<Measurement> all = new ArrayList<>();
        try (Parallel one = Parallel.of(1)) {
            progress.accept(caseName + " on " + OURS);
            WorldBatch ours = worlds(OURS, scene, one);
            for (String other : OTHERS) {
                progress.accept(caseName + " on " + other);
                try {
                    double[] rates = rates(scene, ours, worlds(other, scene, one));
                    all.add(Measurement.ofRate(NAME, caseName, metric, "1/s", rates[0], rates[1], other));
                } catch (DiagnosticException e) {
                    double[] alone = rates(scene, ours);
                    all.add(Measurement.alone(NAME, caseName, metric, "1/s", alone[0],
                            other + ": " + e.getMessage()));
                }
            }
        }
        return all;
    }

    private static WorldBatch worlds(String engine, PhysicsCase scene, Parallel pool) {
        WorldBatch batch = PhysicsEngine.named(engine).create(scene.model(), WORLDS, pool, new Diagnostics());
        long start = System.nanoTime();
        do {
            turns(scene, batch);
        } while (!batch.isWarm() && (System.nanoTime() - start) * NANO < MOST_WARM_UP_SECONDS);
        return batch;
    }

    private static void turns(PhysicsCase scene, WorldBatch batch) {
        double[] controls = new double[WORLDS * scene.model().sizes().nu()];
        scene.start(batch);
        for (int t = 0; t < TURNS; t++) {
            scene.nextControls(controls);
            batch.write(Quantity.CTRL, controls);
            batch.step(STEPS);
        }
    }

    private static long processorNanos() {
        long sum = 0;
        for (long thread : CLOCK.getAllThreadIds()) {
            sum += Math.max(0, CLOCK.getThreadCpuTime(thread)); // negative: it has ended
        }
        return sum;
    }

    /// Steps of single worlds per second of each batch, the best of several rounds in turn.
    private static double[] rates(PhysicsCase scene, WorldBatch... batches) {
        double[] best = new double[batches.length];
        for (int r = 0; r < ROUNDS; r++) {
            for (int b = 0; b < batches.length; b++) {
                long start = processorNanos();
                turns(scene, batches[b]);
                double seconds = (processorNanos() - start) * NANO;
                best[b] = Math.max(best[b], (double) WORLDS * TURNS * STEPS / seconds);
            }
        }
        return best;
    }
}
