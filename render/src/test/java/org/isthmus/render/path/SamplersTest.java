package org.isthmus.render.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.shade.Bsdf;
import org.isthmus.render.shade.Sampling;
import org.isthmus.render.shade.Surface;
import org.isthmus.render.texture.Rgb;
import org.junit.jupiter.api.Test;

class SamplersTest {
    private static final int AROUND = 16;
    private static final int DOWN = 12;
    private static final int CELLS = AROUND * DOWN;
    private static final int DRAWS = 60_000;
    private static final Scatterer OPAQUE = new OpaqueScatterer();
    private static final Scatterer GLASS = new GlassScatterer();

    private interface Density {
        double of(Vec3 direction);
    }

    private static int cell(Vec3 d) {
        double u = StrictMath.atan2(d.y(), d.x()) / (2 * Math.PI) + 0.5;
        double v = 0.5 * (1 - d.z());
        return Math.clamp((int) (v * DOWN), 0, DOWN - 1) * AROUND + Math.clamp((int) (u * AROUND), 0, AROUND - 1);
    }

    /// Pearson's chi-square of draws against the integral of their density over cells of equal solid angle; one too many is allowed in
    /// 100,000.
    private static void assertDistributed(int[] counts, int draws, Density density) {
        double chi = 0;
        int freedom = 0;
        double rest = 0;
        int restCount = 0;
        for (int c = 0; c < CELLS; c++) {
            double expected = draws * integral(c, density);
            if (expected < 20) {
                rest += expected;
                restCount += counts[c];
            } else {
                chi += (counts[c] - expected) * (counts[c] - expected) / expected;
                freedom++;
            }
        }
        if (rest > 20) {
            chi += (restCount - rest) * (restCount - rest) / rest;
            freedom++;
        }
        // Wilson and Hilferty's approximation of the quantile at 4.3 deviations
        double h = 2.0 / (9 * freedom);
        double limit = freedom * StrictMath.pow(1 - h + 4.3 * Math.sqrt(h), 3);
        assertThat(chi).as("chi-square of %d cells", freedom).isLessThan(limit);
    }

    private static double integral(int cell, Density density) {
        int n = 24;
        double sum = 0;
        for (int i = 0; i < n * n; i++) {
            double u = (cell % AROUND + (i % n + 0.5) / n) / AROUND;
            double z = 1 - 2 * (Math.floorDiv(cell, AROUND) + (Math.floorDiv(i, n) + 0.5) / n) / DOWN;
            double r = Math.sqrt(1 - z * z);
            double angle = 2 * Math.PI * (u - 0.5);
            sum += density.of(new Vec3(r * StrictMath.cos(angle), r * StrictMath.sin(angle), z));
        }
        return sum / (n * n) * 4 * Math.PI / CELLS;
    }

    private static List<Surface> surfaces() {
        List<Surface> all = new ArrayList<>();
        for (double roughness : new double[]{0.25, 0.5, 1}) {
            for (double metallic : new double[]{0, 0.5, 1}) {
                Surface s = new Surface();
                s.nx = 0.48;
                s.ny = -0.36;
                s.nz = 0.8;
                s.red = 0.9;
                s.green = 0.5;
                s.blue = 0.1;
                s.metallic = metallic;
                s.roughness = roughness;
                s.specular = 0.5;
                s.clearCoat = roughness == 0.5 ? 1 : 0;
                s.coatRoughness = 0.3;
                all.add(s);
            }
        }
        return all;
    }

    private static Vec3 normal(Surface s) {
        return new Vec3(s.nx, s.ny, s.nz);
    }

    @Test
    void reflectionsAreDrawnWithTheirDensity() {
        RandomStream random = RandomStream.of(1);
        for (Surface s : surfaces()) {
            Vec3 view = Sampling.aligned(normal(s), 0.6, 0, 0.8);
            int[] counts = new int[CELLS];
            for (int i = 0; i < DRAWS; i++) {
                Vec3 d = OPAQUE.sample(s, view, random.nextDouble(), random.nextDouble(), random.nextDouble());
                if (d != null) {
                    counts[cell(d)]++;
                }
            }
            assertDistributed(counts, DRAWS, d -> OPAQUE.pdf(s, view, d));
        }
    }

    private static List<Surface> panes() {
        List<Surface> all = new ArrayList<>();
        for (double roughness : new double[]{0.3, 0.6, 1}) {
            for (double ior : new double[]{1 / 1.5, 1.33, 2}) {
                Surface s = new Surface();
                s.nx = 0.48;
                s.ny = -0.36;
                s.nz = 0.8;
                s.red = 1;
                s.green = 0.5;
                s.roughness = roughness;
                s.transmission = 1;
                s.ior = ior;
                all.add(s);
            }
        }
        return all;
    }

