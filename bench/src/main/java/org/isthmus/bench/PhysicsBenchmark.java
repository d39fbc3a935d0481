package org.isthmus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.SolverWork;
import org.isthmus.physics.WorldBatch;
import org.isthmus.physics.mujoco.MujocoSimulation;
import org.jspecify.annotations.Nullable;

/// Steps per second of one core against MuJoCo. Both begin each turn in the scene's start state and get random controls about its
/// controls, others every ten steps.
public final class PhysicsBenchmark implements Benchmark {
    private static final String NAME = "physics";
    private static final int WORLDS = 256;
    private static final List<Integer> OTHER_WORLDS = List.of(1, 64, 1024);
    /// Scenes, and how far controls go at random about those of the start.
    private static final Map<String, Double> CASES = new TreeMap<>(Map.of("smooth-arm", 1.0, "free-arm", 0.3,
            "cube-on-table", 0.3, "grasp", 0.02, "clutter", 0.05, "quadruped", 0.2, "humanoid", 0.2));
    private static final List<String> SCALED = List.of("clutter", "free-arm", "grasp", "humanoid");
    private static final int STEPS = 10;
    private static final int TURNS = 40;
    private static final int ROUNDS = 7;
    private static final int FEW_ROUNDS = 3;
    private static final double MOST_WARM_UP_SECONDS = 120;
    private static final double NANO = 1e-9;
    private static final String RATE = "1/s";

    public PhysicsBenchmark() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> cases() {
        List<String> all = new ArrayList<>(CASES.keySet());
        all.add(ThreadScaling.CASE);
        return all;
    }

