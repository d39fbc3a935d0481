package org.isthmus.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// How much faster two threads step a batch than one, by the clock on the wall.
///
/// The fastest of many short rounds counts: whatever else runs on the machine only ever adds time. What the machine itself gives
/// stands beside it, by the same measure: two batches of half the worlds each, which share nothing, on a thread each.
final class ThreadScaling {
    static final String CASE = "two-threads";
    private static final int WORLDS = 1024;
    private static final int STEPS = 10;
    /// Calls of a round.
    private static final int CALLS = 6;
    private static final int ROUNDS = 25;
    private static final double NANO = 1e-9;

    private final String bench;
    private final Map<String, Double> scenes;

    /// @param scenes names, and how far controls go at random
    ThreadScaling(String bench, Map<String, Double> scenes) {
        this.bench = bench;
        this.scenes = new TreeMap<>(scenes);
    }

    List<Measurement> run(Consumer<String> progress) {
        List<Measurement> all = new ArrayList<>();
        scenes.forEach((name, reach) -> {
            progress.accept(CASE + ", " + name);
            all.addAll(measure(name, new PhysicsCase(name, reach)));
        });
        return all;
    }

    private List<Measurement> measure(String name, PhysicsCase scene) {
        try (Parallel alone = Parallel.of(1); Parallel other = Parallel.of(1); Parallel both = Parallel.of(2)) {
            WorldBatch one = PhysicsEngine.named("lane").create(scene.model(), WORLDS, alone, new Diagnostics());
            warmUp(scene, one);
            WorldBatch two = one.withWorlds(WORLDS, both);
            WorldBatch left = one.withWorlds(WORLDS / 2, alone);
            WorldBatch right = one.withWorlds(WORLDS / 2, other);
            double[] fastest = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
            for (int r = 0; r < ROUNDS; r++) {
                fastest[0] = Math.min(fastest[0], seconds(scene, one));
                fastest[1] = Math.min(fastest[1], seconds(scene, two));
                fastest[2] = Math.min(fastest[2], seconds(scene, left, right));
            }
            double steps = (double) WORLDS * STEPS * CALLS;
            return List.of(
                    rate(name + ", two threads", steps / fastest[1], steps / fastest[0], "one thread"),
                    rate(name + ", two threads on one batch", steps / fastest[1], steps / fastest[2],
                            "two threads on a batch each"));
        }
    }

    private Measurement rate(String what, double ours, double theirs, String than) {
        return Measurement.ofRate(bench, CASE, "steps per second, " + what, "1/s", ours, theirs, than);
    }

    private static void warmUp(PhysicsCase scene, WorldBatch batch) {
        while (!batch.isWarm()) {
            seconds(scene, batch);
        }
    }

    /// The time of a round, s: all batches at once, each on a thread of its own.
    private static double seconds(PhysicsCase scene, WorldBatch... batches) {
        List<Runnable> works = new ArrayList<>();
        for (WorldBatch batch : batches) {
            scene.start(batch);
            double[] controls = new double[CALLS * batch.worlds() * scene.model().sizes().nu()];
            scene.nextControls(controls);
            works.add(() -> calls(batch, controls));
        }
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            works.forEach(threads::execute);
        }
        return (System.nanoTime() - start) * NANO;
    }

    /// @param controls [CALLS][worlds][nu], in the order in which they are taken
    private static void calls(WorldBatch batch, double[] controls) {
        int length = controls.length / CALLS;
        double[] now = new double[length];
        for (int call = 0; call < CALLS; call++) {
            System.arraycopy(controls, call * length, now, 0, length);
            batch.write(Quantity.CTRL, now);
            batch.step(STEPS);
        }
    }
}
