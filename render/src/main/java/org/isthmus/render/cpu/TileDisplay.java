package org.isthmus.render.cpu;

import java.util.Arrays;

import org.isthmus.render.Frames;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.shade.ToneMapping;
import org.isthmus.render.texture.Srgb;

/// Writes the light of tiles into images: as radiance, and as a screen shows it. Of several samples per pixel it takes the mean, of what a
/// screen shows.
final class TileDisplay {
    private final float[][] shown = Tile.arrays();
    private final int[][] steps = new int[3][Tile.CAPACITY];
    private final float[] scale = Tile.array();
    private final float[] shift = Tile.array();
    /// [pixel of the rows][3] sums over the samples of a pixel
    private float[] radianceSum = {};
    private float[] shownSum = {};

    private RenderSettings settings = RenderSettings.FAST;
    private Frames out = Frames.NONE;
    private int samples;
    private int firstPixel;
    private int firstRow;

    TileDisplay() {}

    /// @param perAxis samples of a pixel and axis
    /// @param view index of the image
    void begin(Frames frames, RenderSettings newSettings, int perAxis, int view) {
        out = frames;
        settings = newSettings;
        samples = perAxis;
        firstPixel = view * frames.pixels();
    }

    /// Begins some rows of the image.
    void beginRows(int fromRow, int toRow) {
        firstRow = fromRow;
        if (samples == 1) {
            return;
        }
        int n = 3 * (toRow - fromRow) * out.width();
        if (shownSum.length < n) {
            shownSum = new float[n];
            radianceSum = new float[n];
        } else {
            Arrays.fill(shownSum, 0, n, 0);
            Arrays.fill(radianceSum, 0, n, 0);
        }
    }

    /// Takes the light of a tile.
    void add(Tile t) {
        tone(t.light, t.count);
        if (samples > 1) {
            sum(t);
            return;
        }
        byte[] rgb = out.rgb();
        float[] radiance = out.radiance();
        if (rgb.length > 0) {
            for (int k = 0; k < 3; k++) {
                Srgb.steps(shown[k], steps[k], t.count);
            }
            write(t, rgb, steps[0], steps[1], steps[2]);
        }
        for (int i = 0; i < t.count && radiance.length > 0; i++) {
            int at = 3 * (firstPixel + t.row(i) * out.width() + t.column(i));
            for (int k = 0; k < 3; k++) {
                radiance[at + k] = t.light[k][i];
            }
        }
    }

    private void write(Tile t, byte[] rgb, int[] red, int[] green, int[] blue) {
        int width = out.width();
        int first = firstPixel;
        for (int i = 0; i < t.count; i++) {
            int at = 3 * (first + t.row(i) * width + t.column(i));
            rgb[at] = Srgb.ofStep(red[i]);
            rgb[at + 1] = Srgb.ofStep(green[i]);
            rgb[at + 2] = Srgb.ofStep(blue[i]);
        }
    }

    private void sum(Tile t) {
        for (int i = 0; i < t.count; i++) {
            int at = 3 * ((t.row(i) / samples - firstRow) * out.width() + t.column(i) / samples);
            for (int k = 0; k < 3; k++) {
                radianceSum[at + k] += t.light[k][i];
                shownSum[at + k] += shown[k][i];
            }
        }
    }

    /// Writes the means of rows begun before.
    void endRows(int toRow) {
        if (samples == 1) {
            return;
        }
        float weight = 1f / (samples * samples);
        int at = 3 * (firstPixel + firstRow * out.width());
        int n = 3 * (toRow - firstRow) * out.width();
        for (int i = 0; i < n && out.rgb().length > 0; i++) {
            out.rgb()[at + i] = Srgb.toByte(shownSum[i] * weight);
        }
        for (int i = 0; i < n && out.radiance().length > 0; i++) {
            out.radiance()[at + i] = radianceSum[i] * weight;
        }
    }

    private void tone(float[][] light, int n) {
        float exposure = (float) settings.exposure();
        for (int k = 0; k < 3; k++) {
            expose(light[k], exposure, shown[k], n);
        }
        if (settings.toneCurve() == RenderSettings.ToneCurve.NEUTRAL) {
            ToneMapping.neutral(shown[0], shown[1], shown[2], scale, shift, n);
        }
        for (int k = 0; k < 3; k++) {
            clip(shown[k], n);
        }
    }

    private static void expose(float[] light, float exposure, float[] shown, int n) {
        for (int i = 0; i < n; i++) {
            shown[i] = light[i] * exposure;
        }
    }

    private static void clip(float[] shown, int n) {
        for (int i = 0; i < n; i++) {
            shown[i] = Math.min(1, shown[i]);
        }
    }
}