    @Test
    void roughGlassSendsLightBothWaysWithItsDensity() {
        RandomStream random = RandomStream.of(11);
        for (Surface s : panes()) {
            Vec3 view = Sampling.aligned(normal(s), 0.6, 0, 0.8);
            int[] counts = new int[CELLS];
            int behind = 0;
            for (int i = 0; i < DRAWS; i++) {
                Vec3 d = GLASS.sample(s, view, random.nextDouble(), random.nextDouble(), random.nextDouble());
                if (d != null) {
                    counts[cell(d)]++;
                    behind += d.dot(normal(s)) < 0 ? 1 : 0;
                }
            }
            assertThat(behind).isBetween(DRAWS / 4, DRAWS);
            assertDistributed(counts, DRAWS, d -> GLASS.pdf(s, view, d));
        }
    }

    /// What is scattered per what is drawn is at most 1, and light that goes the other way is the same per square of the index it is in.
    @Test
    void roughGlassIsReciprocalAndMakesNoEnergy() {
        RandomStream random = RandomStream.of(12);
        double[] a = new double[3];
        double[] b = new double[3];
        for (Surface s : panes()) {
            for (double cosine : new double[]{0.1, 0.5, 0.95}) {
                Vec3 view = Sampling.aligned(normal(s), Math.sqrt(1 - cosine * cosine), 0, cosine);
                double sum = 0;
                int draws = 2000;
                for (int i = 0; i < draws; i++) {
                    Vec3 d = GLASS.sample(s, view, random.nextDouble(), random.nextDouble(), random.nextDouble());
                    if (d == null) {
                        continue;
                    }
                    GLASS.scatter(s, view, d, a);
                    double cosIn = d.dot(normal(s));
                    sum += a[0] * Math.abs(cosIn) / GLASS.pdf(s, view, d);
                    assertThat(a[1]).isCloseTo(a[0] * (cosIn < 0 ? 0.5 : 1), within(1e-9 * a[0]));
                    reverse(s, cosIn < 0);
                    GLASS.scatter(s, d, view, b);
                    reverse(s, cosIn < 0);
                    double dense = cosIn < 0 ? s.ior * s.ior : 1;
                    assertThat(b[0] * dense).isCloseTo(a[0], within(1e-6 * (1 + a[0])));
                }
                double least = s.roughness < 0.5 ? 0.93 : s.roughness < 0.8 ? 0.7 : 0.4;
                assertThat(sum / draws).as("of roughness %s, index %s, cosine %s", s.roughness, s.ior, cosine)
                        .isBetween(cosine < 0.3 ? 0.6 * least : least, 1.0001);
            }
        }
    }

    /// The surface seen from behind.
    private static void reverse(Surface s, boolean really) {
        if (really) {
            s.nx = -s.nx;
            s.ny = -s.ny;
            s.nz = -s.nz;
            s.ior = 1 / s.ior;
        }
    }

    /// Smooth glass is the limit: from the front Fresnel's part is reflected.
    @Test
    void glassThatIsHardlyRoughReflectsWhatFresnelSays() {
        RandomStream random = RandomStream.of(13);
        for (Surface s : panes()) {
            s.roughness = 0.06;
            for (double cosine : new double[]{0.3, 0.6, 1}) {
                Vec3 view = Sampling.aligned(normal(s), Math.sqrt(1 - cosine * cosine), 0, cosine);
                int reflected = 0;
                int draws = 4000;
                for (int i = 0; i < draws; i++) {
                    Vec3 d = GLASS.sample(s, view, random.nextDouble(), random.nextDouble(), random.nextDouble());
                    reflected += d != null && d.dot(normal(s)) > 0 ? 1 : 0;
                }
                assertThat((double) reflected / draws).isCloseTo(Bsdf.dielectric(cosine, s.ior), within(0.03));
            }
        }
    }

    @Test
    void surroundingsAreDrawnWithTheirDensity() {
        RandomStream random = RandomStream.of(2);
        Environment sky = Environment.sky(new Vec3(0.6, 0, 0.8), Rgb.grey(0.2)).turned(1);
        for (Environment e : List.of(sky, Environment.constant(Rgb.WHITE), Environment.constant(Rgb.BLACK))) {
            EnvironmentSampler sampler = new EnvironmentSampler(e);
            int[] counts = new int[CELLS];
            for (int i = 0; i < DRAWS; i++) {
                Vec3 d = sampler.sample(random.nextDouble(), random.nextDouble());
                counts[cell(d)]++;
                assertThat(sampler.pdf()).isCloseTo(sampler.pdf(d), within(1e-3 * sampler.pdf() + 1e-6));
            }
            assertDistributed(counts, DRAWS, sampler::pdf);
        }
    }

