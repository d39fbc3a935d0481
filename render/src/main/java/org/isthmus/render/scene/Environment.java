package org.isthmus.render.scene;

import org.isthmus.core.array.FloatArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.render.hdr.HdrImage;
import org.isthmus.render.texture.Rgb;

/// Light from everywhere around: a table of radiance over longitude and latitude.
///
/// Row 0 is around +z, the last row around −z; column 0 begins at −x and the middle of the table is +x, with longitude running from +x by +y.
///
/// @param width columns
/// @param height rows
/// @param radiance [height][width][3] linear
/// @param azimuth by which it is turned about z, rad
public record Environment(int width, int height, FloatArray radiance, double azimuth) {
    /// The most columns or rows.
    public static final int MAX_SIDE = 16_384;
    private static final int TABLE_WIDTH = 256;
    private static final int TABLE_HEIGHT = 128;

    /// @throws IllegalArgumentException when sizes disagree or a radiance is negative or no number
    public Environment {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE
                || 3L * width * height != radiance.length()) {
            throw new IllegalArgumentException("environment of " + width + " by " + height + " with "
                    + radiance.length() + " numbers");
        }
        for (int i = 0; i < radiance.length(); i++) {
            if (!(radiance.get(i) >= 0 && radiance.get(i) < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("environment with radiance " + radiance.get(i)
                        + ", expected finite numbers from 0 on");
            }
        }
    }

    /// A function of the direction.
    @FunctionalInterface
    public interface Sky {
        /// Radiance from the unit direction `towards`, world frame.
        Rgb radiance(Vec3 towards);
    }

    /// The same radiance from everywhere.
    public static Environment constant(Rgb radiance) {
        return of(1, 1, d -> radiance);
    }

    /// From one colour above over one at the horizon to one below.
    public static Environment gradient(Rgb zenith, Rgb horizon, Rgb nadir) {
        return of(1, TABLE_HEIGHT, d -> d.z() >= 0 ? horizon.lerp(zenith, d.z()) : horizon.lerp(nadir, -d.z()));
    }

    /// A clear sky with a sun, by a simple model: blue growing to the zenith, a bright horizon, a glow around the sun; the sun itself
    /// is left to a directional light.
    ///
    /// @param towardsSun unit
    public static Environment sky(Vec3 towardsSun, Rgb ground) {
        Rgb zenith = Rgb.srgb(0.30, 0.47, 0.78);
        Rgb horizon = Rgb.srgb(0.82, 0.88, 0.95);
        Rgb sun = Rgb.srgb(1, 0.95, 0.85);
        return of(TABLE_WIDTH, TABLE_HEIGHT, d -> {
            if (d.z() < 0) {
                return horizon.lerp(ground, Math.min(1, -8 * d.z()));
            }
            double up = 1 - (1 - d.z()) * (1 - d.z()) * (1 - d.z());
            double near = Math.max(0, d.dot(towardsSun));
            double n2 = near * near;
            double n8 = n2 * n2 * n2 * n2;
            double n64 = n8 * n8 * n8 * n8 * n8 * n8 * n8 * n8;
            return horizon.lerp(zenith, up).plus(sun.times(0.3 * n8 + 3 * n64));
        });
    }

    /// A table of a function.
    public static Environment of(int width, int height, Sky sky) {
        float[] table = new float[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Rgb c = sky.radiance(direction((x + 0.5) / width, (y + 0.5) / height, 0));
                table[3 * (y * width + x)] = (float) c.r();
                table[3 * (y * width + x) + 1] = (float) c.g();
                table[3 * (y * width + x) + 2] = (float) c.b();
            }
        }
        return new Environment(width, height, FloatArray.wrap(table), 0);
    }

    /// A picture of the surroundings in longitude and latitude, such as panorama cameras make: its middle is +x, its right half +x by −y, its
    /// top +z.
    ///
    /// @param scale factor of its radiance
    public static Environment of(HdrImage image, double scale) {
        int width = image.width();
        float[] table = new float[image.rgb().length()];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < width; x++) {
                for (int k = 0; k < 3; k++) {
                    table[3 * (y * width + width - 1 - x) + k] = (float) (scale * image.sample(x, y, k));
                }
            }
        }
        return new Environment(width, image.height(), FloatArray.wrap(table), 0);
    }

    /// The same surroundings with so few columns or fewer, by the mean of neighbours; so that samples miss nothing small and bright.
    public Environment reduced(int mostColumns) {
        int factor = Math.ceilDiv(width, Math.max(1, mostColumns));
        if (factor <= 1) {
            return this;
        }
        int columns = Math.ceilDiv(width, factor);
        int rows = Math.ceilDiv(height, factor);
        float[] means = new float[3 * columns * rows];
        for (int i = 0; i < means.length; i++) {
            int x = i / 3 % columns;
            int y = i / 3 / columns;
            means[i] = mean((long) x * width / columns, (x + 1L) * width / columns, (long) y * height / rows,
                    (y + 1L) * height / rows, i % 3);
        }
        return new Environment(columns, rows, FloatArray.wrap(means), azimuth);
    }

    /// The mean over a part of the table.
    private float mean(long left, long right, long top, long bottom, int k) {
        double sum = 0;
        for (long y = top; y < bottom; y++) {
            for (long x = left; x < right; x++) {
                sum += radiance.get((int) (3 * (y * width + x)) + k);
            }
        }
        return (float) (sum / ((right - left) * (bottom - top)));
    }

    public Environment turned(double otherAzimuth) {
        return new Environment(width, height, radiance, otherAzimuth);
    }

    /// The same surroundings, brighter or darker.
    public Environment times(double factor) {
        float[] scaled = radiance.toArray();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= (float) factor;
        }
        return new Environment(width, height, FloatArray.wrap(scaled), azimuth);
    }

    /// The direction of a place in the table, both coordinates in [0, 1].
    public static Vec3 direction(double u, double v, double azimuth) {
        double longitude = 2 * Math.PI * (u - 0.5) + azimuth;
        double polar = Math.PI * v;
        double sine = StrictMath.sin(polar);
        return new Vec3(sine * StrictMath.cos(longitude), sine * StrictMath.sin(longitude), StrictMath.cos(polar));
    }

    /// Radiance from a unit direction, bilinear in the table.
    ///
    /// @param rgb [3] out
    public void sample(double x, double y, double z, float[] rgb) {
        double u = (StrictMath.atan2(y, x) - azimuth) / (2 * Math.PI) + 0.5;
        double v = StrictMath.acos(Math.clamp(z, -1, 1)) / Math.PI;
        double column = (u - Math.floor(u)) * width - 0.5;
        double row = Math.clamp(v * height - 0.5, 0, height - 1.0);
        int x0 = (int) Math.floor(column);
        int y0 = (int) row;
        float fx = (float) (column - x0);
        float fy = (float) (row - y0);
        int left = (x0 + width) % width;
        int right = (x0 + 1) % width;
        int below = Math.min(y0 + 1, height - 1);
        for (int k = 0; k < 3; k++) {
            float top = mix(y0, left, right, fx, k);
            float bottom = mix(below, left, right, fx, k);
            rgb[k] = top + fy * (bottom - top);
        }
    }

    private float mix(int row, int left, int right, float t, int k) {
        float a = radiance.get(3 * (row * width + left) + k);
        return a + t * (radiance.get(3 * (row * width + right) + k) - a);
    }
}
