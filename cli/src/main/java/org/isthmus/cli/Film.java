package org.isthmus.cli;

import java.nio.file.Path;
import java.util.Arrays;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoCodec;
import org.isthmus.dataset.video.VideoSettings;
import org.isthmus.dataset.video.VideoWriter;
import org.isthmus.model.image.Image;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.picture.Colouring;
import org.isthmus.render.picture.Overlay;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;

/// A motion in pictures: as a video, or some of its images on one sheet.
///
/// @param images their number
/// @param stage what is to be seen in each
record Film(RenderScene scene, View view, FrameRate rate, int images, Stage stage) {
    static final RenderSettings SETTINGS = RenderSettings.FAST.withShadowMapSize(2048).withSupersampling(2)
            .withExposure(0.85);

    /// Sets what is in an image.
    interface Stage {
        void set(WorldState world, int image);

        /// Adds lines to an image.
        default void mark(Overlay overlay, int image) {}
    }

    /// Draws and encodes image after image; the file appears when it is whole.
    void write(Path file, VideoCodec codec, Parallel pool, Diagnostics diagnostics) {
        VideoSettings settings = VideoSettings.watching(view.camera().width(), view.camera().height(), rate)
                .withCodec(codec);
        Shots shots = new Shots(pool, view);
        try (VideoWriter writer = VideoWriter.create(file, settings, diagnostics);
                Progress progress = Progress.start("video", images, new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            for (int i = 0; i < images; i++) {
                progress.checkCancelled();
                writer.write(shots.draw(i));
                progress.advance(1);
            }
            writer.finish();
        }
    }

    /// Images evenly spread over the time, row by row, half as wide and high.
    Image sheet(Parallel pool, int columns, int rows) {
        Camera camera = view.camera();
        int width = camera.width() / 2;
        int height = camera.height() / 2;
        Camera small = Camera.pinhole(width, height, camera.fx() / 2, camera.fy() / 2, (width - 1) / 2.0,
                (height - 1) / 2.0);
        Shots shots = new Shots(pool, new View(0, small, view.pose()));
        byte[] all = new byte[3 * columns * width * rows * height];
        int line = 3 * width;
        for (int k = 0; k < columns * rows; k++) {
            byte[] one = shots.draw((int) ((k + 0.5) / (columns * rows) * images));
            int corner = (k / columns * height * columns + k % columns) * line;
            for (int row = 0; row < height; row++) {
                System.arraycopy(one, row * line, all, corner + row * columns * line, line);
            }
        }
        return new Image(columns * width, rows * height, 3, ByteArray.wrap(all));
    }

    /// Draws images one at a time into the same memory.
    private final class Shots {
        private final WorldState world = new WorldState(scene);
        private final RenderSession session;
        private final View from;
        private final Frames frames;

        Shots(Parallel pool, View from) {
            this.from = from;
            session = Renderer.named("cpu").open(scene, pool);
            frames = Frames.of(1, from.camera().width(), from.camera().height(), Output.RGB, Output.DEPTH);
        }

        byte[] draw(int image) {
            stage.set(world, image);
            session.render(world, from, SETTINGS, frames);
            Overlay overlay = new Overlay(from);
            stage.mark(overlay, image);
            byte[] pixels = overlay.over(Colouring.rgb(frames, 0), frames, 0).pixels().toArray();
            return Arrays.copyOf(pixels, pixels.length);
        }
    }
}
