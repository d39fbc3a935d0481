package org.isthmus.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.physics.mujoco.MujocoSimulation;
import org.opentest4j.TestAbortedException;

/// One model, compiled from the same text by us and by MuJoCo.
final class Twins implements AutoCloseable {
    private static final boolean IS_FOUND = printIfMissing();

    final Model model;
    final MujocoSimulation mujoco;

    private Twins(Model model, MujocoSimulation mujoco) {
        this.model = model;
        this.mujoco = mujoco;
    }

    /// Reads a text in MJCF. Where there is no MuJoCo the test is skipped.
    static Twins of(String mjcf) {
        requireMujoco();
        Diagnostics diagnostics = new Diagnostics();
        Model model = SceneCompiler.compile(MjcfReader.parse(mjcf, diagnostics), diagnostics);
        try {
            Path file = Files.createTempFile("isthmus-twins", ".xml");
            try {
                Files.writeString(file, mjcf);
                return new Twins(model, MujocoSimulation.load(model, file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text of a scene: of the tests, or of the benchmarks. It asks MuJoCo to converge to rounding, since ours ends by the
    /// gradient.
    static String scene(String name) {
        try (InputStream in = Objects.requireNonNull(Twins.class.getResourceAsStream(name + ".xml"), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("<option ", "<option tolerance=\"0\" ls_tolerance=\"1e-6\" ccd_tolerance=\"1e-9\" "
                    + "ccd_iterations=\"200\" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void requireMujoco() {
        if (!IS_FOUND) {
            throw new TestAbortedException(MujocoSimulation.howToGet());
        }
    }

    private static boolean printIfMissing() {
        boolean isFound = MujocoSimulation.isInstalled();
        if (!isFound) {
            System.out.println("skipped: tests beside MuJoCo; " + MujocoSimulation.howToGet());
        }
        return isFound;
    }

    /// Worlds of one of our engines, on one thread.
    WorldBatch worlds(String engine, int count) {
        return PhysicsEngine.named(engine).create(model, count, Parallel.of(1), new Diagnostics());
    }

    /// Puts MuJoCo into the state of a world, controls and outer forces included, without a warm start.
    void copyToMujoco(WorldBatch worlds, int world) {
        mujoco.reset();
        mujoco.set(Quantity.QPOS, numbers(worlds, world, Quantity.QPOS));
        mujoco.set(Quantity.QVEL, numbers(worlds, world, Quantity.QVEL));
        mujoco.set(Quantity.ACT, numbers(worlds, world, Quantity.ACT));
        mujoco.set(Quantity.CTRL, numbers(worlds, world, Quantity.CTRL));
        mujoco.set(Quantity.QFRC_APPLIED, numbers(worlds, world, Quantity.QFRC_APPLIED));
    }

    static double[] numbers(WorldBatch worlds, int world, Quantity quantity) {
        double[] values = new double[quantity.size(worlds.model().sizes())];
        for (int i = 0; i < values.length; i++) {
            values[i] = worlds.get(quantity, world, i);
        }
        return values;
    }

    static void set(WorldBatch worlds, int world, Quantity quantity, double[] values) {
        for (int i = 0; i < values.length; i++) {
            worlds.set(quantity, world, i, values[i]);
        }
    }

    @Override
    public void close() {
        mujoco.close();
    }
}
