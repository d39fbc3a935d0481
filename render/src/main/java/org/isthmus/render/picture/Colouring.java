package org.isthmus.render.picture;

import java.util.Arrays;

import org.isthmus.core.array.ByteArray;
import org.isthmus.model.image.Image;
import org.isthmus.render.Frames;

/// Shows labels of one view in colours.
public final class Colouring {
    /// Dark violet over blue, green and yellow to light: brightness grows evenly. Control points of the scale, sRGB.
    private static final int[] SCALE = {0x30123B, 0x4454C4, 0x3C99F9, 0x1BD0D5, 0x58F58B, 0xB9F635, 0xF0CC3A, 0xFB8022,
        0xD23105, 0x7A0403};
    private static final int NOTHING = 0x202020;

    private Colouring() {}

    /// The colours of a view.
    public static Image rgb(Frames frames, int view) {
        byte[] out = new byte[3 * frames.pixels()];
        System.arraycopy(frames.rgb(), view * out.length, out, 0, out.length);
        return new Image(frames.width(), frames.height(), 3, ByteArray.wrap(out));
    }

    /// Depth from the nearest (dark red) to the farthest (blue) of the middle 96 % of what is there.
    public static Image depth(Frames frames, int view) {
        int n = frames.pixels();
        float[] sorted = new float[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            float d = frames.depth()[view * n + i];
            if (d > 0) {
                sorted[count++] = d;
            }
        }
        Arrays.sort(sorted, 0, count);
        float low = count == 0 ? 0 : sorted[count / 50];
        float high = count == 0 ? 1 : sorted[count - 1 - count / 50];
        return image(frames, view, at -> {
            float d = frames.depth()[at];
            return d > 0 ? scale(1 - (d - low) / Math.max(1e-9f, high - low)) : NOTHING;
        });
    }

    /// A colour for each id.
    ///
    /// @param ids one of the id arrays of `frames`
    public static Image ids(Frames frames, int view, int[] ids) {
        return image(frames, view, at -> ids[at] < 0 ? NOTHING : distinct(ids[at]));
    }

    /// Normals as tangent-space maps show them: x, y, z in red, green, blue.
    public static Image normals(Frames frames, int view) {
        return image(frames, view, at -> {
            float x = frames.normal()[3 * at];
            float y = frames.normal()[3 * at + 1];
            float z = frames.normal()[3 * at + 2];
            return x == 0 && y == 0 && z == 0 ? NOTHING : unit(x) << 16 | unit(y) << 8 | unit(z);
        });
    }

    private static int unit(float v) {
        return Math.clamp((int) (127.5f * v + 127.5f), 0, 255);
    }

    /// Optical flow: direction as hue, length as saturation, up to the longest of the view.
    public static Image flow(Frames frames, int view) {
        int n = frames.pixels();
        double longest = 1e-6;
        for (int i = 0; i < n; i++) {
            longest = Math.max(longest, length(frames.flow(), view * n + i));
        }
        double most = longest;
        return image(frames, view, at -> {
            double hue = StrictMath.atan2(frames.flow()[2 * at + 1], frames.flow()[2 * at]) / (2 * Math.PI) + 0.5;
            return hsv(hue, Math.min(1, length(frames.flow(), at) / most), 1);
        });
    }

    private static double length(float[] flow, int at) {
        double x = flow[2 * at];
        double y = flow[2 * at + 1];
        double length = Math.sqrt(x * x + y * y);
        return length < Double.POSITIVE_INFINITY ? length : 0; // NaN: was behind the camera
    }

    /// A colour that differs well from those of neighbouring numbers: hues by the golden section.
    public static int distinct(int id) {
        double hue = id * 0.6180339887498949;
        return hsv(hue - Math.floor(hue), 0.55 + 0.35 * ((id * 7 & 3) / 3.0), 0.95 - 0.25 * ((id * 5 & 3) / 3.0));
    }

    /// @return 0xRRGGBB
    private static int hsv(double hue, double saturation, double value) {
        double h = 6 * (hue - Math.floor(hue));
        int rgb = 0;
        for (int k = 0; k < 3; k++) {
            double away = Math.abs(h - 2 * k); // from where this colour is strongest, around a circle of 6
            double part = Math.clamp(2 - Math.min(away, 6 - away), 0, 1);
            rgb = rgb << 8 | (int) (255 * value * (1 - saturation * (1 - part)) + 0.5);
        }
        return rgb;
    }

    /// A colour of the scale.
    ///
    /// @param t from 0 (far, cold) to 1 (near, warm)
    public static int scale(double t) {
        double at = Math.clamp(t, 0, 1) * (SCALE.length - 1);
        int i = Math.min((int) at, SCALE.length - 2);
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double a = SCALE[i] >> shift & 0xFF;
            double b = SCALE[i + 1] >> shift & 0xFF;
            rgb = rgb << 8 | (int) (a + (at - i) * (b - a) + 0.5);
        }
        return rgb;
    }

    private interface Colour {
        /// @param at of the pixel in the arrays
        int of(int at);
    }

    private static Image image(Frames frames, int view, Colour colour) {
        int n = frames.pixels();
        byte[] out = new byte[3 * n];
        for (int i = 0; i < n; i++) {
            int c = colour.of(view * n + i);
            out[3 * i] = (byte) (c >> 16);
            out[3 * i + 1] = (byte) (c >> 8);
            out[3 * i + 2] = (byte) c;
        }
        return new Image(frames.width(), frames.height(), 3, ByteArray.wrap(out));
    }
}
