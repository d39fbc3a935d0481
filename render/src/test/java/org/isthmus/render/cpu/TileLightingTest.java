package org.isthmus.render.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.Light;
import org.isthmus.render.shade.Bsdf;
import org.isthmus.render.shade.EnvironmentLight;
import org.isthmus.render.shade.Surface;
import org.isthmus.render.shade.ToneMapping;
import org.isthmus.render.texture.Rgb;
import org.junit.jupiter.api.Test;

class TileLightingTest {
    private static final Light SUN = Light.directional(new Vec3(0.2, -0.3, -1), new Rgb(2, 1.5, 1), 0);
    private static final Light SPOT = Light.spot(new Vec3(0.3, 0.2, 2), new Vec3(-0.1, 0, -1), new Rgb(3, 4, 5), 0,
            0.8);

    /// Random places with random materials, which their cameras see.
    private static Tile tile(int count, boolean coated) {
        RandomStream random = RandomStream.of(7).child("tile");
        Tile t = new Tile();
        t.count = count;
        for (int i = 0; i < count; i++) {
            Vec3 n = random.nextDirection();
            Vec3 v = random.nextDirection();
            v = v.dot(n) < 0 ? v.negate() : v;
            set(i, n, t.nx, t.ny, t.nz);
            set(i, v, t.vx, t.vy, t.vz);
            set(i, random.nextInBall(), t.x, t.y, t.z);
            double metallic = metallic(i);
            for (int k = 0; k < 3; k++) {
                double base = base(i, k);
                t.f0[k][i] = (float) (0.04 + metallic * (base - 0.04));
                t.rise[k][i] = TileMaterials.rise(t.f0[k][i]);
                t.body[k][i] = (float) ((1 - metallic) * base);
            }
            t.roughness[i] = (float) random.nextDouble(0.1, 1);
            double alpha = Bsdf.alpha(t.roughness[i]);
            t.alpha2[i] = (float) (alpha * alpha);
            t.coat[i] = coated ? (float) random.nextDouble() : 0;
            t.coatAlpha2[i] = 0.01f;
        }
        return t;
    }

    private static double metallic(int i) {
        return i % 11 / 10.0;
    }

    private static double base(int i, int k) {
        return (7 * i + 5 * k) % 13 / 12.0;
    }

    private static void set(int i, Vec3 v, float[] x, float[] y, float[] z) {
        x[i] = (float) v.x();
        y[i] = (float) v.y();
        z[i] = (float) v.z();
    }

    private static void shade(Tile t, boolean coated, Light... lights) {
        TileLighting lighting = new TileLighting();
        lighting.begin(t, false);
        for (Light light : lights) {
            Lamp lamp = new Lamp();
            lamp.set(light);
            if (lighting.aim(lamp, t)) {
                lighting.add(lamp, t, coated);
            }
        }
        EnvironmentLight around = new EnvironmentLight(
                Environment.gradient(Rgb.WHITE, Rgb.grey(0.4), Rgb.grey(0.1)));
        if (lights.length > 1) {
            new TileSurroundings().add(around, t, lighting.cosOut, false);
        }
        ToneMapping.neutral(t.light[0], t.light[1], t.light[2], Tile.array(), Tile.array(), t.count);
    }

    @Test
    void reflectsAsTheMaterialModelSays() {
        for (boolean coated : new boolean[]{false, true}) {
            Tile t = tile(Tile.CAPACITY, coated);
            Tile before = tile(Tile.CAPACITY, coated);
            Light dim = SUN.withPower(new Rgb(0.02, 0.015, 0.01)); // so that tone mapping leaves it as it is
            shade(t, coated, dim);
            double[] f = new double[3];
            for (int i = 0; i < t.count; i++) {
                Surface s = surface(before, i);
                Vec3 l = dim.direction().negate();
                Bsdf.reflect(s, l.x(), l.y(), l.z(), before.vx[i], before.vy[i], before.vz[i], f);
                double cosine = Math.max(0, s.nx * l.x() + s.ny * l.y() + s.nz * l.z());
                double expected = 0.02 * cosine * f[0];
                if (expected < 0.5) {
                    assertThat((double) t.light[0][i]).isCloseTo(expected, within(1e-6 + 2e-3 * expected));
                }
            }
        }
    }

    private static Surface surface(Tile t, int i) {
        Surface s = new Surface();
        s.nx = t.nx[i];
        s.ny = t.ny[i];
        s.nz = t.nz[i];
        s.metallic = metallic(i);
        s.red = base(i, 0);
        s.specular = 0.5;
        s.roughness = t.roughness[i];
        s.clearCoat = t.coat[i];
        s.coatRoughness = Math.sqrt(Math.sqrt(t.coatAlpha2[i]));
        return s;
    }

    @Test
    void aSampleGetsTheSameBitsWhereverItIsInATile() {
        Tile whole = tile(Tile.CAPACITY, true);
        shade(whole, true, SUN, SPOT);
        for (int count : new int[]{1, 7, 8, 9, 31, 100}) {
            Tile part = tile(Tile.CAPACITY, true);
            int from = Tile.CAPACITY - count;
            for (float[] a : new float[][]{part.nx, part.ny, part.nz, part.vx, part.vy, part.vz, part.x, part.y, part.z,
                part.f0[0], part.f0[1], part.f0[2], part.rise[0], part.rise[1], part.rise[2], part.body[0],
                part.body[1], part.body[2], part.roughness,
                part.alpha2, part.coat, part.coatAlpha2}) {
                System.arraycopy(a, from, a, 0, count);
            }
            part.count = count;
            shade(part, true, SUN, SPOT);
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < 3; k++) {
                    assertThat(part.light[k][i]).isEqualTo(whole.light[k][from + i]);
                }
            }
        }
    }
}
