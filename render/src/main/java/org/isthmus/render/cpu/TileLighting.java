package org.isthmus.render.cpu;

import java.util.Arrays;

import org.isthmus.render.scene.Light;

/// Sums the light of lamps that a tile sends to the camera: [Bsdf][org.isthmus.render.shade.Bsdf] in single precision, step by step over arrays that stay in the nearest
/// cache. Area lights and meshes that shine are treated as lamps at their middle: what they send in a direction follows from their area and
/// its normal, near them it is that of a disk of their size, and their highlights are blurred by it.
///
/// Steps are plain loops of up to 20 operations, which C2 turns into vectors (rung 1): 0.1 to 0.9 ns per sample each, 3 times as fast as
/// one number after the other.
final class TileLighting {
    private static final float LEAST_SQUARE = 1e-7f;
    private static final float LEAST_DISTANCE2 = 1e-12f;
    private static final float COAT_F0 = 0.04f;
    private static final float HALF_PER_PI = (float) (0.5 / Math.PI);
    private static final float ONE_PER_PI = (float) (1 / Math.PI);
    private static final float LEAST_COSINE = 1e-3f;

    /// [count] cosine of the normal and the view
    final float[] cosOut = Tile.array();
    /// [count] Schlick's factor at the view
    private final float[] schlickOut = Tile.array();
    /// [3][count] what of the body's light leaves through the layer towards the view, over π
    private final float[][] bodyOut = Tile.arrays();

    /// [count] of the lamp: direction to it, world frame; distance, m; irradiance of a surface that faces it; cosine of the normal and it
    final float[] lx = Tile.array();
    final float[] ly = Tile.array();
    final float[] lz = Tile.array();
    final float[] distance = Tile.array();
    final float[] strength = Tile.array();
    final float[] cosIn = Tile.array();
    /// Samples for which the direction of a parallel lamp stands in `lx`, `ly`, `lz`.
    private int filled;
    /// [count] cosine of the normal and the half vector; the reflection's terms: distribution, Schlick's factors of the view and of the lamp,
    /// the clear coat's distribution
    private final float[] cosHalf = Tile.array();
    private final float[] gloss = Tile.array();
    private final float[] schlick = Tile.array();
    private final float[] schlickIn = Tile.array();
    private final float[] coatGloss = Tile.array();
    /// [count] α² with which the lamp is shown
    private final float[] blurred = Tile.array();

    TileLighting() {}

    /// Begins a tile: what all lamps have in common.
    ///
    /// A shading normal that looks away from the camera is turned into the plane of sight first.
    ///
    /// @param shining whether the tile sends out light of its own
    void begin(Tile t, boolean shining) {
        int n = t.count;
        bend(t.nx, t.ny, t.nz, t.vx, t.vy, t.vz, cosOut, n);
        schlick(cosOut, schlickOut, n);
        for (int k = 0; k < 3; k++) {
            bodyOut(t.f0[k], t.rise[k], t.body[k], schlickOut, bodyOut[k], n);
            if (shining) {
                emitFromFront(t.emission[k], t.side, t.light[k], n);
            } else {
                Arrays.fill(t.light[k], 0, n, 0);
            }
        }
    }

    private static void bend(float[] nx, float[] ny, float[] nz, float[] vx, float[] vy, float[] vz, float[] cosOut,
            int n) {
        for (int i = 0; i < n; i++) {
            cosOut[i] = Math.fma(nx[i], vx[i], Math.fma(ny[i], vy[i], nz[i] * vz[i]));
        }
        if (!anyBelow(cosOut, n)) {
            return;
        }
        for (int i = 0; i < n; i++) {
            if (cosOut[i] < LEAST_COSINE) {
                float missing = LEAST_COSINE - cosOut[i];
                float x = Math.fma(missing, vx[i], nx[i]);
                float y = Math.fma(missing, vy[i], ny[i]);
                float z = Math.fma(missing, vz[i], nz[i]);
                float scale = 1 / (float) Math.sqrt(x * x + y * y + z * z);
                nx[i] = x * scale;
                ny[i] = y * scale;
                nz[i] = z * scale;
                cosOut[i] = LEAST_COSINE * scale;
            }
        }
    }

    /// Not by their minimum, which would have each wait for the one before.
    private static boolean anyBelow(float[] cosines, int n) {
        for (int i = 0; i < n; i++) {
            if (!(cosines[i] >= LEAST_COSINE)) {
                return true;
            }
        }
        return false;
    }

