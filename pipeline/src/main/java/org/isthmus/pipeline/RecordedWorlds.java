package org.isthmus.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.render.Frames;
import org.isthmus.render.camera.View;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.Images;
import org.isthmus.task.image.Looks;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Randomization;

/// Recorded episodes in worlds again, as they were and as they looked: joints are put where they were, nothing is simulated. So it does not matter which
/// engine they are from.
public final class RecordedWorlds {
    private final Task task;
    private final VectorEnv env;
    private final Randomization randomization;
    private final Images images;
    private final List<Kinematics> kinematics = new ArrayList<>();
    /// [worlds] cameras are drawn in each step
    private final int[] steps;

    /// @param task of the episodes, with cameras as they are to be drawn
    public RecordedWorlds(Task task, int worlds, Parallel pool) {
        this.task = task;
        env = new VectorEnv(task, new VectorEnv.Options(worlds, "scalar", Autoreset.DISABLED, false), pool);
        Looks looks = new Looks(env.model(), task.cameras(), worlds);
        boolean sizesDiffer = task.factors().stream()
                .anyMatch(f -> f.target().parameters().contains(Parameter.GEOM_SIZE));
        images = new Images(looks, env.batch(), sizesDiffer, pool);
        randomization = new Randomization(task.factors(), env.batch(), looks, task.period());
        for (int w = 0; w < worlds; w++) {
            kinematics.add(new Kinematics(env.model()));
        }
        steps = new int[worlds];
    }

    /// Makes a world that of an episode: its parameters, its marks, how it looks.
    ///
    /// @throws IllegalArgumentException when it is another task's
    public void begin(int world, EpisodeInfo info) {
        images.looks().reset(world);
        env.batch().reset(world);
        randomization.begin(world, xi(task, info));
    }

    /// [size] what was drawn for an episode, in the order of the task's factors
    static double[] xi(Task task, EpisodeInfo info) {
        List<Double> xi = new ArrayList<>();
        for (Factor factor : task.factors()) {
            xi.addAll(Optional.ofNullable(info.factors().get(factor.name())).orElse(List.of()));
        }
        return xi.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// Puts joints where they were.
    ///
    /// @param row of the episode's states
    public void show(int world, Episode episode, long row) {
        double[] qpos = episode.values(TaskRecorder.QPOS, row, row + 1);
        for (int i = 0; i < qpos.length; i++) {
            env.batch().set(Quantity.QPOS, world, i, qpos[i]);
        }
        kinematics.get(world).compute(qpos);
    }

    /// Draws all cameras of some worlds.
    ///
    /// @param which [worlds]
    public void draw(boolean[] which) {
        images.draw(which, steps);
    }

    /// [worlds] images of a camera as last drawn
    public Frames frames(String camera) {
        return images.of(camera);
    }

    /// A camera's view of a world, as it was last drawn.
    public View view(int world, int camera) {
        return images.view(world, camera);
    }

    /// What touches in a world, as it is now.
    public List<Contact> contacts(int world) {
        return env.batch().contacts(world);
    }

    /// Where bodies and sites of a world are now.
    public Kinematics places(int world) {
        return kinematics.get(world);
    }

    /// What the renderer sees of a world.
    public WorldState looks(int world) {
        return images.looks().worlds().get(world);
    }

    public Model model() {
        return env.model();
    }

    public RenderScene scene() {
        return images.looks().scene();
    }

    public Task task() {
        return task;
    }

    public int worlds() {
        return steps.length;
    }
}
