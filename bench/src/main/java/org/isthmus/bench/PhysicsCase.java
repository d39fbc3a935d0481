package org.isthmus.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.model.scene.Scene;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// A scene, where its worlds begin, and what drives them: random controls about those of the start.
final class PhysicsCase {
    private static final int NOISES = 4096;

    private final byte[] mjcf;
    private final Model model;
    /// [nq]
    private final double[] qpos;
    /// [nu]
    private final double[] ctrl;
    /// [NOISES]
    private final double[] noise;
    private int nextNoise;

    /// @param name of the scene among the resources
    /// @param reach how far controls go at random
    PhysicsCase(String name, double reach) {
        mjcf = resource(name + ".xml");
        model = SceneCompiler.compile(scene(), new Diagnostics());
        boolean hasKey = model.sizes().nkey() > 0;
        int nu = model.sizes().nu();
        qpos = hasKey ? model.keyframes().qpos().slice(0, model.sizes().nq()) : model.qpos0().toArray();
        ctrl = hasKey ? model.keyframes().ctrl().slice(0, nu) : new double[nu];
        noise = RandomStream.of(1).child("controls").doubles(NOISES, -reach, reach).toArray();
    }

    private Scene scene() {
        return MjcfReader.parse(new String(mjcf, StandardCharsets.UTF_8), new Diagnostics());
    }

    /// The same, its constraints solved until rounding ends it.
    Model exactModel() {
        Scene scene = scene();
        scene.physics.tolerance = 0;
        return SceneCompiler.compile(scene, new Diagnostics());
    }

    byte[] mjcf() {
        return mjcf;
    }

    Model model() {
        return model;
    }

    double[] qpos() {
        return qpos;
    }

    /// Puts all worlds to the start.
    void start(WorldBatch batch) {
        for (int w = 0; w < batch.worlds(); w++) {
            batch.reset(w);
            for (int i = 0; i < qpos.length; i++) {
                batch.set(Quantity.QPOS, w, i, qpos[i]);
            }
        }
    }

    /// Fills controls of one or more worlds.
    ///
    /// @param out [worlds][nu]
    void nextControls(double[] out) {
        for (int i = 0; i < out.length; i++) {
            nextNoise = (nextNoise + 1) % NOISES;
            out[i] = ctrl[i % ctrl.length] + noise[nextNoise];
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(PhysicsCase.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