    @Override
    public List<Measurement> run(String caseName, Consumer<String> progress) {
        if (caseName.equals(ThreadScaling.CASE)) {
            return new ThreadScaling(NAME, SCALED.stream().collect(Collectors.toMap(c -> c, CASES::get))).run(progress);
        }
        PhysicsCase scene = new PhysicsCase(caseName, Objects.requireNonNull(CASES.get(caseName)));
        try (Peer peer = Peer.of(scene); Parallel one = Parallel.of(1)) {
            return new Run(caseName, scene, peer, one, progress).all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// MuJoCo with the scene, where it is installed.
    private record Peer(Path file, @Nullable MujocoSimulation mujoco, double coldSeconds) implements AutoCloseable {
        static Peer of(PhysicsCase scene) throws IOException {
            Path file = Files.createTempFile("isthmus-bench", ".xml");
            Files.write(file, scene.mjcf());
            // once before, so that loading the library does not count
            if (!MujocoSimulation.isInstalled()) {
                return new Peer(file, null, 0);
            }
            MujocoSimulation.load(scene.model(), file).close();
            long start = System.nanoTime();
            MujocoSimulation mujoco = MujocoSimulation.load(scene.model(), file);
            mujoco.step(1);
            return new Peer(file, mujoco, (System.nanoTime() - start) * NANO);
        }

        @Override
        public void close() throws IOException {
            if (mujoco != null) {
                mujoco.close();
            }
            Files.delete(file);
        }
    }

    /// One case, measured in all ways.
    private record Run(String caseName, PhysicsCase scene, Peer peer, Parallel one, Consumer<String> progress) {
        List<Measurement> all() {
            List<Measurement> all = new ArrayList<>();
            for (String name : List.of("lane", "lane-double")) {
                PhysicsEngine engine = PhysicsEngine.named(name);
                progress.accept(caseName + " on " + name);
                long start = System.nanoTime();
                WorldBatch batch = engine.create(scene.model(), WORLDS, one, new Diagnostics());
                batch.step(1);
                double cold = (System.nanoTime() - start) * NANO;
                warmUp(batch);
                SolverWork before = batch.solverWork();
                all.add(rate(name, batch));
                SolverWork work = batch.solverWork().since(before);
                all.add(alone(name + ", Newton iterations per step of a block", "", work.iterationsPerSolve()));
                all.add(alone(name + ", evaluations per line search", "",
                        work.iterations() == 0 ? 0 : (double) work.evaluations() / work.iterations()));
                all.add(alone(name + ", largest force off the exact solution", "N or N·m", inexactness(batch)));
                all.add(cold(name, cold));
                if (name.equals("lane")) {
                    others(name, batch, all);
                }
            }
            return all;
        }

        private void others(String name, WorldBatch batch, List<Measurement> all) {
            for (int worlds : OTHER_WORLDS) {
                progress.accept(caseName + " on " + name + ", " + worlds + " worlds");
                all.add(rate(name, batch.withWorlds(worlds, one)));
            }
        }

        /// Until vectors have taken over, and a little more.
        private void warmUp(WorldBatch batch) {
            long start = System.nanoTime();
            while (!batch.isWarm() && (System.nanoTime() - start) * NANO < MOST_WARM_UP_SECONDS) {
                ours(batch, TURNS / 4).run();
            }
            ours(batch, TURNS).run();
        }

        private Runnable ours(WorldBatch batch, int turns) {
            double[] controls = new double[batch.worlds() * scene.model().sizes().nu()];
            return () -> {
                scene.start(batch);
                for (int t = 0; t < turns; t++) {
                    scene.nextControls(controls);
                    batch.write(Quantity.CTRL, controls);
                    batch.step(STEPS);
                }
            };
        }

        private Runnable theirs(MujocoSimulation mujoco) {
            double[] controls = new double[scene.model().sizes().nu()];
            return () -> {
                mujoco.start(scene.qpos());
                for (int t = 0; t < TURNS; t++) {
                    scene.nextControls(controls);
                    mujoco.set(Quantity.CTRL, controls);
                    mujoco.step(STEPS);
                }
            };
        }

        private Measurement rate(String engine, WorldBatch batch) {
            String metric = "steps per CPU second, " + engine + ", " + batch.worlds() + " worlds";
            double steps = (double) TURNS * STEPS;
            int rounds = batch.worlds() > WORLDS ? FEW_ROUNDS : ROUNDS;
            MujocoSimulation mujoco = peer.mujoco;
            if (mujoco == null) {
                double seconds = Interleaved.medianSeconds(1, rounds, ours(batch, TURNS))[0];
                return Measurement.alone(NAME, caseName, metric, RATE, steps * batch.worlds() / seconds,
                        MujocoSimulation.howToGet());
            }
            double[][] seconds = new double[1][];
            // On MuJoCo's own thread, where its calls take no way.
            mujoco.run(() -> seconds[0] = Interleaved.medianSeconds(1, rounds, ours(batch, TURNS), theirs(mujoco)));
            return Measurement.ofRate(NAME, caseName, metric, RATE, steps * batch.worlds() / seconds[0][0],
                    steps / seconds[0][1], mujoco.version());
        }

        private Measurement cold(String engine, double seconds) {
            String metric = engine + ", cold start: from model to first step of " + WORLDS + " worlds";
            return peer.mujoco == null
                    ? Measurement.alone(NAME, caseName, metric, "s", seconds, MujocoSimulation.howToGet())
                    : Measurement.ofDuration(NAME, caseName, metric, "s", seconds, peer.coldSeconds,
                            peer.mujoco.version() + ", from file");
        }

        private Measurement alone(String metric, String unit, double value) {
            return Measurement.alone(NAME, caseName, metric, unit, value, "");
        }

        private double inexactness(WorldBatch batch) {
            Exactness exactness = new Exactness(scene, one);
            double[] controls = new double[batch.worlds() * scene.model().sizes().nu()];
            scene.start(batch);
            for (int t = 0; t < TURNS; t++) {
                exactness.step(batch);
                scene.nextControls(controls);
                batch.write(Quantity.CTRL, controls);
                batch.step(STEPS);
            }
            return exactness.worst();
        }

    }
}
