package org.isthmus.cli;

import java.nio.file.Path;
import java.util.Locale;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.image.Images;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.space.Box;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `isthmus task play`: worlds of a task side by side, as a video or a picture.
@Command(
        name = "play",
        description = "Plays random worlds of a task with random actions, as a video or a picture of how they begin.",
        footer = {
            "",
            "Examples:",
            "  isthmus task play PickCube-v1 --video pick.mp4",
            "  isthmus task play PickCube-v1 --engine mujoco --video pick.mp4",
            "  isthmus task play PickCube-v1 --looks --worlds 16 --sheet worlds.png"
        })
final class TaskPlayCommand implements Runnable {
    /// Random actions change smoothly: part of the last one that stays.
    private static final float INERTIA = 0.9f;
    /// Smoothing makes random actions weaker; this makes up for it.
    private static final float STRENGTH = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TaskInput input;

    @Mixin
    private EngineOption engine;

    @Option(names = "--worlds", paramLabel = "N", defaultValue = "9",
            description = "How many worlds, 1 to 64 (default: ${DEFAULT-VALUE}).")
    private int worlds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of worlds and actions.")
    private long seed;

    @Option(names = "--camera", paramLabel = "NAME",
            description = "The camera that sees it (default: the task's first).")
    private @Nullable String camera;

    @Option(names = "--sheet", paramLabel = "FILE", description = "Write a picture of how the worlds begin (.png).")
    private @Nullable Path sheet;

    @Option(names = "--video", paramLabel = "FILE", description = "Write a video of one episode (.mp4).")
    private @Nullable Path video;

    TaskPlayCommand() {}

    @Override
    public void run() {
        if (worlds < 1 || worlds > WorldsFilm.MOST_WORLDS) {
            throw new ParameterException(spec.commandLine(),
                    "--worlds " + worlds + ", expected 1 to " + WorldsFilm.MOST_WORLDS);
        }
        if (sheet == null && video == null) {
            throw new ParameterException(spec.commandLine(),
                    "nothing to write; give --sheet FILE, --video FILE or both");
        }
        Task made = input.make();
        Task task = WorldsFilm.seen(made, camera, _ -> false, spec.commandLine());
        try (Parallel pool = Parallel.ofAllProcessors()) {
            VectorEnv env = new VectorEnv(task,
                    VectorEnv.Options.of(worlds).withEngine(engine.engine(worlds).name()).withImages(), pool);
            env.reset(seed);
            Diagnostics diagnostics = new Diagnostics();
            if (sheet != null) {
                NewFile.write(sheet, Images.toPng(WorldsFilm.mosaic(env)), diagnostics);
            }
            if (video != null) {
                float[] drawn = new float[worlds * env.singleActionSpace().size()];
                int done = WorldsFilm.write(env, video, (t, actions) -> play(env, t, drawn, actions), diagnostics);
                spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d worlds, %d steps each, done in %d of them%n",
                        task.id(), worlds, task.maxSteps(), done);
                spec.commandLine().getOut().flush();
            }
        }
    }

    /// Random actions, which change smoothly.
    private void play(VectorEnv env, int step, float[] drawn, float[] actions) {
        int size = env.singleActionSpace().size();
        for (int w = 0; w < worlds; w++) {
            env.singleActionSpace().sample(RandomStream.of(seed + w).child("play", step), drawn, w * size);
        }
        boolean isSmooth = env.singleActionSpace() instanceof Box;
        for (int i = 0; i < actions.length; i++) {
            actions[i] = isSmooth ? INERTIA * actions[i] + (1 - INERTIA) * STRENGTH * drawn[i] : drawn[i];
        }
    }
}
