package org.isthmus.pipeline.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoCodec;
import org.isthmus.dataset.video.VideoSettings;
import org.isthmus.dataset.video.VideoWriter;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.pipeline.RecordedWorlds;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.task.Task;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.image.ObjectMask;

/// Pictures and short films of recorded episodes, drawn anew by the task's first camera, as texts that stand in a page.
final class EpisodeFilms {
    private static final int SIDE = 224;
    /// Images per second of a film, at most.
    private static final double RATE = 12;
    private static final boolean[] FIRST = {true};

    private final RecordedWorlds world;
    private final String camera;
    private final Path scratch;

    /// @param task of the episodes; it must have a camera
    /// @param scratch folder for files that do not stay
    EpisodeFilms(Task task, Path scratch, Parallel pool) {
        camera = task.cameras().getFirst().name();
        this.scratch = scratch;
        List<CameraSpec> sized = task.cameras().stream()
                .map(c -> c.sized(SIDE, SIDE).with(EnumSet.of(Output.RGB, Output.OBJECT))).toList();
        world = new RecordedWorlds(task.withCameras(sized), 1, pool);
    }

    /// The first moment, as it looked.
    String picture(EpisodeStore store, long number, Diagnostics diagnostics) {
        try (Episode episode = store.read(number, diagnostics)) {
            world.begin(0, episode.info());
            return png(draw(episode, 0).rgb());
        }
    }

    /// The first moment without its background.
    String masked(EpisodeStore store, long number, Diagnostics diagnostics) {
        try (Episode episode = store.read(number, diagnostics)) {
            world.begin(0, episode.info());
            return png(ObjectMask.masked(draw(episode, 0)));
        }
    }

    /// All of it.
    String film(EpisodeStore store, long number, Diagnostics diagnostics) {
        Path file = scratch.resolve("film.mp4");
        try (Episode episode = store.read(number, diagnostics)) {
            world.begin(0, episode.info());
            FrameRate rate = episode.info().rate();
            int stride = (int) Math.max(1, Math.ceil(rate.perSecond() / RATE));
            FrameRate shown = new FrameRate(rate.numerator(), rate.denominator() * stride);
            VideoSettings settings = VideoSettings.watching(SIDE, SIDE, shown).withCodec(VideoCodec.H264);
            try (VideoWriter writer = VideoWriter.create(file, settings, diagnostics)) {
                for (long row = 0; row <= episode.steps(); row += stride) {
                    writer.write(draw(episode, row).rgb().clone());
                }
                writer.finish();
            }
            return "data:video/mp4;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Frames draw(Episode episode, long row) {
        world.show(0, episode, row);
        world.draw(FIRST);
        return world.frames(camera);
    }

    private static String png(byte[] rgb) {
        return "data:image/png;base64," + Base64.getEncoder()
                .encodeToString(Images.toPng(new Image(SIDE, SIDE, 3, ByteArray.wrap(rgb.clone()))));
    }
}