    @Test
    void conesAndCosinesAreDrawnWithTheirDensity() {
        RandomStream random = RandomStream.of(3);
        Vec3 axis = new Vec3(0.48, -0.6, 0.64);
        int[] cone = new int[CELLS];
        int[] cosine = new int[CELLS];
        for (int i = 0; i < DRAWS; i++) {
            cone[cell(Sampling.cone(axis, -0.2, random.nextDouble(), random.nextDouble()))]++;
            cosine[cell(Sampling.cosine(axis, random.nextDouble(), random.nextDouble()))]++;
        }
        assertDistributed(cone, DRAWS, d -> d.dot(axis) > -0.2 ? 1 / (2 * Math.PI * 1.2) : 0);
        assertDistributed(cosine, DRAWS, d -> Math.max(0, d.dot(axis)) / Math.PI);
    }

    /// Cells of equal area: rings by the square of the radius, and sectors.
    @Test
    void placesOnALensAreDrawnEvenly() {
        RandomStream random = RandomStream.of(6);
        int[] counts = new int[CELLS];
        double[] place = new double[2];
        for (int i = 0; i < DRAWS; i++) {
            Sampling.disk(random.nextDouble(), random.nextDouble(), place);
            double r2 = place[0] * place[0] + place[1] * place[1];
            assertThat(r2).isLessThanOrEqualTo(1 + 1e-12);
            double u = StrictMath.atan2(place[1], place[0]) / (2 * Math.PI) + 0.5;
            counts[Math.clamp((int) (r2 * DOWN), 0, DOWN - 1) * AROUND + Math.clamp((int) (u * AROUND), 0,
                    AROUND - 1)]++;
        }
        assertDistributed(counts, DRAWS, d -> 1 / (4 * Math.PI));
    }

    @Test
    void reflectionIsReciprocalAndMakesNoEnergy() {
        RandomStream random = RandomStream.of(4);
        double[] a = new double[3];
        double[] b = new double[3];
        for (Surface s : surfaces()) {
            Vec3 n = normal(s);
            for (double cosine : new double[]{0.1, 0.5, 0.95}) {
                Vec3 view = Sampling.aligned(n, Math.sqrt(1 - cosine * cosine), 0, cosine);
                double sum = 0;
                int draws = 4000;
                for (int i = 0; i < draws; i++) {
                    Vec3 light = Sampling.cosine(n, random.nextDouble(), random.nextDouble());
                    Bsdf.reflect(s, light.x(), light.y(), light.z(), view.x(), view.y(), view.z(), a);
                    Bsdf.reflect(s, view.x(), view.y(), view.z(), light.x(), light.y(), light.z(), b);
                    assertThat(a[0]).isCloseTo(b[0], within(1e-9 * (1 + a[0])));
                    Vec3 drawn = OPAQUE.sample(s, view, random.nextDouble(), random.nextDouble(),
                            random.nextDouble());
                    if (drawn != null) {
                        Bsdf.reflect(s, drawn.x(), drawn.y(), drawn.z(), view.x(), view.y(), view.z(), a);
                        sum += a[0] * n.dot(drawn) / OPAQUE.pdf(s, view, drawn);
                    }
                }
                assertThat(sum / draws).isBetween(0.02, 1.01);
            }
        }
    }

    @Test
    void pairsOfASequenceCoverTheSquareEvenly() {
        SobolSampler sampler = new SobolSampler(5);
        for (int pixel = 0; pixel < 20; pixel++) {
            int[] rows = new int[16];
            int[] columns = new int[16];
            int[] squares = new int[16];
            for (int s = 0; s < 16; s++) {
                sampler.begin(pixel, 3, s);
                sampler.next();
                sampler.next();
                rows[(int) (16 * sampler.u())]++;
                columns[(int) (16 * sampler.v())]++;
                squares[((int) (4 * sampler.u())) * 4 + (int) (4 * sampler.v())]++;
            }
            assertThat(rows).containsOnly(1);
            assertThat(columns).containsOnly(1);
            assertThat(squares).containsOnly(1);
        }
    }

    @Test
    void numbersOfDifferentPixelsAndPairsAreIndependentAndUniform() {
        SobolSampler sampler = new SobolSampler(9);
        double product = 0;
        int[] counts = new int[64];
        int n = 40_000;
        for (int i = 0; i < n; i++) {
            sampler.begin(i, i >> 7, 3);
            sampler.next();
            double u = sampler.u();
            sampler.next();
            product += (u - 0.5) * (sampler.u() - 0.5);
            counts[(int) (64 * sampler.v())]++;
        }
        assertThat(product / n).isCloseTo(0, within(5.0 / 12 / Math.sqrt(n)));
        double chi = 0;
        for (int c : counts) {
            chi += (c - n / 64.0) * (c - n / 64.0) / (n / 64.0);
        }
        assertThat(chi).isLessThan(63 + 4.5 * Math.sqrt(2 * 63));
    }
}
