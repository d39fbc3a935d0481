package org.isthmus.render.cpu;

import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.render.Frames;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.splat.SplatColour;
import org.isthmus.render.splat.SplatImage;
import org.isthmus.render.splat.SplatLayer;

/// Puts the splats of a world into a finished image, before, between and behind its meshes. Colours are blended as a screen shows them, as
/// trainers of splats do; a label is the splats' where they block half of what is behind them.
final class SplatPainter {
    private final SplatImage image = new SplatImage();
    /// [2] column and row, pixels
    private final double[] projected = new double[2];

    SplatPainter() {}

    /// @param painter that drew the meshes of the view
    /// @param index of the image
    void paint(WorldState world, ViewPainter painter, View view, RenderSettings settings, Frames out, int index,
            Parallel pool) {
        image.draw(world.splats, view, settings.exposure(), painter.samples(), painter::distance, pool);
        int first = index * out.pixels();
        for (int i = 0; i < out.pixels(); i++) {
            if (image.through(i) < 1) {
                blend(out, first + i, i, settings.exposure());
            }
            if (image.layer(i) >= 0) {
                label(world.splats, view, out, first + i, i, world.visible.length);
            }
        }
    }

    private void blend(Frames out, int to, int i, double exposure) {
        float through = image.through(i);
        for (int k = 0; k < 3 && out.rgb().length > 0; k++) {
            float behind = out.rgb()[3 * to + k] & 0xFF;
            out.rgb()[3 * to + k] = (byte) (int) (Math.min(255, 255 * image.colour(i, k) + through * behind) + 0.5f);
        }
        for (int k = 0; k < 3 && out.radiance().length > 0; k++) {
            float behind = out.radiance()[3 * to + k];
            float light = SplatColour.radiance(image.colour(i, k), through, 0);
            out.radiance()[3 * to + k] = (exposure > 0 ? (float) (light / exposure) : 0) + through * behind;
        }
    }

    private void label(List<SplatLayer> layers, View view, Frames out, int to, int i, int instances) {
        Camera camera = view.camera();
        int x = i % camera.width();
        int y = i / camera.width();
        SplatLayer layer = layers.get(image.layer(i));
        put(out.instance(), to, instances + image.layer(i));
        put(out.object(), to, layer.object());
        put(out.semantic(), to, layer.semantic());
        Vec3 point = camera.origin(x, y).plusScaled(camera.direction(x, y), image.distance(i));
        if (out.depth().length > 0) {
            out.depth()[to] = (float) point.z();
        }
        put(out.normal(), to, Vec3.ZERO); // a cloud has none
        Vec3 inWorld = view.pose().transform(point);
        put(out.position(), to, inWorld);
        if (out.flow().length > 0) {
            camera.project(view.earlier().inverseTransform(inWorld), projected);
            out.flow()[2 * to] = (float) (projected[0] - x);
            out.flow()[2 * to + 1] = (float) (projected[1] - y);
        }
    }

    private static void put(int[] ids, int at, int id) {
        if (ids.length > 0) {
            ids[at] = id;
        }
    }

    private static void put(float[] vectors, int at, Vec3 v) {
        if (vectors.length > 0) {
            vectors[3 * at] = (float) v.x();
            vectors[3 * at + 1] = (float) v.y();
            vectors[3 * at + 2] = (float) v.z();
        }
    }
}
