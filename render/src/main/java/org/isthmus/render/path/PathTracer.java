package org.isthmus.render.path;

import java.util.function.Consumer;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.ray.WorldRays;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;

/// Makes photographs. Not safe for several threads; it uses the pool it was made with.
public final class PathTracer {
    private static final int TILE = 16;
    /// Numbers that are summed over the samples of a pixel.
    private static final int SUMS = 12;
    /// Paths from which on vectors pay.
    private static final long LONG_RUN = 300_000;

    private final WorldRays rays;
    private final Parallel pool;

    /// Makes the scene's meshes ready for rays.
    public PathTracer(RenderScene scene, Parallel pool) {
        rays = new WorldRays(scene);
        this.pool = pool;
    }

    /// Makes a photograph of a world; the view's number of the world is not looked at.
    ///
    /// @param progress is told of each tile
    /// @throws java.util.concurrent.CancellationException when `progress` was cancelled
    public Photograph photograph(WorldState world, View view, PhotoSettings settings, Progress progress) {
        Camera camera = view.camera();
        Photograph photo = Photograph.of(camera.width(), camera.height());
        Exposing exposing = new Exposing(world, view, settings);
        try (Progress task = progress.sub("photograph", exposing.tiles)) {
            exposing.run(task, settings.samples(), (integrator, x, y) -> {
                double[] sums = new double[SUMS];
                add(integrator, x, y, 0, settings.samples(), sums, 0);
                write(sums, 0, settings.samples(), photo, y * photo.width() + x);
            });
        }
        return photo;
    }

    /// Makes a photograph that can be looked at while it gets better: after 1, 2, 4, 8 … samples of every pixel. It ends with the same bits as
    /// [#photograph]; until then 96 bytes are kept for each pixel.
    ///
    /// @param look gets the photograph as it is, on the calling thread; the last one too
    /// @param progress is told of each tile of each pass
    /// @throws java.util.concurrent.CancellationException when `progress` was cancelled
    public Photograph progressive(WorldState world, View view, PhotoSettings settings, Progress progress,
            Consumer<Photograph> look) {
        Camera camera = view.camera();
        double[] sums = new double[Math.multiplyExact(SUMS, camera.width() * camera.height())];
        Photograph photo = Photograph.of(camera.width(), camera.height());
        Exposing exposing = new Exposing(world, view, settings);
        int passes = 33 - Integer.numberOfLeadingZeros(settings.samples() - 1);
        try (Progress task = progress.sub("photograph", (long) passes * exposing.tiles)) {
            for (int done = 0; done < settings.samples();) {
                int from = done;
                int to = Math.min(settings.samples(), Math.max(1, 2 * done));
                Photograph present = Photograph.of(camera.width(), camera.height());
                exposing.run(task, to - from, (integrator, x, y) -> {
                    int pixel = y * camera.width() + x;
                    add(integrator, x, y, from, to, sums, SUMS * pixel);
                    write(sums, SUMS * pixel, to, present, pixel);
                });
                done = to;
                photo = present;
                look.accept(photo);
            }
        }
        return photo;
    }

    /// What is done with a pixel.
    private interface Pixel {
        void expose(PathIntegrator integrator, int x, int y);
    }

    /// Visits all pixels, tile by tile, on the threads of the pool.
    private final class Exposing {
        private final WorldState world;
        private final View view;
        private final PhotoSettings settings;
        private final EnvironmentSampler around;
        private final EmissiveTriangles emissive;
        private final int across;
        private final int tiles;

        Exposing(WorldState world, View view, PhotoSettings settings) {
            rays.update(world);
            this.world = world;
            this.view = view;
            this.settings = settings;
            around = new EnvironmentSampler(world.environment);
            emissive = new EmissiveTriangles(world);
            across = Math.ceilDiv(view.camera().width(), TILE);
            tiles = across * Math.ceilDiv(view.camera().height(), TILE);
        }

        void run(Progress task, int samples, Pixel pixel) {
            Camera camera = view.camera();
            boolean longRun = (long) samples * camera.width() * camera.height() > LONG_RUN;
            int perTask = Math.max(1, tiles / (8 * pool.threads()));
            pool.run(tiles, perTask, task.cancellation(), (from, to) -> {
                PathIntegrator integrator = new PathIntegrator(world, view, settings, rays.tracer(longRun), around,
                        emissive);
                for (int tile = from; tile < to; tile++) {
                    task.checkCancelled();
                    int left = tile % across * TILE;
                    int top = tile / across * TILE;
                    for (int y = top; y < Math.min(top + TILE, camera.height()); y++) {
                        for (int x = left; x < Math.min(left + TILE, camera.width()); x++) {
                            pixel.expose(integrator, x, y);
                        }
                    }
                    task.advance(1);
                }
            });
        }
    }

    /// Adds some samples of a pixel: radiance, albedo, normal, depth, luminance and its square.
    private static void add(PathIntegrator p, int x, int y, int from, int to, double[] sums, int at) {
        for (int s = from; s < to; s++) {
            p.trace(x, y, s);
            for (int k = 0; k < 3; k++) {
                sums[at + k] += p.radiance[k];
                sums[at + 3 + k] += p.albedo[k];
                sums[at + 6 + k] += p.normal[k];
            }
            sums[at + 9] += p.depth;
            double l = 0.2126 * p.radiance[0] + 0.7152 * p.radiance[1] + 0.0722 * p.radiance[2];
            sums[at + 10] += l;
            sums[at + 11] += l * l;
        }
    }

    private static void write(double[] sums, int at, int samples, Photograph photo, int pixel) {
        for (int k = 0; k < 3; k++) {
            photo.radiance()[3 * pixel + k] = (float) (sums[at + k] / samples);
            photo.albedo()[3 * pixel + k] = (float) (sums[at + 3 + k] / samples);
            photo.normal()[3 * pixel + k] = (float) (sums[at + 6 + k] / samples);
        }
        photo.depth()[pixel] = (float) (sums[at + 9] / samples);
        double mean = sums[at + 10] / samples;
        photo.variance()[pixel] = (float) (Math.max(0, sums[at + 11] / samples - mean * mean)
                / Math.max(1, samples - 1));
    }
}
