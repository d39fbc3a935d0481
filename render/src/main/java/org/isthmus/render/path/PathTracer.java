package org.isthmus.render.path;

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
        rays.update(world);
        Camera camera = view.camera();
        Photograph photo = Photograph.of(camera.width(), camera.height());
        int across = Math.ceilDiv(camera.width(), TILE);
        int tiles = across * Math.ceilDiv(camera.height(), TILE);
        boolean longRun = (long) settings.samples() * camera.width() * camera.height() > LONG_RUN;
        int perTask = Math.max(1, tiles / (8 * pool.threads()));
        EnvironmentSampler around = new EnvironmentSampler(world.environment);
        try (Progress task = progress.sub("photograph", tiles)) {
            pool.run(tiles, perTask, progress.cancellation(), (from, to) -> {
                PathIntegrator integrator = new PathIntegrator(world, view, settings, rays.tracer(longRun),
                        around);
                for (int tile = from; tile < to; tile++) {
                    task.checkCancelled();
                    expose(integrator, photo, tile % across * TILE, tile / across * TILE, settings.samples());
                    task.advance(1);
                }
            });
        }
        return photo;
    }

    private static void expose(PathIntegrator integrator, Photograph photo, int left, int top, int samples) {
        for (int y = top; y < Math.min(top + TILE, photo.height()); y++) {
            for (int x = left; x < Math.min(left + TILE, photo.width()); x++) {
                expose(integrator, photo, x, y, samples, new double[10]);
            }
        }
    }

    private static void expose(PathIntegrator p, Photograph photo, int x, int y, int samples, double[] sum) {
        double luminance = 0;
        double squares = 0;
        for (int s = 0; s < samples; s++) {
            p.trace(x, y, s);
            for (int k = 0; k < 3; k++) {
                sum[k] += p.radiance[k];
                sum[3 + k] += p.albedo[k];
                sum[6 + k] += p.normal[k];
            }
            sum[9] += p.depth;
            double l = 0.2126 * p.radiance[0] + 0.7152 * p.radiance[1] + 0.0722 * p.radiance[2];
            luminance += l;
            squares += l * l;
        }
        int at = y * photo.width() + x;
        for (int k = 0; k < 3; k++) {
            photo.radiance()[3 * at + k] = (float) (sum[k] / samples);
            photo.albedo()[3 * at + k] = (float) (sum[3 + k] / samples);
            photo.normal()[3 * at + k] = (float) (sum[6 + k] / samples);
        }
        photo.depth()[at] = (float) (sum[9] / samples);
        double mean = luminance / samples;
        photo.variance()[at] = (float) (Math.max(0, squares / samples - mean * mean) / Math.max(1, samples - 1));
    }
}
