package org.isthmus.render.cpu;

import org.isthmus.render.shade.EnvironmentLight;

/// Adds the light of the surroundings that a tile sends to the camera. It is split in two sums (Karis 2013): the blurred radiance, and how much
/// of it the surface reflects (fit by Lazarov, "Getting more physical in Call of Duty: Black Ops II", SIGGRAPH 2013).
final class TileSurroundings {
    /// `2^(−1.16 x)` on [0, 1] by a polynomial, least squares at Chebyshev's points; its 8th power is off by at most 1e-06.
    private static final float DECAY_0 = 0.9999999f;
    private static final float DECAY_1 = -0.8040415f;
    private static final float DECAY_2 = 0.32313943f;
    private static final float DECAY_3 = -0.08615896f;
    private static final float DECAY_4 = 0.016459662f;
    private static final float DECAY_5 = -0.0018860877f;

    private final float[] scale = Tile.array();
    private final float[] bias = Tile.array();
    private final float[] rx = Tile.array();
    private final float[] ry = Tile.array();
    private final float[] rz = Tile.array();
    private final float[][] diffuse = Tile.arrays();
    private final float[][] glossy = Tile.arrays();

    TileSurroundings() {}

    /// @param cosOut cosine of the normal and the view
    /// @param occluded whether `open` of the tile counts
    void add(EnvironmentLight environment, Tile t, float[] cosOut, boolean occluded) {
        int n = t.count;
        layer(cosOut, t.roughness, n);
        environment.diffuse(t.nx, t.ny, t.nz, diffuse, n);
        if (!environment.isConstant()) {
            mirror(t, cosOut, n);
        }
        environment.glossy(rx, ry, rz, t.roughness, glossy, n);
        for (int k = 0; k < 3; k++) {
            if (occluded) {
                dim(diffuse[k], t.open, n);
                dim(glossy[k], t.open, n);
            }
            add(t.light[k], t.f0[k], t.rise[k], t.body[k], diffuse[k], glossy[k], n);
        }
    }

    /// The reflectance of the layer is `f0·scale + f90·bias`; never negative, as f90 is at most 50 f0.
    private void layer(float[] cosOut, float[] roughness, int n) {
        float[] decay = bias;
        for (int i = 0; i < n; i++) {
            float x = cosOut[i];
            float p = Math.fma(Math.fma(Math.fma(DECAY_5, x, DECAY_4), x, DECAY_3), x, DECAY_2);
            p = Math.fma(Math.fma(p, x, DECAY_1), x, DECAY_0);
            float p2 = p * p;
            float p4 = p2 * p2;
            decay[i] = p4 * p4;
        }
        for (int i = 0; i < n; i++) {
            float r = roughness[i];
            float r0 = 1 - r;
            float a004 = Math.fma(Math.min(r0 * r0, decay[i]), r0, Math.fma(-0.0275f, r, 0.0425f));
            scale[i] = Math.fma(-1.04f, a004, Math.fma(-0.572f, r, 1.04f));
            bias[i] = Math.fma(1.04f, a004, Math.fma(0.022f, r, -0.04f));
        }
    }

    private void mirror(Tile t, float[] cosOut, int n) {
        mirror(t.nx, t.vx, cosOut, rx, n);
        mirror(t.ny, t.vy, cosOut, ry, n);
        mirror(t.nz, t.vz, cosOut, rz, n);
    }

    private static void mirror(float[] normal, float[] view, float[] cosine, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(2 * cosine[i], normal[i], -view[i]);
        }
    }

    private static void dim(float[] light, float[] open, int n) {
        for (int i = 0; i < n; i++) {
            light[i] *= open[i];
        }
    }

    private void add(float[] light, float[] f0, float[] rise, float[] body, float[] diffuse, float[] glossy, int n) {
        for (int i = 0; i < n; i++) {
            float layer = Math.fma(f0[i], scale[i], (f0[i] + rise[i]) * bias[i]);
            float reflected = Math.min(1, layer);
            light[i] += Math.fma(reflected, glossy[i], (1 - reflected) * body[i] * diffuse[i]);
        }
    }
}
