package org.isthmus.cli;

import java.nio.file.Path;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoCodec;
import org.isthmus.dataset.video.VideoSettings;
import org.isthmus.dataset.video.VideoWriter;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.Orbit;
import org.isthmus.render.camera.View;
import org.isthmus.render.picture.Colouring;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options of `isthmus render` for a video, and the making of it.
final class OrbitOptions {
    private static final int MAX_FRAMES = 100_000;

    @Option(names = "--orbit", paramLabel = "FILE",
            description = "An MP4 file to write: the camera goes once round, beginning at --azimuth.")
    private @Nullable Path orbit;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "6",
            description = "How long the way round takes; ${DEFAULT-VALUE} if not given.")
    private double seconds;

    @Option(names = "--fps", paramLabel = "N", defaultValue = "30",
            description = "Frames per second of the video; ${DEFAULT-VALUE} if not given.")
    private int fps;

    @Option(names = "--codec", paramLabel = "NAME", defaultValue = "AV1",
            description = "AV1, or H264 for older players; ${DEFAULT-VALUE} if not given.")
    private VideoCodec codec;

    OrbitOptions() {}

    Optional<Path> file() {
        return Optional.ofNullable(orbit);
    }

    /// @throws ParameterException when the video cannot be as long, as fast or as large
    void check(CommandSpec spec, int[] pixels) {
        if (fps < 1 || fps > 240) {
            throw new ParameterException(spec.commandLine(), "--fps is " + fps + ", expected 1 to 240");
        }
        if (!(seconds > 0 && seconds * fps <= MAX_FRAMES)) {
            throw new ParameterException(spec.commandLine(),
                    "--seconds is " + seconds + ", expected above 0 and at most " + MAX_FRAMES / fps);
        }
        if (orbit != null && (pixels[0] % 2 != 0 || pixels[1] % 2 != 0)) {
            throw new ParameterException(spec.commandLine(),
                    "--size is '" + pixels[0] + "x" + pixels[1] + "', expected even numbers for a video");
        }
    }

    /// Draws and encodes the frames; the file appears when it is whole.
    void write(Path file, Orbit way, Camera camera, RenderScene scene, WorldState world, RenderSettings settings,
            RenderCommand.@Nullable Over over, Diagnostics diagnostics) {
        int count = Math.max(1, Math.toIntExact(Math.round(seconds * fps)));
        VideoSettings video = VideoSettings.watching(camera.width(), camera.height(), FrameRate.of(fps))
                .withCodec(codec);
        Frames frames = over == null ? Frames.of(1, camera.width(), camera.height(), Output.RGB)
                : Frames.of(1, camera.width(), camera.height(), Output.RGB, Output.DEPTH);
        try (VideoWriter writer = VideoWriter.create(file, video, diagnostics);
                Parallel pool = Parallel.ofAllProcessors();
                Progress progress = Progress.start("video", count, new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            RenderSession session = Renderer.named("cpu").open(scene, pool);
            for (int i = 0; i < count; i++) {
                View view = new View(0, camera, way.pose((double) i / count));
                session.render(world, view, settings, frames);
                writer.write(over == null ? frames.rgb()
                        : over.draw(Colouring.rgb(frames, 0), frames, view).pixels().toArray());
                progress.advance(1);
            }
            writer.finish();
        }
    }
}
