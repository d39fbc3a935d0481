package org.isthmus.render.splat;

import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.render.camera.View;

/// What a view sees of splats before, between and behind meshes: a workspace that keeps its memory from view to view. Results do not
/// depend on the number of threads, nor on the order of splats in their files.
public final class SplatImage {
    private static final float[] NONE = {};
    private final SplatList list = new SplatList();
    /// [height][width][3] what the splats add, sRGB 0 to 1
    private float[] colour = NONE;
    /// [height][width] part of what is behind that is seen
    private float[] through = NONE;
    /// [height][width] see [#distance]
    private float[] distance = NONE;
    /// [height][width] see [#layer]
    private int[] layer = {};

    public SplatImage() {}

    /// How far meshes are.
    @FunctionalInterface
    public interface Depths {
        /// The distance of the mesh at a sample, in multiples of [org.isthmus.render.camera.Camera#direction]; 0: there is none.
        ///
        /// @param x column among all samples
        /// @param y row among all samples
        float distance(int x, int y);
    }

    /// Draws the splats of some layers.
    ///
    /// @param exposure factor of their light
    /// @param perAxis samples of meshes for each pixel and axis
    public void draw(List<SplatLayer> layers, View view, double exposure, int perAxis, Depths meshes, Parallel pool) {
        int width = view.camera().width();
        int height = view.camera().height();
        int n = width * height;
        if (through.length < n) {
            colour = new float[3 * n];
            through = new float[n];
            distance = new float[n];
            layer = new int[n];
        }
        list.prepare(layers, view, exposure, pool);
        pool.run(Math.ceilDiv(height, SplatTile.SIDE), 1, (from, to) -> {
            SplatTile tile = new SplatTile(list, view.camera(), this, perAxis, meshes);
            for (int band = from; band < to; band++) {
                tile.band(band * SplatTile.SIDE, Math.min(height, (band + 1) * SplatTile.SIDE));
            }
        });
    }

    void set(int at, float red, float green, float blue, float left, float median, int ofLayer) {
        colour[3 * at] = red;
        colour[3 * at + 1] = green;
        colour[3 * at + 2] = blue;
        through[at] = left;
        distance[at] = median;
        layer[at] = ofLayer;
    }

    /// What the splats add to a pixel, as sRGB.
    public float colour(int pixel, int channel) {
        return colour[3 * pixel + channel];
    }

    /// The part of what is behind the splats that is seen at a pixel, 0 to 1.
    public float through(int pixel) {
        return through[pixel];
    }

    /// Where half of the ray through a pixel has been blocked, in multiples of [org.isthmus.render.camera.Camera#direction]; 0 where more than
    /// half passes.
    public float distance(int pixel) {
        return distance[pixel];
    }

    /// The layer of the splat there; −1: more than half passes.
    public int layer(int pixel) {
        return layer[pixel];
    }
}
