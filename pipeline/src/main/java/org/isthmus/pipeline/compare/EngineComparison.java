package org.isthmus.pipeline.compare;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;

/// One world in several engines, given the same from outside: each is followed at the same moments.
///
/// @param name of the model or task
/// @param model whose names and numbers all share
/// @param period between samples, s
/// @param tracks of the engines; the first is what the others are measured against
public record EngineComparison(String name, Model model, double period, List<EngineTrack> tracks) {
    /// Distances at which it is told when engines came that far apart, m.
    public static final List<Double> MARKS = List.of(1e-6, 1e-3, 1e-2, 1e-1);
    /// Time between samples and changes of controls of a model, s.
    private static final double PERIOD = 0.02;
    /// Random numbers change smoothly: what stays of the last one.
    private static final double INERTIA = 0.9;
    private static final double NANO = 1e-9;

    public EngineComparison {
        tracks = List.copyOf(tracks);
    }

    /// How a body of one engine is away from the same body of the first.
    ///
    /// @param distance m
    /// @param body which one is the farthest
    public record Apart(double distance, int body) {}

    /// Lets a model move in each engine, from its first keyframe or `qpos0`, with smooth random controls.
    ///
    /// @param share of their ranges that controls go, 0 to 1
    /// @param seed of the controls
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when an engine cannot simulate it
    /// @throws IllegalArgumentException when there is no engine of a name
    public static EngineComparison ofModel(Model model, List<String> engines, double seconds, double share, long seed,
            Diagnostics diagnostics) {
        int chunk = (int) Math.max(1, Math.round(PERIOD / model.options().timestep));
        double period = chunk * model.options().timestep;
        int samples = (int) Math.max(1, Math.round(seconds / period));
        List<EngineTrack> tracks = new ArrayList<>();
        try (Parallel one = Parallel.of(1)) {
            for (String engine : engines) {
                WorldBatch batch = PhysicsEngine.named(engine).create(model, 1, one, diagnostics);
                EngineTrack track = new EngineTrack(engine, batch);
                Controls controls = new Controls(batch, share, seed);
                track.sample();
                for (int k = 0; k < samples; k++) {
                    controls.next();
                    long start = System.nanoTime();
                    batch.step(chunk);
                    track.took((System.nanoTime() - start) * NANO);
                    track.sample();
                }
                tracks.add(track);
            }
        }
        return new EngineComparison(model.name(), model, period, tracks);
    }

    /// The controls of a world: those of the first keyframe and a part that goes around at random.
    private static final class Controls {
        private final WorldBatch batch;
        private final double share;
        private final RandomStream random;
        /// [nu] how far each is from rest
        private final double[] offset;

        Controls(WorldBatch batch, double share, long seed) {
            this.batch = batch;
            this.share = share;
            random = RandomStream.of(seed).child("controls");
            Model model = batch.model();
            offset = new double[model.sizes().nu()];
            for (int i = 0; i < model.sizes().nq() && model.sizes().nkey() > 0; i++) {
                batch.set(Quantity.QPOS, 0, i, model.keyframes().qpos().get(i));
            }
        }

        void next() {
            Model model = batch.model();
            for (int i = 0; i < offset.length; i++) {
                boolean isLimited = model.actuators().ctrlLimited().get(i) == 1;
                double width = isLimited
                        ? model.actuators().ctrlRange().get(2 * i + 1) - model.actuators().ctrlRange().get(2 * i)
                        : 2;
                offset[i] = INERTIA * offset[i] + (1 - INERTIA) * 3 * share * width * random.nextDouble(-1, 1);
                double rest = model.sizes().nkey() > 0 ? model.keyframes().ctrl().get(i) : 0;
                batch.set(Quantity.CTRL, 0, i, rest + offset[i]);
            }
        }
    }

    /// Plays one episode of a task in each engine, with the same smooth random actions; it is not ended early.
    ///
    /// @param seed of the world and the actions
    public static EngineComparison ofTask(Task task, List<String> engines, double seconds, long seed) {
        int samples = (int) Math.max(1, Math.round(seconds / task.period()));
        List<EngineTrack> tracks = new ArrayList<>();
        Model model = null;
        try (Parallel one = Parallel.of(1)) {
            for (String engine : engines) {
                VectorEnv env = new VectorEnv(task, new VectorEnv.Options(1, engine, Autoreset.DISABLED, false), one);
                env.reset(seed);
                EngineTrack track = new EngineTrack(engine, env.batch());
                track.sample();
                float[] drawn = new float[env.singleActionSpace().size()];
                float[] actions = new float[drawn.length];
                for (int k = 0; k < samples; k++) {
                    env.singleActionSpace().sample(RandomStream.of(seed).child("play", k), drawn, 0);
                    for (int i = 0; i < actions.length; i++) {
                        actions[i] = (float) (INERTIA * actions[i] + (1 - INERTIA) * 3 * drawn[i]);
                    }
                    long start = System.nanoTime();
                    env.step(actions);
                    track.took((System.nanoTime() - start) * NANO);
                    track.sample();
                }
                model = env.model();
                tracks.add(track);
            }
        }
        if (model == null) {
            throw new IllegalArgumentException("no engines to compare");
        }
        return new EngineComparison(task.id(), model, task.period(), tracks);
    }

    public int samples() {
        return tracks.getFirst().samples();
    }

    public double time(int sample) {
        return sample * period;
    }

    /// How far an engine's bodies are from those of the first.
    ///
    /// @param track number in [#tracks]
    public Apart apart(int track, int sample) {
        double[] reference = tracks.getFirst().bodies(sample);
        double[] other = tracks.get(track).bodies(sample);
        double worst = 0;
        int body = 0;
        for (int b = 1; b < model.sizes().nbody(); b++) {
            double x = other[3 * b] - reference[3 * b];
            double y = other[3 * b + 1] - reference[3 * b + 1];
            double z = other[3 * b + 2] - reference[3 * b + 2];
            double distance = Math.sqrt(x * x + y * y + z * z);
            if (!(distance <= worst)) {
                worst = distance;
                body = b;
            }
        }
        return new Apart(worst, body);
    }

    /// The first sample at which an engine is at least so far from the first; −1: never.
    ///
    /// @param distance m
    public int partedAt(int track, double distance) {
        for (int s = 0; s < samples(); s++) {
            if (!(apart(track, s).distance() < distance)) {
                return s;
            }
        }
        return -1;
    }

    /// A body's name, or its number.
    public String bodyName(int body) {
        String given = model.names().name(ObjectType.BODY, body);
        return given.isEmpty() ? "body " + body : given;
    }
}
