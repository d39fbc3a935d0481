package org.isthmus.render.shade;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.scene.Environment;

/// An environment made ready for fast images: as it is, blurred for surfaces of several roughnesses, and as irradiance. Immutable.
///
/// Images on the faces of cubes need no trigonometry; irradiance is in spherical harmonics up to degree 2 (Ramamoorthi and Hanrahan, "An
/// efficient representation for irradiance environment maps", SIGGRAPH 2001). Blurring weights directions r around the mirror direction by
/// GGX as seen from the front (Karis, "Real shading in Unreal Engine 4", SIGGRAPH 2013).
public final class EnvironmentLight {
    private static final int FACES = 6;
    private static final int SHARP = 96;
    private static final int[] SIZES = {16, 16, 8, 8, 8};
    private static final double[] ROUGHNESSES = {0.25, 0.45, 0.6, 0.8, 1};
    private static final int TABLE_WIDTH = 64;
    private static final int TABLE_HEIGHT = 32;
    private static final int HARMONICS = 9;

    /// [face][row][column][3]
    private final float[] sharp;
    /// For each of [#ROUGHNESSES], [face][row][column][3].
    private final float[][] blurred = new float[ROUGHNESSES.length][];
    /// [9][3] irradiance
    private final double[] harmonics = new double[3 * HARMONICS];

    public EnvironmentLight(Environment environment) {
        sharp = new float[FACES * SHARP * SHARP * 3];
        float[] rgb = new float[3];
        for (int i = 0; i < FACES * SHARP * SHARP; i++) {
            Vec3 d = direction(i / (SHARP * SHARP), i / SHARP % SHARP, i % SHARP, SHARP);
            environment.sample(d.x(), d.y(), d.z(), rgb);
            System.arraycopy(rgb, 0, sharp, 3 * i, 3);
        }
        Table table = new Table(environment);
        for (int r = 0; r < ROUGHNESSES.length; r++) {
            blurred[r] = blur(table, SIZES[r], Bsdf.alpha(ROUGHNESSES[r]));
        }
        project(table);
    }

    /// Directions of equal steps in longitude and latitude with their solid angles and radiances.
    private static final class Table {
        static final int COUNT = TABLE_WIDTH * TABLE_HEIGHT;
        final double[] x = new double[COUNT];
        final double[] y = new double[COUNT];
        final double[] z = new double[COUNT];
        final double[] solidAngle = new double[COUNT];
        /// [3][COUNT]
        final double[][] radiance = new double[3][COUNT];

        /// Averages what lies in each cell, by 4 by 4 samples.
        Table(Environment environment) {
            float[] rgb = new float[3];
            for (int i = 0; i < COUNT; i++) {
                int row = i / TABLE_WIDTH;
                int column = i % TABLE_WIDTH;
                Vec3 d = Environment.direction((column + 0.5) / TABLE_WIDTH, (row + 0.5) / TABLE_HEIGHT, 0);
                x[i] = d.x();
                y[i] = d.y();
                z[i] = d.z();
                solidAngle[i] = 2 * Math.PI / TABLE_WIDTH * (StrictMath.cos(Math.PI * row / TABLE_HEIGHT)
                        - StrictMath.cos(Math.PI * (row + 1) / TABLE_HEIGHT));
                for (int s = 0; s < 16; s++) {
                    Vec3 e = Environment.direction((column + (s % 4 + 0.5) / 4) / TABLE_WIDTH,
                            (row + ((s >> 2) + 0.5) / 4) / TABLE_HEIGHT, 0);
                    environment.sample(e.x(), e.y(), e.z(), rgb);
                    for (int k = 0; k < 3; k++) {
                        radiance[k][i] += rgb[k] / 16.0;
                    }
                }
            }
        }
    }

    private static float[] blur(Table table, int size, double alpha) {
        float[] out = new float[FACES * size * size * 3];
        double[] weights = new double[Table.COUNT];
        for (int i = 0; i < FACES * size * size; i++) {
            Vec3 d = direction(i / (size * size), i / size % size, i % size, size);
            double sum = 0;
            for (int j = 0; j < Table.COUNT; j++) {
                double cosine = d.x() * table.x[j] + d.y() * table.y[j] + d.z() * table.z[j];
                // half vector between d, seen from the front, and the direction: its cosine squared is (1 + cosine)/2
                double half = 0.5 * (1 + cosine);
                double a2 = alpha * alpha;
                double den = half * (a2 - 1) + 1;
                weights[j] = Math.max(0, cosine) * table.solidAngle[j] / (den * den);
                sum += weights[j];
            }
            for (int k = 0; k < 3; k++) {
                double mean = 0;
                for (int j = 0; j < Table.COUNT; j++) {
                    mean += weights[j] * table.radiance[k][j];
                }
                out[3 * i + k] = (float) (mean / sum);
            }
        }
        return out;
    }

