package org.isthmus.render.shade;

import java.util.Arrays;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.scene.Environment;

/// An environment made ready for fast images: as it is, blurred for surfaces of several roughnesses, and as irradiance. Immutable.
///
/// Images on the faces of cubes need no trigonometry; irradiance is in spherical harmonics up to degree 2 (Ramamoorthi and Hanrahan, "An
/// efficient representation for irradiance environment maps", SIGGRAPH 2001). Blurring weights directions r around the mirror direction by
/// GGX as seen from the front (Karis, "Real shading in Unreal Engine 4", SIGGRAPH 2013).
public final class EnvironmentLight {
    private static final int FACES = 6;
    /// Of cubes that are not blurred: the least, and the most columns of a face.
    private static final int SHARP = 96;
    private static final int SHARPEST = 512;
    /// [5] columns of a face, and perceptual roughness, of the blurred cubes
    private static final int[] SIZES = {16, 16, 8, 8, 8};
    private static final float[] ROUGHNESSES = {0.25f, 0.45f, 0.6f, 0.8f, 1};
    private static final int TABLE_WIDTH = 64;
    private static final int TABLE_HEIGHT = 32;
    private static final int HARMONICS = 9;

    /// [face][row][column][3]
    private final float[] sharp;
    private final int sharpSize;
    /// For each of [#ROUGHNESSES], [face][row][column][3].
    private final float[][] blurred = new float[ROUGHNESSES.length][];
    /// [9][3] irradiance
    private final double[] harmonics = new double[3 * HARMONICS];
    /// Whether it is the same everywhere.
    private final boolean constant;

    public EnvironmentLight(Environment environment) {
        sharpSize = Math.clamp(environment.width() / 4, SHARP, SHARPEST);
        sharp = sharp(environment.reduced(4 * sharpSize), sharpSize);
        Table table = new Table(environment.reduced(4 * TABLE_WIDTH));
        for (int r = 0; r < ROUGHNESSES.length; r++) {
            blurred[r] = blur(table, SIZES[r], Bsdf.alpha(ROUGHNESSES[r]));
        }
        project(table);
        constant = isConstant(sharp);
    }

    private static float[] sharp(Environment environment, int size) {
        float[] cube = new float[FACES * size * size * 3];
        float[] rgb = new float[3];
        for (int i = 0; i < FACES * size * size; i++) {
            Vec3 d = direction(i / (size * size), i / size % size, i % size, size);
            environment.sample(d.x(), d.y(), d.z(), rgb);
            System.arraycopy(rgb, 0, cube, 3 * i, 3);
        }
        return cube;
    }

    private static boolean isConstant(float[] cube) {
        for (int i = 3; i < cube.length; i++) {
            if (cube[i] != cube[i - 3]) {
                return false;
            }
        }
        return true;
    }

