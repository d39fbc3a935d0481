package org.isthmus.render.cpu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.isthmus.render.Frames;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.shade.ToneMapping;
import org.isthmus.render.texture.Srgb;

/// Writes the light of tiles into images: as radiance, and as a screen shows it. Of several samples per pixel it takes the mean, of what a
/// screen shows.
final class TileDisplay {
    /// Four bytes of an image.
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /// [3][count] radiance times exposure, and the same as a screen's steps of 0 to 255
    private final float[][] exposed = Tile.arrays();
    private final int[][] steps = new int[3][Tile.CAPACITY];
    /// [count] index of the pixel among those of the rows
    private final int[] pixel = new int[Tile.CAPACITY];
    private final float[] scale = Tile.array();
    private final float[] shift = Tile.array();
    /// [pixel of the rows] red | green << 8 | blue << 16, where a pixel is one sample
    private int[] packed = {};
    /// [pixel of the rows][3] sums over the samples of a pixel
    private float[] radianceSum = {};
    private float[] shownSum = {};

    private RenderSettings settings = RenderSettings.FAST;
    private Frames out = Frames.NONE;
    private int samples;
    private int firstPixel;
    private int firstRow;
    private int rows;

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
        rows = toRow - fromRow;
        if (samples == 1) {
            int pixels = rows * out.width();
            if (packed.length < pixels && out.rgb().length > 0) {
                packed = new int[pixels];
            }
            return;
        }
        int n = 3 * rows * out.width();
        if (shownSum.length < n) {
            shownSum = new float[n];
            radianceSum = new float[n];
        } else {
            Arrays.fill(shownSum, 0, n, 0);
            Arrays.fill(radianceSum, 0, n, 0);
        }
    }

    /// Whether an even background can be shown by [#clear] instead of sample by sample.
    boolean isClearable() {
        return samples == 1 && out.radiance().length == 0;
    }

    /// Shows the light of a tile's first sample in all rows begun, for others to be drawn over.
    void clear(Tile t) {
        float[][] shown = tone(t.light, 1);
        for (int k = 0; k < 3; k++) {
            Srgb.steps(shown[k], steps[k], 1);
        }
        pixel[0] = 0;
        write(steps[0], steps[1], steps[2], pixel, packed, 1);
        Arrays.fill(packed, 0, rows * out.width(), packed[0]);
    }

    /// Takes the light of a tile.
    void add(Tile t) {
        float[][] shown = tone(t.light, t.count);
        if (samples > 1) {
            sum(t, shown);
            return;
        }
        places(t.place, out.width(), firstRow << Tile.COLUMN_BITS, pixel, t.count);
        if (out.rgb().length > 0) {
            for (int k = 0; k < 3; k++) {
                Srgb.steps(shown[k], steps[k], t.count);
            }
            write(steps[0], steps[1], steps[2], pixel, packed, t.count);
        }
        float[] radiance = out.radiance();
        int first = firstPixel + firstRow * out.width();
        for (int i = 0; i < t.count && radiance.length > 0; i++) {
            for (int k = 0; k < 3; k++) {
                radiance[3 * (first + pixel[i]) + k] = t.light[k][i];
            }
        }
    }

    /// Where samples are among the pixels of the rows; a plain loop that C2 turns into vectors.
    private static void places(int[] places, int width, int first, int[] at, int n) {
        for (int i = 0; i < n; i++) {
            int place = places[i] - first;
            at[i] = (place >>> Tile.COLUMN_BITS) * width + (place & Tile.COLUMN_MASK);
        }
    }

    /// One store per sample: its colours go into the image together with their neighbours', see [#unpack].
    private static void write(int[] red, int[] green, int[] blue, int[] at, int[] packed, int n) {
        for (int i = 0; i < n; i++) {
            packed[at[i]] = Srgb.ofStep(red[i]) | Srgb.ofStep(green[i]) << 8 | Srgb.ofStep(blue[i]) << 16;
        }
    }

    /// Writes pixels into an image, four of them as three whole numbers.
    private static void unpack(int[] packed, byte[] rgb, int first, int n) {
        int i = 0;
        for (int to = first; i <= n - 4; i += 4, to += 12) {
            int b = packed[i + 1];
            int c = packed[i + 2];
            WORD.set(rgb, to, packed[i] | b << 24);
            WORD.set(rgb, to + 4, b >>> 8 | c << 16);
            WORD.set(rgb, to + 8, c >>> 16 | packed[i + 3] << 8);
        }
        for (; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                rgb[first + 3 * i + k] = (byte) (packed[i] >>> 8 * k);
            }
        }
    }

    private void sum(Tile t, float[][] shown) {
        for (int i = 0; i < t.count; i++) {
            int at = 3 * ((t.row(i) / samples - firstRow) * out.width() + t.column(i) / samples);
            for (int k = 0; k < 3; k++) {
                radianceSum[at + k] += t.light[k][i];
                shownSum[at + k] += shown[k][i];
            }
        }
    }

    /// Writes rows begun before; of several samples per pixel their means.
    void endRows() {
        if (samples == 1) {
            if (out.rgb().length > 0) {
                unpack(packed, out.rgb(), 3 * (firstPixel + firstRow * out.width()), rows * out.width());
            }
            return;
        }
        float weight = 1f / (samples * samples);
        int at = 3 * (firstPixel + firstRow * out.width());
        int n = 3 * rows * out.width();
        for (int i = 0; i < n && out.rgb().length > 0; i++) {
            out.rgb()[at + i] = Srgb.toByte(shownSum[i] * weight);
        }
        for (int i = 0; i < n && out.radiance().length > 0; i++) {
            out.radiance()[at + i] = radianceSum[i] * weight;
        }
    }

    /// What a screen shows of light; the light itself is overwritten where nobody wants it.
    private float[][] tone(float[][] light, int n) {
        float exposure = (float) settings.exposure();
        boolean inPlace = exposure == 1 && out.radiance().length == 0;
        float[][] shown = inPlace ? light : exposed;
        for (int k = 0; k < 3 && !inPlace; k++) {
            expose(light[k], exposure, shown[k], n);
        }
        if (settings.toneCurve() == RenderSettings.ToneCurve.NEUTRAL) {
            ToneMapping.neutral(shown[0], shown[1], shown[2], scale, shift, n);
        }
        for (int k = 0; k < 3 && samples > 1; k++) {
            clip(shown[k], n); // the steps of single samples are clipped anyway
        }
        return shown;
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