    /// Where rounding makes a cosine larger than 1 the result is negative by 1e-30 or so.
    private static void schlick(float[] cosine, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float m = 1 - cosine[i];
            float m2 = m * m;
            out[i] = m2 * m2 * m;
        }
    }

    private static void bodyOut(float[] f0, float[] rise, float[] body, float[] schlick, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float f = Math.fma(rise[i], schlick[i], f0[i]);
            out[i] = (1 - f) * body[i] * ONE_PER_PI;
        }
    }

    private static void emitFromFront(float[] emission, float[] side, float[] light, int n) {
        for (int i = 0; i < n; i++) {
            light[i] = emission[i] * Math.max(0, side[i]);
        }
    }

    /// Finds where a lamp is and how strong, without shadow; false where the whole tile gets nothing of it.
    boolean aim(Lamp lamp, Tile t) {
        int n = t.count;
        if (lamp.kind == Light.Kind.DIRECTIONAL) {
            fill(-lamp.dx, -lamp.dy, -lamp.dz, n);
            cosines(t.nx, t.ny, t.nz, n);
            System.arraycopy(cosIn, 0, strength, 0, n);
            return anyLit(strength, n);
        }
        filled = 0;
        towards(lamp.x, lamp.y, lamp.z, t.x, t.y, t.z, n);
        if (lamp.kind == Light.Kind.SPOT) {
            cone(lamp, n);
        } else if (lamp.isWide()) {
            glow(lamp, n);
        }
        cosines(t.nx, t.ny, t.nz, n);
        for (int i = 0; i < n; i++) {
            strength[i] *= cosIn[i];
        }
        return anyLit(strength, n);
    }

    /// Writes one direction for all samples, where it does not stand already.
    private void fill(float x, float y, float z, int n) {
        if (filled >= n && lx[0] == x && ly[0] == y && lz[0] == z) {
            return;
        }
        Arrays.fill(lx, 0, n, x);
        Arrays.fill(ly, 0, n, y);
        Arrays.fill(lz, 0, n, z);
        Arrays.fill(distance, 0, n, Float.POSITIVE_INFINITY);
        filled = n;
    }

    private void towards(float px, float py, float pz, float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            lx[i] = px - x[i];
            ly[i] = py - y[i];
            lz[i] = pz - z[i];
        }
        for (int i = 0; i < n; i++) {
            float square = Math.max(LEAST_DISTANCE2, Math.fma(lx[i], lx[i], Math.fma(ly[i], ly[i], lz[i] * lz[i])));
            distance[i] = (float) Math.sqrt(square);
            strength[i] = 1 / square;
        }
        for (int i = 0; i < n; i++) {
            float inverse = 1 / distance[i];
            lx[i] *= inverse;
            ly[i] *= inverse;
            lz[i] *= inverse;
        }
    }

    private void cone(Lamp lamp, int n) {
        float dx = lamp.dx;
        float dy = lamp.dy;
        float dz = lamp.dz;
        float outer = lamp.outerCosine;
        float scale = lamp.coneScale;
        for (int i = 0; i < n; i++) {
            float cosine = -Math.fma(lx[i], dx, Math.fma(ly[i], dy, lz[i] * dz));
            float part = Math.min(1, Math.max(0, (cosine - outer) * scale));
            strength[i] *= part * part * (3 - 2 * part);
        }
    }

    /// A disk of area A lights a place on its axis, at distance d, with `A/(d² + A/π)` per radiance: exact also near it.
    private void glow(Lamp lamp, int n) {
        float dx = lamp.frontX;
        float dy = lamp.frontY;
        float dz = lamp.frontZ;
        float around = lamp.around;
        float spread = lamp.spread;
        for (int i = 0; i < n; i++) {
            float intensity = around + Math.max(0, -Math.fma(lx[i], dx, Math.fma(ly[i], dy, lz[i] * dz)));
            strength[i] = intensity / Math.fma(distance[i], distance[i], spread);
        }
    }

    private void cosines(float[] nx, float[] ny, float[] nz, int n) {
        for (int i = 0; i < n; i++) {
            cosIn[i] = Math.max(0, Math.fma(nx[i], lx[i], Math.fma(ny[i], ly[i], nz[i] * lz[i])));
        }
    }

    /// Mostly the first sample decides; a maximum over all would have each wait for the one before.
    private static boolean anyLit(float[] strength, int n) {
        for (int i = 0; i < n; i++) {
            if (!(strength[i] <= 0)) {
                return true;
            }
        }
        return false;
    }

    /// Adds the light of the lamp aimed at, of which [#strength] reaches the surface.
    void add(Lamp lamp, Tile t, boolean coated) {
        int n = t.count;
        half(t.vx, t.vy, t.vz, n);
        schlick(cosIn, schlickIn, n);
        gloss(blurred(lamp, t.alpha2, n), gloss, n);
        if (coated) {
            coat(lamp, t, n);
        }
        for (int k = 0; k < 3; k++) {
            add(t.light[k], t.f0[k], t.rise[k], bodyOut[k], lamp.power[k], n);
            if (coated) {
                addCoat(t.light[k], lamp.power[k], n);
            }
        }
    }

    /// Cosines of the half vector: with the normal in `cosHalf`, with the light, by Schlick, in `schlick`. As light and view are unit vectors, those follow
    /// from the three cosines between them and the normal: |l + v|² = 2 + 2 l·v, n·(l + v) = n·l + n·v, l·(l + v) = 1 + l·v.
    private void half(float[] vx, float[] vy, float[] vz, int n) {
        float[] between = schlick;
        for (int i = 0; i < n; i++) {
            between[i] = Math.fma(lx[i], vx[i], Math.fma(ly[i], vy[i], lz[i] * vz[i]));
        }
        for (int i = 0; i < n; i++) {
            float along = 1 + between[i];
            float perLength = 1 / (float) Math.sqrt(Math.max(LEAST_SQUARE, 2 * along));
            cosHalf[i] = Math.min(1, (cosIn[i] + cosOut[i]) * perLength);
            float m = 1 - along * perLength;
            float m2 = m * m;
            schlick[i] = m2 * m2 * m;
        }
    }

    /// The α² with which a surface shows a lamp's highlight: half vectors to a disk of radius r at distance d lie within r/2d of the one to its middle,
    /// so the square of their width, r²/4d², comes on top.
    private float[] blurred(Lamp lamp, float[] alpha2, int n) {
        if (!lamp.isWide()) {
            return alpha2;
        }
        float quarter = lamp.size2 / 4;
        for (int i = 0; i < n; i++) {
            blurred[i] = Math.min(1, alpha2[i] + quarter / (distance[i] * distance[i]));
        }
        return blurred;
    }

    /// GGX's distribution times masking and shadowing; the least cosine and the least α keep what is divided by above zero.
    private void gloss(float[] alpha2, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float a = alpha2[i];
            float in = cosIn[i];
            float cosine = cosOut[i];
            float d = Math.fma(cosHalf[i] * cosHalf[i], a - 1, 1f);
            float masking = cosine * (float) Math.sqrt(Math.fma(in * in, 1 - a, a))
                    + in * (float) Math.sqrt(Math.fma(cosine * cosine, 1 - a, a));
            out[i] = HALF_PER_PI * a / (d * d * masking);
        }
    }

    /// Dims what lies below the clear coat, and adds what the coat reflects.
    private void coat(Lamp lamp, Tile t, int n) {
        gloss(blurred(lamp, t.coatAlpha2, n), coatGloss, n);
        for (int i = 0; i < n; i++) {
            float c = t.coat[i];
            float through = (1 - c * Math.fma(1 - COAT_F0, schlickIn[i], COAT_F0))
                    * (1 - c * Math.fma(1 - COAT_F0, schlickOut[i], COAT_F0));
            coatGloss[i] *= strength[i] * c * Math.fma(1 - COAT_F0, schlick[i], COAT_F0);
            strength[i] *= through;
        }
    }

    private void add(float[] light, float[] f0, float[] rise, float[] body, float power, int n) {
        for (int i = 0; i < n; i++) {
            float layer = gloss[i] * Math.fma(rise[i], schlick[i], f0[i]);
            float inside = (1 - Math.fma(rise[i], schlickIn[i], f0[i])) * body[i];
            light[i] = Math.fma(power * strength[i], layer + inside, light[i]);
        }
    }

    private void addCoat(float[] light, float power, int n) {
        for (int i = 0; i < n; i++) {
            light[i] = Math.fma(power, coatGloss[i], light[i]);
        }
    }
}
