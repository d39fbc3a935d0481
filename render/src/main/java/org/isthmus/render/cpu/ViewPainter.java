package org.isthmus.render.cpu;

import java.util.Objects;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.Frames;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.raster.DrawList;
import org.isthmus.render.raster.TriangleFill;
import org.isthmus.render.raster.VisibilityBuffer;
import org.isthmus.render.ray.Ray;
import org.isthmus.render.ray.WorldRays;
import org.isthmus.render.scene.WorldState;
import org.jspecify.annotations.Nullable;

/// Draws one view after the other; rows of a view may be drawn by several threads.
final class ViewPainter {
    final DrawList list = new DrawList();
    final VisibilityBuffer buffer = new VisibilityBuffer();
    private final Stock<PixelPainter> pixels = new Stock<>(() -> new PixelPainter(this));
    /// The camera with all samples as pixels.
    private Camera camera = Camera.perspective(1, 1, 1);
    private @Nullable Camera supersampledOf;
    private @Nullable WorldScenery scenery;
    private @Nullable View view;
    private @Nullable RenderSettings settings;
    private @Nullable Frames out;
    private int index;
    private int samples;

    ViewPainter() {}

    void prepare(WorldScenery newScenery, View newView, RenderSettings newSettings, Frames newOut, int newIndex) {
        scenery = newScenery;
        view = newView;
        settings = newSettings;
        out = newOut;
        index = newIndex;
        samples = newOut.wantsLight() ? newSettings.supersampling() : 1;
        takeCamera(newView.camera());
        buffer.reset(camera.width(), camera.height());
        if (camera.lens().isStraight()) {
            list.prepare(newScenery.world(), newScenery.world().visible, camera, newView.pose(),
                    newSettings.levelError() * samples);
        } else {
            list.list(newScenery.world(), camera, newView.pose());
        }
    }

    private void takeCamera(Camera whole) {
        if (samples == 1) {
            camera = whole;
        } else if (!whole.equals(supersampledOf) || camera.width() != whole.width() * samples) {
            camera = supersampled(whole, samples);
            supersampledOf = whole;
        }
    }

    private static Camera supersampled(Camera camera, int samples) {
        if (Math.max(camera.width(), camera.height()) * samples > Camera.MAX_SIDE) {
            throw new IllegalArgumentException("an image of " + camera.width() + " by " + camera.height() + " with "
                    + samples + " samples per pixel and axis, expected at most " + Camera.MAX_SIDE
                    + " samples per side");
        }
        return camera.supersampled(samples);
    }

    /// Draws rows of the image.
    void paint(int fromRow, int toRow) {
        PixelPainter painter = pixels.take();
        WorldState world = Objects.requireNonNull(scenery).world();
        painter.mask.begin(world, list, camera, Objects.requireNonNull(view).pose());
        if (camera.lens().isStraight()) {
            list.fill(buffer, fromRow * samples, toRow * samples, painter.fill);
        } else {
            trace(fromRow * samples, toRow * samples, painter.mask);
        }
        painter.begin(this, Objects.requireNonNull(scenery), Objects.requireNonNull(view),
                Objects.requireNonNull(settings), Objects.requireNonNull(out), index);
        painter.paint(fromRow, toRow);
        pixels.give(painter);
    }

    /// The distance of what is at a sample, in multiples of the camera's direction there; 0: nothing.
    float distance(int x, int y) {
        long word = buffer.words()[y * camera.width() + x];
        float nearness = VisibilityBuffer.nearness(word);
        return word == 0 ? 0 : camera.isOrthographic() ? list.farEnd() - nearness : 1 / nearness;
    }

    Camera camera() {
        return camera;
    }

    int samples() {
        return samples;
    }

    /// Finds by rays what is seen through a lens that bends lines.
    private void trace(int fromRow, int toRow, OpacityMask mask) {
        WorldRays.Tracer tracer = Objects.requireNonNull(scenery).rays().tracer(false);
        View from = Objects.requireNonNull(view);
        Ray ray = new Ray();
        Vec3 eye = from.pose().position();
        for (int y = fromRow; y < toRow; y++) {
            for (int x = 0; x < camera.width(); x++) {
                Vec3 d = camera.direction(x, y);
                if (!d.isFinite()) {
                    continue;
                }
                Vec3 world = from.pose().rotation().rotate(d);
                ray.set(eye.x(), eye.y(), eye.z(), world.x(), world.y(), world.z(), (float) camera.near(),
                        Float.POSITIVE_INFINITY);
                if (isSeen(tracer, ray, x, y, mask)) {
                    buffer.put(x, y, 1 / ray.t, list.triangle(ray.instance, ray.face));
                }
            }
        }
    }

    /// Finds the first thing that is opaque at a pixel; false when there is none.
    private boolean isSeen(WorldRays.Tracer tracer, Ray ray, int x, int y, OpacityMask mask) {
        for (int i = 0; i < OpacityMask.MAX_LAYERS && tracer.closest(ray); i++) {
            if (TriangleFill.isCovered(x, y, mask.of(ray, ray.t / camera.fx()))) {
                return true;
            }
            ray.pass();
        }
        return false;
    }
}
