package org.isthmus.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// Steps per second of one core against MuJoCo. Both begin each turn in the scene's start state and get random controls about its
/// controls, others every ten steps.
public final class PhysicsBenchmark implements Benchmark {
    private static final String NAME = "physics";
    private static final int WORLDS = 256;
    /// Scenes, and how far controls go at random about those of the start.
    private static final Map<String, Double> CASES = new TreeMap<>(Map.of("smooth-arm", 1.0, "free-arm", 0.3,
            "cube-on-table", 0.3, "grasp", 0.02, "clutter", 0.05, "quadruped", 0.2, "humanoid", 0.2));
    private static final int STEPS = 10;
    private static final int TURNS = 40;
    private static final int WARM_UP_ROUNDS = 12;
    private static final int ROUNDS = 11;
    private static final String METRIC = "steps per CPU second";

    public PhysicsBenchmark() {}

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
        byte[] mjcf = resource(caseName + ".xml");
        Model model = compile(mjcf);
        List<Measurement> measurements = new ArrayList<>();
        try (Parallel one = Parallel.of(1)) {
            for (String engine : List.of("lane", "lane-double")) {
                progress.accept(caseName + " on " + engine);
                WorldBatch batch = PhysicsEngine.named(engine).create(model, WORLDS, one, new Diagnostics());
                measurements.add(measure(caseName, engine, batch, mjcf));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return measurements;
    }

    private static Measurement measure(String caseName, String engine, WorldBatch batch, byte[] mjcf)
            throws IOException {
        Start start = Start.of(batch.model(), Objects.requireNonNull(CASES.get(caseName)));
        Runnable ours = () -> {
            start.put(batch);
            for (int t = 0; t < TURNS; t++) {
                batch.write(Quantity.CTRL, start.nextControls());
                batch.step(STEPS);
            }
        };
        String metric = METRIC + ", " + engine + ", " + WORLDS + " worlds";
        double steps = (double) TURNS * STEPS;
        Path file = Files.createTempFile("isthmus-bench", ".xml");
        try {
            Files.write(file, mjcf);
            Optional<MujocoPeer> found = MujocoPeer.load(file, home());
            if (found.isEmpty()) {
                double seconds = Interleaved.medianSeconds(WARM_UP_ROUNDS, ROUNDS, ours)[0];
                return Measurement.alone(NAME, caseName, metric, "1/s", steps * WORLDS / seconds,
                        MujocoPeer.HOW_TO_INSTALL);
            }
            try (MujocoPeer mujoco = found.get()) {
                double[] one = new double[batch.model().sizes().nu()];
                Runnable theirs = () -> {
                    mujoco.start(start.qpos);
                    for (int t = 0; t < TURNS; t++) {
                        System.arraycopy(start.nextControls(), 0, one, 0, one.length);
                        mujoco.setControls(one);
                        mujoco.step(STEPS);
                    }
                };
                double[] seconds = Interleaved.medianSeconds(WARM_UP_ROUNDS, ROUNDS, ours, theirs);
                return Measurement.ofRate(NAME, caseName, metric, "1/s", steps * WORLDS / seconds[0],
                        steps / seconds[1],
                        mujoco.version());
            }
        } finally {
            Files.delete(file);
        }
    }

    /// Where all worlds begin, and what drives them.
    ///
    /// @param qpos [nq]
    /// @param ctrl [nu]
    /// @param noise [worlds][nu] shifted by one with each use, which costs next to nothing
    /// @param controls [worlds][nu]
    private record Start(double[] qpos, double[] ctrl, double[] noise, double[] controls) {
        static Start of(Model model, double reach) {
            boolean hasKey = model.sizes().nkey() > 0;
            int nu = model.sizes().nu();
            double[] qpos = hasKey ? model.keyframes().qpos().slice(0, model.sizes().nq()) : model.qpos0().toArray();
            double[] ctrl = hasKey ? model.keyframes().ctrl().slice(0, nu) : new double[nu];
            double[] noise = RandomStream.of(1).child("controls").doubles((long) WORLDS * nu, -reach, reach).toArray();
            return new Start(qpos, ctrl, noise, new double[WORLDS * nu]);
        }

        void put(WorldBatch batch) {
            for (int w = 0; w < batch.worlds(); w++) {
                batch.reset(w);
                for (int i = 0; i < qpos.length; i++) {
                    batch.set(Quantity.QPOS, w, i, qpos[i]);
                }
            }
        }

        double[] nextControls() {
            double first = noise[0];
            System.arraycopy(noise, 1, noise, 0, noise.length - 1);
            noise[noise.length - 1] = first;
            for (int i = 0; i < controls.length; i++) {
                controls[i] = ctrl[i % ctrl.length] + noise[i];
            }
            return controls;
        }
    }

    /// The working copy, which `./isthmus` names.
    private static Path home() {
        return Path.of(System.getenv().getOrDefault("ISTHMUS_HOME", ""));
    }

    private static Model compile(byte[] mjcf) {
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(MjcfReader.parse(new String(mjcf, StandardCharsets.UTF_8), diagnostics),
                diagnostics);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(PhysicsBenchmark.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
