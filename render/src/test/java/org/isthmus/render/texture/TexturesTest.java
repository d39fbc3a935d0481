package org.isthmus.render.texture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class TexturesTest {
    private final float[] rgba = new float[4];

    @Test
    void srgbGoesThereAndBack() {
        for (int b = 0; b < 256; b++) {
            assertThat(Srgb.toByte(Srgb.ofByte((byte) b))).isEqualTo((byte) b);
        }
        assertThat(Srgb.toLinear(0.5)).isCloseTo(0.21404114, within(1e-8)); // IEC 61966-2-1
        assertThat(Srgb.toByte(Float.NaN)).isZero();
        assertThat(Srgb.toByte(9e9f)).isEqualTo((byte) 255);
        assertThat(Srgb.toByte(-9e9f)).isZero();
    }

    @Test
    void imagesAreBilinearAndRepeat() {
        // 2 by 2: upper row 0, 255; lower row 255, 0
        ImageTexture t = new ImageTexture(2, 2, 1, false, ByteArray.wrap((byte) 0, (byte) -1, (byte) -1, (byte) 0));
        double[][] expected = {{0.25, 0.25, 1}, {0.75, 0.25, 0}, {0.25, 0.75, 0}, {0.5, 0.25, 0.5}, {0, 0.25, 0.5},
            {1.25, 0.25, 1}, {-0.75, 1.25, 1}, {0.375, 0.25, 0.75}};
        for (double[] e : expected) {
            t.sample(e[0], e[1], 0, 0, rgba);
            assertThat((double) rgba[0]).as("(%s, %s)", e[0], e[1]).isCloseTo(e[2], within(1e-6));
        }
        t.sample(0.3, 0.9, 0, 10, rgba);
        assertThat(rgba[0]).isCloseTo(0.5f, within(1e-6f)); // a large footprint sees the mean
        for (double odd : new double[]{Double.NaN, 1e300, Double.POSITIVE_INFINITY}) {
            t.sample(odd, odd, odd, odd, rgba);
        }
        assertThatThrownBy(() -> new ImageTexture(2, 2, 3, false, ByteArray.wrap((byte) 0)))
                .hasMessageContaining("2 by 2 pixels of 3 channels in 1 bytes");
    }

    @Test
    void coloursAreDecodedAndOpacityIsNot() {
        ImageTexture t = new ImageTexture(1, 1, 4, true, ByteArray.wrap((byte) 188, (byte) 0, (byte) -1, (byte) 128));
        t.sample(0.1, 0.2, 0, 0, rgba);
        assertThat(rgba[0]).isCloseTo((float) Srgb.toLinear(188 / 255.0), within(1e-6f));
        assertThat(rgba[3]).isCloseTo(128 / 255f, within(1e-6f));
    }

    @Test
    void cubesShowTheFaceInTheDirection() {
        byte[] six = new byte[6];
        for (int f = 0; f < 6; f++) {
            six[f] = (byte) (f * 51);
        }
        CubeTexture t = new CubeTexture(1, 1, false, ByteArray.wrap(six));
        double[][] directions = {{1, 0, 0}, {-2, 0, 0}, {0, 3, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -5}};
        for (int f = 0; f < 6; f++) {
            t.sample(directions[f][0], directions[f][1], directions[f][2], 0, rgba);
            assertThat(rgba[0]).isCloseTo(f * 0.2f, within(1e-6f));
        }
        t.sample(0, 0, 0, 0, rgba);
    }

    @Test
    void checkersAlternateAndFadeToGrey() {
        Texture t = Patterns.checker(Rgb.WHITE, Rgb.BLACK);
        for (int i = 0; i < 6; i++) {
            t.sample(i + 0.5, 0.5, 0, 0, rgba);
            assertThat(rgba[0]).isCloseTo(i % 2 == 0 ? 1 : 0, within(1e-5f));
        }
        t.sample(0.2, 0.7, 0, 20, rgba);
        assertThat(rgba[0]).isCloseTo(0.5f, within(0.06f));
    }

    @Test
    void patternsStayBetweenTheirColoursAndKeepTheirMean() {
        RandomStream random = RandomStream.of(5);
        List<Texture> all = List.of(Patterns.noise(Rgb.BLACK, Rgb.WHITE, 1), Patterns.marble(Rgb.BLACK, Rgb.WHITE, 2),
                Patterns.wood(Rgb.BLACK, Rgb.WHITE, 3), Patterns.stripes(Rgb.BLACK, Rgb.WHITE),
                Patterns.gradient(Rgb.BLACK, Rgb.WHITE), Patterns.constant(Rgb.grey(0.5)));
        for (Texture t : all) {
            for (int i = 0; i < 300; i++) {
                t.sample(random.nextDouble(-50, 50), random.nextDouble(-50, 50), random.nextDouble(-50, 50),
                        i % 3 * random.nextDouble(), rgba);
                assertThat(rgba[0]).isBetween(0f, 1f);
            }
        }
        Texture tiles = Patterns.tiles(Rgb.WHITE, Rgb.BLACK, 0.2, 0, 1);
        double mean = 0;
        for (int i = 0; i < 4000; i++) {
            tiles.sample(random.nextDouble(100), random.nextDouble(100), 0, 0, rgba);
            mean += rgba[0] / 4000;
        }
        tiles.sample(0.3, 0.4, 0, 5, rgba);
        assertThat(mean).isCloseTo(0.64, within(0.03));
        assertThat(rgba[0]).isCloseTo(0.64f, within(1e-5f));
    }

    @Test
    void noiseIsSmoothAndSeeded() {
        Noise a = new Noise(1);
        Noise b = new Noise(2);
        assertThat(a.at(0.3, 0.4, 0.5)).isNotEqualTo(b.at(0.3, 0.4, 0.5)).isEqualTo(new Noise(1).at(0.3, 0.4, 0.5));
        assertThat(a.at(3, 4, -5)).isZero();
        for (double x = -3; x < 3; x += 0.01) {
            assertThat(Math.abs(a.at(x + 1e-4, 0.2, 0.7) - a.at(x, 0.2, 0.7))).isLessThan(1e-3);
        }
    }
}
