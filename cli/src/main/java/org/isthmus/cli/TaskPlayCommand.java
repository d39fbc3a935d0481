package org.isthmus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoCodec;
import org.isthmus.dataset.video.VideoSettings;
import org.isthmus.dataset.video.VideoWriter;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.render.Frames;
import org.isthmus.render.picture.Colouring;
import org.isthmus.render.picture.ContactSheet;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.CameraSpec;
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
    private static final int MAX_WORLDS = 64;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int GAP = 4;
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
        if (worlds < 1 || worlds > MAX_WORLDS) {
            throw new ParameterException(spec.commandLine(), "--worlds " + worlds + ", expected 1 to " + MAX_WORLDS);
        }
        if (sheet == null && video == null) {
            throw new ParameterException(spec.commandLine(),
                    "nothing to write; give --sheet FILE, --video FILE or both");
        }
        Task made = input.make();
        if (made.cameras().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "task " + made.id() + " has no camera");
        }
        Task task = seen(made);
        try (Parallel pool = Parallel.ofAllProcessors()) {
            VectorEnv env = new VectorEnv(task,
                    VectorEnv.Options.of(worlds).withEngine(engine.engine(worlds).name()).withImages(), pool);
            env.reset(seed);
            Diagnostics diagnostics = new Diagnostics();
            if (sheet != null) {
                NewFile.write(sheet, Images.toPng(mosaic(env)), diagnostics);
            }
            if (video != null) {
                film(env, video, diagnostics);
            }
        }
    }

    /// The task with the camera that sees it first, in the size of the picture; the others stay, for factors may move them.
    private Task seen(Task task) {
        List<String> names = task.cameras().stream().map(CameraSpec::name).toList();
        String name = camera == null ? names.getFirst() : camera;
        if (!names.contains(name)) {
            throw new ParameterException(spec.commandLine(), "task " + task.id() + " has no camera '" + name + "', but "
                    + String.join(", ", names) + " " + Nearest.remedy(name, names));
        }
        List<CameraSpec> cameras = new ArrayList<>(task.cameras());
        CameraSpec seeing = cameras.remove(names.indexOf(name));
        cameras.addFirst(seeing.sized(WIDTH, HEIGHT));
        return task.withCameras(cameras);
    }

    private Image mosaic(VectorEnv env) {
        Frames frames = env.images(env.task().cameras().getFirst().name());
        int columns = (int) Math.ceil(Math.sqrt(worlds));
        return ContactSheet.of(IntStream.range(0, worlds).mapToObj(w -> Colouring.rgb(frames, w)).toList(), columns,
                GAP);
    }

    private void film(VectorEnv env, Path file, Diagnostics diagnostics) {
        Task task = env.task();
        int size = env.singleActionSpace().size();
        float[] drawn = new float[worlds * size];
        float[] actions = new float[worlds * size];
        Image first = mosaic(env);
        int successes = 0;
        VideoSettings settings = VideoSettings
                .watching(first.width() / 2 * 2, first.height() / 2 * 2,
                        FrameRate.of((int) Math.rint(1 / task.period())))
                .withCodec(VideoCodec.AV1);
        try (VideoWriter writer = VideoWriter.create(file, settings, diagnostics);
                Progress progress = Progress.start("video", task.maxSteps(), new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            for (int t = 0; t < task.maxSteps(); t++) {
                progress.checkCancelled();
                writer.write(evenSized(mosaic(env)));
                for (int w = 0; w < worlds; w++) {
                    env.singleActionSpace().sample(RandomStream.of(seed + w).child("play", t), drawn, w * size);
                }
                boolean isSmooth = env.singleActionSpace() instanceof Box;
                for (int i = 0; i < actions.length; i++) {
                    actions[i] = isSmooth ? INERTIA * actions[i] + (1 - INERTIA) * STRENGTH * drawn[i] : drawn[i];
                }
                env.step(actions);
                for (int w = 0; w < worlds; w++) {
                    successes += env.succeeded()[w] ? 1 : 0;
                }
                progress.advance(1);
            }
            writer.finish();
        }
        spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d worlds, %d steps each, done in %d of them%n",
                task.id(), worlds, task.maxSteps(), successes);
        spec.commandLine().getOut().flush();
    }

    /// [height][width][3], both even, as videos need it
    private static byte[] evenSized(Image image) {
        int width = image.width() / 2 * 2;
        int height = image.height() / 2 * 2;
        byte[] all = image.pixels().toArray();
        byte[] out = new byte[3 * width * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(all, row * 3 * image.width(), out, row * 3 * width, 3 * width);
        }
        return out;
    }
}
