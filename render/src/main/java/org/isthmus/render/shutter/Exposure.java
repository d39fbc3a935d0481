package org.isthmus.render.shutter;

import java.util.EnumSet;
import java.util.Set;

import org.isthmus.core.progress.Progress;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.RenderSettings.ToneCurve;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.path.PathTracer;
import org.isthmus.render.path.PhotoSettings;
import org.isthmus.render.path.Photograph;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.ToneMapping;
import org.isthmus.render.texture.Srgb;

/// Takes images of what moves.
public final class Exposure {
    private Exposure() {}

    /// Draws one image of a moving world by a session.
    ///
    /// Radiance is the mean over the sub-frames, colour is made of that mean; labels are those of the sub-frame in the middle, each row at
    /// its own time. The world is left in the state of the last sub-frame.
    ///
    /// @param world of the session's scene
    /// @param out of one view of the camera's size
    public static void render(RenderSession session, WorldState world, Motion motion, Camera camera,
            RenderSettings settings, Shutter shutter, Frames out) {
        if (out.views() != 1 || out.width() != camera.width() || out.height() != camera.height()) {
            throw new IllegalArgumentException(out.views() + " images of " + out.width() + " by " + out.height()
                    + " pixels, expected 1 of " + camera.width() + " by " + camera.height());
        }
        float[] radiance = new float[out.wantsLight() ? 3 * out.pixels() : 0];
        int rows = camera.height();
        for (int band = 0; band < shutter.bands(rows); band++) {
            int from = shutter.firstRow(band, rows);
            Camera part = camera.rows(from, shutter.firstRow(band + 1, rows));
            for (int s = 0; s < shutter.subFrames(); s++) {
                double time = shutter.time(band, s, rows);
                motion.place(time, world);
                Set<Output> wanted = s == shutter.subFrames() / 2 ? labels(out) : EnumSet.noneOf(Output.class);
                if (out.wantsLight()) {
                    wanted.add(Output.RADIANCE);
                }
                if (!wanted.isEmpty()) {
                    Frames frames = Frames.of(1, part.width(), part.height(), wanted);
                    session.render(world, new View(0, part, motion.camera(time)), settings, frames);
                    add(frames, shutter.subFrames(), radiance, out, from * camera.width());
                }
            }
        }
        develop(radiance, settings, out);
    }

    private static Set<Output> labels(Frames out) {
        Set<Output> wanted = EnumSet.noneOf(Output.class);
        want(wanted, Output.DEPTH, out.depth().length);
        want(wanted, Output.INSTANCE, out.instance().length);
        want(wanted, Output.OBJECT, out.object().length);
        want(wanted, Output.SEMANTIC, out.semantic().length);
        want(wanted, Output.NORMAL, out.normal().length);
        want(wanted, Output.POSITION, out.position().length);
        want(wanted, Output.FLOW, out.flow().length);
        return wanted;
    }

    private static void want(Set<Output> wanted, Output output, int length) {
        if (length > 0) {
            wanted.add(output);
        }
    }

    /// Adds a part of a sub-frame's radiance, and copies its labels.
    private static void add(Frames part, int subFrames, float[] radiance, Frames out, int firstPixel) {
        for (int i = 0; i < part.radiance().length; i++) {
            radiance[3 * firstPixel + i] += part.radiance()[i] / subFrames;
        }
        copy(part.depth(), out.depth(), firstPixel);
        copy(part.instance(), out.instance(), firstPixel);
        copy(part.object(), out.object(), firstPixel);
        copy(part.semantic(), out.semantic(), firstPixel);
        copy(part.normal(), out.normal(), 3 * firstPixel);
        copy(part.position(), out.position(), 3 * firstPixel);
        copy(part.flow(), out.flow(), 2 * firstPixel);
    }

    private static void copy(float[] from, float[] to, int at) {
        System.arraycopy(from, 0, to, Math.min(at, to.length), from.length);
    }

    private static void copy(int[] from, int[] to, int at) {
        System.arraycopy(from, 0, to, Math.min(at, to.length), from.length);
    }

    private static void develop(float[] radiance, RenderSettings settings, Frames out) {
        float[] rgb = new float[3];
        for (int i = 0; i < out.rgb().length; i += 3) {
            for (int k = 0; k < 3; k++) {
                rgb[k] = (float) settings.exposure() * radiance[i + k];
            }
            if (settings.toneCurve() == ToneCurve.NEUTRAL) {
                ToneMapping.neutral(rgb, 0);
            }
            for (int k = 0; k < 3; k++) {
                out.rgb()[i + k] = Srgb.toByte(Math.min(1, rgb[k]));
            }
        }
        System.arraycopy(radiance, 0, out.radiance(), 0, out.radiance().length);
    }

    /// Takes a photograph of a moving world; paths are shared evenly among the sub-frames, at least one for each.
    ///
    /// @param world of the tracer's scene; it is left in the state of the last sub-frame
    public static Photograph photograph(PathTracer tracer, WorldState world, Motion motion, Camera camera,
            PhotoSettings settings, Shutter shutter, Progress progress) {
        int rows = camera.height();
        Photograph whole = Photograph.of(camera.width(), rows);
        int bands = shutter.bands(rows);
        int samples = Math.max(1, settings.samples() / shutter.subFrames());
        for (int band = 0; band < bands; band++) {
            int from = shutter.firstRow(band, rows);
            Camera part = camera.rows(from, shutter.firstRow(band + 1, rows));
            for (int s = 0; s < shutter.subFrames(); s++) {
                double time = shutter.time(band, s, rows);
                motion.place(time, world);
                int seed = settings.seed() + 0x9E3779B9 * (band * shutter.subFrames() + s); // other noise for each
                whole.add(tracer.photograph(world, new View(0, part, motion.camera(time)),
                        settings.withSamples(samples).withSeed(seed), progress), from, shutter.subFrames());
            }
        }
        return whole;
    }
}
