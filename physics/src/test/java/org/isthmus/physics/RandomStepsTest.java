package org.isthmus.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

/// Many steps of random models with random forces. `-Disthmus.random.steps=N` says how many, in all worlds together.
class RandomStepsTest {
    /// Nine models: in the last, a world far away once left numbers in memory that changed another.
    private static final long DEFAULT_STEPS = 66_000;
    private static final long STEPS = Long.getLong("isthmus.random.steps", DEFAULT_STEPS);
    private static final boolean IS_LONG = System.getProperty("isthmus.random.steps") != null;
    private static final int MOST_BODIES = 5;
    private static final int MOST_WORLDS = 20;
    private static final int STEPS_OF_A_ROUND = 20;
    /// Rounds with one model.
    private static final int ROUNDS = IS_LONG ? 150 : 40;
    /// A round takes milliseconds; a solver that never ends is meant.
    private static final double PATIENCE_SECONDS = 120;

    /// Per solve, on average over the steps of a model, of 100 allowed: most worlds start from the solution of the step before.
    private static final double MOST_ITERATIONS = 50;

    private long steps;
    private long diverged;
    private double slowest;
    private long contacts;
    private SolverWork work = new SolverWork(0, 0, 0);

    @Test
    void randomStepsOfRandomModelsEndWithFiniteNumbersAndLeaveOtherWorldsAlone() {
        int models = (int) Math.ceilDiv(STEPS, (long) STEPS_OF_A_ROUND * ROUNDS * MOST_WORLDS / 2);
        long start = System.nanoTime();
        Property.check(11, models, random -> {
            Model model = RandomModels.of(random, MOST_BODIES);
            try (Parallel one = Parallel.of(1)) {
                WorldBatch batch = PhysicsEngine.named("lane").create(model, 1 + random.nextInt(MOST_WORLDS), one,
                        new Diagnostics());
                run(batch, random);
            }
        });
        if (IS_LONG) {
            System.out.printf(Locale.ROOT,
                    "%d steps of %d models in %.0f s; %.1f contacts at the end; %d times a world diverged; "
                            + "slowest round %.2f s; %.2f iterations a solve%n",
                    steps, models, (System.nanoTime() - start) * 1e-9,
                    (double) contacts / models, diverged, slowest, work.iterationsPerSolve());
        }
    }

    private void run(WorldBatch batch, RandomGenerator random) {
        for (int w = 0; w < batch.worlds(); w++) {
            fill(batch, Quantity.QVEL, w, random, 1);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int w = 0; w < batch.worlds(); w++) {
                fill(batch, Quantity.CTRL, w, random, 3);
                fill(batch, Quantity.QFRC_APPLIED, w, random, round % 5 == 0 ? 5 : 0);
            }
            if (round % 4 == 1) {
                checkThatTroubleStaysInItsWorld(batch, random);
            } else {
                step(batch);
            }
            for (int w = 0; w < batch.worlds(); w++) {
                checkNumbers(batch, w);
            }
        }
        SolverWork done = batch.solverWork();
        work = work.plus(done);
        assertThat(done.iterationsPerSolve()).as("iterations of Newton's method").isLessThan(MOST_ITERATIONS);
        batch.sense();
        contacts += batch.contacts(random.nextInt(batch.worlds())).size();
    }

    private void step(WorldBatch batch) {
        long start = System.nanoTime();
        batch.step(STEPS_OF_A_ROUND);
        double seconds = (System.nanoTime() - start) * 1e-9;
        assertThat(seconds).as("seconds of %d steps", STEPS_OF_A_ROUND).isLessThan(PATIENCE_SECONDS);
        slowest = Math.max(slowest, seconds);
        steps += (long) STEPS_OF_A_ROUND * batch.worlds();
    }

    private static void fill(WorldBatch batch, Quantity quantity, int world, RandomGenerator random, double size) {
        for (int i = 0; i < quantity.size(batch.model().sizes()); i++) {
            batch.set(quantity, world, i, size == 0 ? 0 : random.nextDouble(-size, size));
        }
    }

    /// What a step leaves is finite; a world that diverged stands still in its last finite state, and begins anew.
    private void checkNumbers(WorldBatch batch, int world) {
        for (Quantity quantity : List.of(Quantity.QPOS, Quantity.QVEL, Quantity.ACT)) {
            for (int i = 0; i < quantity.size(batch.model().sizes()); i++) {
                assertThat(batch.get(quantity, world, i)).as("%s[%d] of world %d", quantity, i, world).isFinite();
            }
        }
        if (batch.isDiverged(world)) {
            diverged++;
            batch.reset(world);
        }
    }

    /// The same steps twice: once as they are, once with a world that gets a number no simulation survives.
    private void checkThatTroubleStaysInItsWorld(WorldBatch batch, RandomGenerator random) {
        double[][] before = snapshots(batch);
        step(batch);
        double[][] expected = snapshots(batch);
        for (int w = 0; w < batch.worlds(); w++) {
            batch.restore(w, before[w], 0);
        }
        int sick = random.nextInt(batch.worlds());
        Quantity quantity = random.nextBoolean() ? Quantity.QVEL : Quantity.QPOS;
        int size = quantity.size(batch.model().sizes());
        if (size > 0) {
            double[] poisons = {Double.NaN, Double.POSITIVE_INFINITY, 1e30, -1e12};
            batch.set(quantity, sick, random.nextInt(size), poisons[random.nextInt(poisons.length)]);
        }
        step(batch);
        // of a world that diverges by itself, which accelerations of the failed step are no numbers is left to chance
        int comparable = batch.model().sizes().nq() + batch.model().sizes().nv();
        double[][] after = snapshots(batch);
        for (int w = 0; w < batch.worlds(); w++) {
            if (w != sick) {
                int length = batch.isDiverged(w) ? comparable : expected[w].length;
                assertThat(Arrays.copyOf(after[w], length)).as("world %d beside world %d", w, sick)
                        .containsExactly(Arrays.copyOf(expected[w], length));
            }
        }
        batch.restore(sick, expected[sick], 0);
    }

    private static double[][] snapshots(WorldBatch batch) {
        double[][] all = new double[batch.worlds()][batch.snapshotLength()];
        for (int w = 0; w < batch.worlds(); w++) {
            batch.snapshot(w, all[w], 0);
        }
        return all;
    }
}
