package org.isthmus.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

/// Steps per second of one core against MuJoCo, both with random controls that change every ten steps.
public final class PhysicsBenchmark implements Benchmark {
    private static final String NAME = "physics";
    private static final int WORLDS = 256;
    private static final int STEPS = 10;
    private static final int TURNS = 40;
    private static final int WARM_UP_ROUNDS = 30;
    private static final int ROUNDS = 31;
    private static final String METRIC = "steps per CPU second";

    public PhysicsBenchmark() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> cases() {
        return List.of("smooth-arm");
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
        int nu = batch.model().sizes().nu();
        double[] controls = RandomStream.of(1).child("controls").doubles((long) WORLDS * nu, -1, 1).toArray();
        Runnable ours = () -> {
            for (int t = 0; t < TURNS; t++) {
                turn(controls);
                batch.write(Quantity.CTRL, controls);
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
                double[] one = new double[nu];
                Runnable theirs = () -> {
                    for (int t = 0; t < TURNS; t++) {
                        turn(controls);
                        System.arraycopy(controls, 0, one, 0, nu);
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

    /// The working copy, which `./isthmus` names.
    private static Path home() {
        return Path.of(System.getenv().getOrDefault("ISTHMUS_HOME", ""));
    }

    /// Other controls for the next turn, at next to no cost.
    private static void turn(double[] controls) {
        double first = controls[0];
        System.arraycopy(controls, 1, controls, 0, controls.length - 1);
        controls[controls.length - 1] = first;
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