    private void project(Table t) {
        double[] basis = new double[HARMONICS];
        double third = 2 * Math.PI / 3;
        double quarter = Math.PI / 4;
        double[] band = {Math.PI, third, third, third, quarter, quarter, quarter, quarter, quarter};
        for (int i = 0; i < Table.COUNT; i++) {
            basis(t.x[i], t.y[i], t.z[i], basis);
            for (int h = 0; h < HARMONICS; h++) {
                for (int k = 0; k < 3; k++) {
                    harmonics[3 * h + k] += band[h] * basis[h] * t.radiance[k][i] * t.solidAngle[i];
                }
            }
        }
    }

    /// The real spherical harmonics of degrees 0 to 2.
    private static void basis(double x, double y, double z, double[] out) {
        out[0] = 0.28209479177387814;
        out[1] = 0.4886025119029199 * y;
        out[2] = 0.4886025119029199 * z;
        out[3] = 0.4886025119029199 * x;
        out[4] = 1.0925484305920792 * x * y;
        out[5] = 1.0925484305920792 * y * z;
        out[6] = 0.31539156525252005 * (3 * z * z - 1);
        out[7] = 1.0925484305920792 * x * z;
        out[8] = 0.5462742152960396 * (x * x - y * y);
    }

    /// The direction of the middle of a cube's texel: faces +x, −x, +y, −y, +z, −z.
    private static Vec3 direction(int face, int row, int column, int size) {
        double a = 2 * (column + 0.5) / size - 1;
        double b = 2 * (row + 0.5) / size - 1;
        double s = (face & 1) == 0 ? 1 : -1;
        return (switch (face >> 1) {
            case 0 -> new Vec3(s, a, b);
            case 1 -> new Vec3(a, s, b);
            default -> new Vec3(a, b, s);
        }).normalized();
    }

    /// Irradiance on a surface with that normal, over π: what a white diffuse surface sends out.
    ///
    /// @param rgb [3] out
    public void diffuse(double x, double y, double z, double[] rgb) {
        double[] h = harmonics;
        for (int k = 0; k < 3; k++) {
            double e = 0.28209479177387814 * h[k]
                    + 0.4886025119029199 * (y * h[3 + k] + z * h[6 + k] + x * h[9 + k])
                    + 1.0925484305920792 * (x * y * h[12 + k] + y * z * h[15 + k] + x * z * h[21 + k])
                    + 0.31539156525252005 * (3 * z * z - 1) * h[18 + k]
                    + 0.5462742152960396 * (x * x - y * y) * h[24 + k];
            rgb[k] = Math.max(0, e / Math.PI);
        }
    }

    /// Radiance from a direction, as it is.
    public void radiance(double x, double y, double z, double[] rgb) {
        lookUp(sharp, SHARP, x, y, z, 1, false, rgb);
    }

    /// Radiance around the mirror direction of a surface of some roughness.
    public void glossy(double x, double y, double z, double roughness, double[] rgb) {
        int r = 0;
        while (r < ROUGHNESSES.length && ROUGHNESSES[r] < roughness) {
            r++;
        }
        if (r == ROUGHNESSES.length) {
            lookUp(blurred[r - 1], SIZES[r - 1], x, y, z, 1, false, rgb);
            return;
        }
        double below = r == 0 ? 0 : ROUGHNESSES[r - 1];
        double t = (roughness - below) / (ROUGHNESSES[r] - below);
        if (r == 0) {
            lookUp(sharp, SHARP, x, y, z, 1 - t, false, rgb);
        } else {
            lookUp(blurred[r - 1], SIZES[r - 1], x, y, z, 1 - t, false, rgb);
        }
        lookUp(blurred[r], SIZES[r], x, y, z, t, true, rgb);
    }

    /// Bilinear within a face.
    private static void lookUp(float[] cube, int size, double x, double y, double z, double weight, boolean add,
            double[] rgb) {
        double ax = Math.abs(x);
        double ay = Math.abs(y);
        double az = Math.abs(z);
        int face;
        double a;
        double b;
        if (ax >= ay && ax >= az) {
            face = x > 0 ? 0 : 1;
            a = y / ax;
            b = z / ax;
        } else if (ay >= az) {
            face = y > 0 ? 2 : 3;
            a = x / ay;
            b = z / ay;
        } else {
            face = z > 0 ? 4 : 5;
            a = x / az;
            b = y / az;
        }
        double column = Math.min(Math.max(0.5 * (a + 1) * size - 0.5, 0), size - 1);
        double row = Math.min(Math.max(0.5 * (b + 1) * size - 0.5, 0), size - 1);
        int c0 = (int) column;
        int r0 = (int) row;
        double fc = column - c0;
        double fr = row - r0;
        int right = c0 + 1 < size ? 3 : 0;
        int down = r0 + 1 < size ? 3 * size : 0;
        int at = 3 * ((face * size + r0) * size + c0);
        for (int k = 0; k < 3; k++) {
            double top = cube[at + k] + fc * (cube[at + right + k] - cube[at + k]);
            double bottom = cube[at + down + k] + fc * (cube[at + down + right + k] - cube[at + down + k]);
            double value = weight * (top + fr * (bottom - top));
            rgb[k] = add ? rgb[k] + value : value;
        }
    }
}
