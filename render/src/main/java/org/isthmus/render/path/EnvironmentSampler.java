package org.isthmus.render.path;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.shade.Sampling;

/// Draws directions towards the bright parts of an environment: piecewise constant in longitude and latitude.
final class EnvironmentSampler {
    private static final int MAX_WIDTH = 512;
    private static final int MAX_HEIGHT = 256;
    /// Part of the density that is spread evenly, so that what is interpolated is never missed.
    private static final double EVEN = 0.05;

    private final Environment environment;
    private final int width;
    private final int height;
    /// [height + 1] and [height][width + 1] cumulative
    private final double[] rows;
    private final double[][] columns;
    /// [3] radiance of one direction
    private final float[] rgb = new float[3];
    private double pdf;

    public EnvironmentSampler(Environment environment) {
        this.environment = environment;
        width = Math.clamp(environment.width(), 8, MAX_WIDTH);
        height = Math.clamp(environment.height(), 4, MAX_HEIGHT);
        rows = new double[height + 1];
        columns = new double[height][width + 1];
        float[] value = new float[3];
        Environment smooth = environment.reduced(3 * MAX_WIDTH);
        for (int y = 0; y < height; y++) {
            double sine = StrictMath.sin(Math.PI * (y + 0.5) / height);
            for (int x = 0; x < width; x++) {
                columns[y][x + 1] = columns[y][x] + brightness(smooth, x, y, value) * sine;
            }
            rows[y + 1] = rows[y] + columns[y][width];
        }
        spreadEvenly();
    }

    /// Another one for the same environment, for another thread.
    EnvironmentSampler(EnvironmentSampler other) {
        environment = other.environment;
        width = other.width;
        height = other.height;
        rows = other.rows;
        columns = other.columns;
    }

    /// The mean of 3 by 3 places in a cell.
    private double brightness(Environment smooth, int x, int y, float[] value) {
        double sum = 0;
        for (int s = 0; s < 9; s++) {
            Vec3 d = Environment.direction((x + (s % 3 + 0.5) / 3) / width,
                    (y + (Math.floorDiv(s, 3) + 0.5) / 3) / height, environment.azimuth());
            smooth.sample(d.x(), d.y(), d.z(), value);
            sum += 0.2126 * value[0] + 0.7152 * value[1] + 0.0722 * value[2];
        }
        return sum / 9;
    }

    private void spreadEvenly() {
        double total = rows[height];
        double sines = 0;
        for (int y = 0; y < height; y++) {
            sines += StrictMath.sin(Math.PI * (y + 0.5) / height) * width;
        }
        double even = total > 0 ? EVEN * total / sines : 1;
        rows[0] = 0;
        for (int y = 0; y < height; y++) {
            double sine = StrictMath.sin(Math.PI * (y + 0.5) / height);
            for (int x = 0; x < width; x++) {
                columns[y][x + 1] += even * sine * (x + 1);
            }
            rows[y + 1] = rows[y] + columns[y][width];
        }
    }

    /// Draws a direction; its density per solid angle is [#pdf] afterwards.
    public Vec3 sample(double u, double v) {
        int y = Sampling.step(rows, v * rows[height]);
        double inRow = (v * rows[height] - rows[y]) / Math.max(1e-300, rows[y + 1] - rows[y]);
        double[] row = columns[y];
        int x = Sampling.step(row, u * row[width]);
        double inColumn = (u * row[width] - row[x]) / Math.max(1e-300, row[x + 1] - row[x]);
        Vec3 d = Environment.direction((x + inColumn) / width, (y + inRow) / height, environment.azimuth());
        pdf = density(x, y, (y + inRow) / height);
        return d;
    }

    /// The density of the direction drawn last, per solid angle.
    public double pdf() {
        return pdf;
    }

    /// The density of a direction, per solid angle.
    public double pdf(Vec3 d) {
        double u = (StrictMath.atan2(d.y(), d.x()) - environment.azimuth()) / (2 * Math.PI) + 0.5;
        double v = StrictMath.acos(Math.clamp(d.z(), -1, 1)) / Math.PI;
        int x = Math.clamp((int) ((u - Math.floor(u)) * width), 0, width - 1);
        int y = Math.clamp((int) (v * height), 0, height - 1);
        return density(x, y, v);
    }

    private double density(int x, int y, double v) {
        double cell = (columns[y][x + 1] - columns[y][x]) / rows[height];
        double sine = Math.max(1e-6, StrictMath.sin(Math.PI * v));
        return cell * width * height / (2 * Math.PI * Math.PI * sine);
    }

    /// Radiance from a direction.
    ///
    /// @param out [3]
    public void radiance(Vec3 d, double[] out) {
        environment.sample(d.x(), d.y(), d.z(), rgb);
        out[0] = rgb[0];
        out[1] = rgb[1];
        out[2] = rgb[2];
    }
}