    /// Whether it is the same everywhere.
    public boolean isConstant() {
        return constant;
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

    /// Irradiance on surfaces over π: what a white diffuse surface sends out.
    ///
    /// @param x [n] normals
    /// @param rgb [3][n] out
    public void diffuse(float[] x, float[] y, float[] z, float[][] rgb, int n) {
        for (int k = 0; k < 3; k++) {
            if (constant) {
                Arrays.fill(rgb[k], 0, n, sharp[k]);
            } else {
                diffuse(x, y, z, rgb[k], k, n);
            }
        }
    }

    private void diffuse(float[] x, float[] y, float[] z, float[] out, int k, int n) {
        float c0 = coefficient(0, 0.28209479177387814, k) - coefficient(6, 0.31539156525252005, k);
        float cy = coefficient(1, 0.4886025119029199, k);
        float cz = coefficient(2, 0.4886025119029199, k);
        float cx = coefficient(3, 0.4886025119029199, k);
        float cxy = coefficient(4, 1.0925484305920792, k);
        float cyz = coefficient(5, 1.0925484305920792, k);
        float czz = coefficient(6, 3 * 0.31539156525252005, k);
        float cxz = coefficient(7, 1.0925484305920792, k);
        float cxx = coefficient(8, 0.5462742152960396, k);
        for (int i = 0; i < n; i++) {
            float a = Math.fma(x[i], Math.fma(cxx, x[i], Math.fma(cxy, y[i], Math.fma(cxz, z[i], cx))), c0);
            float b = Math.fma(y[i], Math.fma(-cxx, y[i], Math.fma(cyz, z[i], cy)), a);
            out[i] = Math.max(0, Math.fma(z[i], Math.fma(czz, z[i], cz), b));
        }
    }

    private float coefficient(int h, double basis, int k) {
        return (float) (basis * harmonics[3 * h + k] / Math.PI);
    }

    /// Radiance from a direction of any length, as it is.
    ///
    /// @param rgb [3][.] out, at `i`
    public void radiance(float x, float y, float z, float[][] rgb, int i) {
        if (constant) {
            for (int k = 0; k < 3; k++) {
                rgb[k][i] = sharp[k];
            }
        } else {
            lookUp(sharp, sharpSize, x, y, z, 1, false, rgb, i);
        }
    }

    /// Radiance around the mirror directions of surfaces of some roughnesses.
    ///
    /// @param x [n] mirror directions
    /// @param rgb [3][n] out
    public void glossy(float[] x, float[] y, float[] z, float[] roughness, float[][] rgb, int n) {
        if (constant) {
            for (int k = 0; k < 3; k++) {
                Arrays.fill(rgb[k], 0, n, sharp[k]);
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            glossy(x[i], y[i], z[i], roughness[i], rgb, i);
        }
    }

    private void glossy(float x, float y, float z, float roughness, float[][] rgb, int i) {
        int r = 0;
        while (r < ROUGHNESSES.length && ROUGHNESSES[r] < roughness) {
            r++;
        }
        if (r == ROUGHNESSES.length) {
            lookUp(blurred[r - 1], SIZES[r - 1], x, y, z, 1, false, rgb, i);
            return;
        }
        float below = r == 0 ? 0 : ROUGHNESSES[r - 1];
        float t = (roughness - below) / (ROUGHNESSES[r] - below);
        if (r == 0) {
            lookUp(sharp, sharpSize, x, y, z, 1 - t, false, rgb, i);
        } else {
            lookUp(blurred[r - 1], SIZES[r - 1], x, y, z, 1 - t, false, rgb, i);
        }
        lookUp(blurred[r], SIZES[r], x, y, z, t, true, rgb, i);
    }

    /// Bilinear within a face.
    private static void lookUp(float[] cube, int size, float x, float y, float z, float weight, boolean add,
            float[][] rgb, int i) {
        float ax = Math.abs(x);
        float ay = Math.abs(y);
        float az = Math.abs(z);
        int face;
        float a;
        float b;
        if (ax >= ay && ax >= az) {
            float inverse = 1 / ax;
            face = x > 0 ? 0 : 1;
            a = y * inverse;
            b = z * inverse;
        } else if (ay >= az) {
            float inverse = 1 / ay;
            face = y > 0 ? 2 : 3;
            a = x * inverse;
            b = z * inverse;
        } else {
            float inverse = 1 / az;
            face = z > 0 ? 4 : 5;
            a = x * inverse;
            b = y * inverse;
        }
        float half = 0.5f * size;
        float column = Math.min(Math.max(Math.fma(a, half, half - 0.5f), 0), size - 1);
        float row = Math.min(Math.max(Math.fma(b, half, half - 0.5f), 0), size - 1);
        int c0 = (int) column;
        int r0 = (int) row;
        float fc = column - c0;
        float fr = row - r0;
        int right = c0 + 1 < size ? 3 : 0;
        int down = r0 + 1 < size ? 3 * size : 0;
        int at = 3 * ((face * size + r0) * size + c0);
        for (int k = 0; k < 3; k++) {
            float top = cube[at + k] + fc * (cube[at + right + k] - cube[at + k]);
            float bottom = cube[at + down + k] + fc * (cube[at + down + right + k] - cube[at + down + k]);
            float value = weight * (top + fr * (bottom - top));
            rgb[k][i] = add ? rgb[k][i] + value : value;
        }
    }
}
