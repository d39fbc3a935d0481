package org.isthmus.render.path;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.image.Image;
import org.isthmus.render.camera.View;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.ToneMapping;
import org.isthmus.render.splat.SplatColour;
import org.isthmus.render.splat.SplatImage;
import org.isthmus.render.texture.Srgb;

/// A photograph in linear light, with what guides a denoiser.
///
/// @param radiance [height][width][3]
/// @param albedo [height][width][3] colour of what is seen first, mean over the samples
/// @param normal [height][width][3] its normal, world frame; 0 where nothing is
/// @param depth [height][width] its depth, m; 0 where nothing is
/// @param variance [height][width] of the mean's luminance
public record Photograph(
        int width, int height, float[] radiance, float[] albedo, float[] normal, float[] depth, float[] variance) {
    /// A black one, in which nothing is.
    public static Photograph of(int width, int height) {
        int n = width * height;
        return new Photograph(width, height, new float[3 * n], new float[3 * n], new float[3 * n], new float[n],
                new float[n]);
    }

    /// Adds a part of the mean of several photographs.
    ///
    /// @param part with as many columns
    /// @param fromRow where it begins
    /// @param of how many there are
    public void add(Photograph part, int fromRow, int of) {
        int at = fromRow * width;
        add(part.radiance, radiance, 3 * at, of);
        add(part.albedo, albedo, 3 * at, of);
        add(part.normal, normal, 3 * at, of);
        add(part.depth, depth, at, of);
        add(part.variance, variance, at, of * of);
    }

    private static void add(float[] from, float[] to, int at, int of) {
        for (int i = 0; i < from.length; i++) {
            to[at + i] += from[i] / of;
        }
    }

    /// This photograph with the splats of its world before, between and behind what is in it.
    ///
    /// @param view that it was taken from
    public Photograph withSplats(WorldState world, View view, Parallel pool) {
        SplatImage splats = new SplatImage();
        splats.draw(world.splats, view, 1, 1, (x, y) -> depth[y * width + x], pool);
        float[] light = radiance.clone();
        float[] deep = depth.clone();
        for (int i = 0; i < deep.length; i++) {
            for (int k = 0; k < 3; k++) {
                light[3 * i + k] = SplatColour.radiance(splats.colour(i, k), splats.through(i), light[3 * i + k]);
            }
            deep[i] = splats.layer(i) >= 0 ? splats.distance(i) : deep[i];
        }
        return new Photograph(width, height, light, albedo, normal, deep, variance);
    }

    /// As a screen shows it: exposed, tone-mapped, sRGB.
    public Image develop(double exposure) {
        byte[] out = new byte[3 * width * height];
        float[] rgb = new float[3];
        for (int i = 0; i < out.length; i += 3) {
            for (int k = 0; k < 3; k++) {
                rgb[k] = (float) (exposure * radiance[i + k]);
            }
            ToneMapping.neutral(rgb, 0);
            for (int k = 0; k < 3; k++) {
                out[i + k] = Srgb.toByte(rgb[k]);
            }
        }
        return new Image(width, height, 3, ByteArray.wrap(out));
    }
}
