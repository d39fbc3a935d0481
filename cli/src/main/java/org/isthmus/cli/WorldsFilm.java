package org.isthmus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoCodec;
import org.isthmus.dataset.video.VideoSettings;
import org.isthmus.dataset.video.VideoWriter;
import org.isthmus.model.image.Image;
import org.isthmus.render.Frames;
import org.isthmus.render.picture.Colouring;
import org.isthmus.render.picture.ContactSheet;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.CameraSpec;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Worlds of a task side by side, as pictures and as a video of one episode.
final class WorldsFilm {
    static final int MOST_WORLDS = 64;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int GAP = 4;

    private WorldsFilm() {}

    /// Who acts in all worlds.
    @FunctionalInterface
    interface Actor {
        /// @param actions [worlds][size] those of the step before, to be changed
        void act(int step, float[] actions);
    }

    /// The task with the camera that films first, in the size of the picture; the others stay, for factors may move them.
    ///
    /// @param camera null: the first
    /// @param keeps whether a camera keeps its size
    static Task seen(Task task, @Nullable String camera, Predicate<String> keeps, CommandLine command) {
        List<String> names = task.cameras().stream().map(CameraSpec::name).toList();
        if (names.isEmpty()) {
            throw new ParameterException(command, "task " + task.id() + " has no camera");
        }
        String name = camera == null ? names.getFirst() : camera;
        if (!names.contains(name)) {
            throw new ParameterException(command, "task " + task.id() + " has no camera '" + name + "', but "
                    + String.join(", ", names) + " " + Nearest.remedy(name, names));
        }
        List<CameraSpec> cameras = new ArrayList<>(task.cameras());
        CameraSpec seeing = cameras.remove(names.indexOf(name));
        cameras.addFirst(keeps.test(name) ? seeing : seeing.sized(WIDTH, HEIGHT));
        return task.withCameras(cameras);
    }

    /// How all worlds look now.
    static Image mosaic(VectorEnv env) {
        Frames frames = env.images(env.task().cameras().getFirst().name());
        int columns = (int) Math.ceil(Math.sqrt(env.worlds()));
        return ContactSheet.of(IntStream.range(0, env.worlds()).mapToObj(w -> Colouring.rgb(frames, w)).toList(),
                columns, GAP);
    }

    /// Films worlds that were reset, as long as an episode may last.
    ///
    /// @return worlds in which the task was done at the end of their first episode
    static int write(VectorEnv env, Path file, Actor actor, Diagnostics diagnostics) {
        Task task = env.task();
        float[] actions = new float[env.worlds() * env.singleActionSpace().size()];
        boolean[] isOver = new boolean[env.worlds()];
        int done = 0;
        Image first = mosaic(env);
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
                actor.act(t, actions);
                env.step(actions);
                for (int w = 0; w < isOver.length; w++) {
                    boolean ends = !isOver[w] && (env.terminated()[w] || env.truncated()[w]);
                    done += ends && env.succeeded()[w] ? 1 : 0;
                    isOver[w] |= ends;
                }
                progress.advance(1);
            }
            writer.finish();
        }
        return done;
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
