package org.isthmus.render.hdr;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;

class HdrImagesTest {
    private static final int WIDTH = 21;
    private static final int HEIGHT = 19;

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(HdrImagesTest.class.getResourceAsStream("/hdr/" + name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HdrImage read(byte[] bytes) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<HdrImage> image = HdrImages.parse("a", bytes, diagnostics);
        assertThat(diagnostics.list()).isEmpty();
        return image.orElseThrow();
    }

    private static String trouble(byte[] bytes) {
        Diagnostics diagnostics = new Diagnostics();
        assertThat(HdrImages.parse("a", bytes, diagnostics).isPresent()).isFalse();
        assertThat(diagnostics.list()).hasSize(1);
        return diagnostics.list().getFirst().toString();
    }

    private static void assertGolden(HdrImage image, int width, double relative) {
        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < width; x++) {
                for (int k = 0; k < 3; k++) {
                    double value = StrictMath.pow(2, (x + 5 * k) / 4.0 - 2) * (1 + y / 19.0);
                    double most = 0; // a common exponent: errors are parts of the largest colour
                    for (int j = 0; j < 3; j++) {
                        most = Math.max(most, StrictMath.pow(2, (x + 5 * j) / 4.0 - 2) * (1 + y / 19.0));
                    }
                    assertThat((double) image.sample(x, y, k)).isCloseTo(value,
                            within(relative * (relative > 1e-3 ? most : value)));
                }
            }
        }
    }

    @Test
    void filesOfAnotherProgramHaveTheValuesThatItWrote() {
        for (String name : List.of("none-half", "rle-half", "zip-half", "piz-half", "tiles-zip-half")) {
            assertGolden(read(resource(name + ".exr")), WIDTH, 5e-4);
        }
        for (String name : List.of("zips-float", "zip-float", "piz-float", "tiles-piz-float")) {
            assertGolden(read(resource(name + ".exr")), WIDTH, 1e-7);
        }
        assertGolden(read(resource("runs.hdr")), WIDTH, 1.01 / 128);
        assertGolden(read(resource("flat.hdr")), 5, 1.01 / 128);
    }

    private static byte[] radiance(String size, int... bytes) {
        return radiance("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n", size, bytes);
    }

    private static byte[] radiance(String header, String size, int... bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((header + size + "\n").getBytes(ISO_8859_1));
        for (int b : bytes) {
            out.write(b);
        }
        return out.toByteArray();
    }

    @Test
    void pixelsOfRadianceHaveACommonExponent() {
        HdrImage image = read(radiance("-Y 1 +X 2", 128, 64, 0, 129, 10, 20, 30, 0));
        assertThat(image.sample(0, 0, 0)).isEqualTo(128.5f / 128); // (c + 1/2)·2^(129 − 136)
        assertThat(image.sample(0, 0, 1)).isEqualTo(64.5f / 128);
        assertThat(image.sample(1, 0, 2)).isZero();
        HdrImage dimmed = read(radiance("#?RGBE\nEXPOSURE=2\nSOFTWARE=x\nEXPOSURE= 4\n\n", "-Y 1 +X 1", 128, 64, 0,
                132));
        assertThat(dimmed.sample(0, 0, 0)).isEqualTo(128.5f / 128); // 8 times brighter, by exposures that were applied
    }

    @Test
    void radianceRunsAsVeryOldProgramsWroteThemAreRead() {
        HdrImage image = read(radiance("-Y 1 +X 4", 200, 100, 50, 128, 1, 1, 1, 3));
        for (int x = 0; x < 4; x++) {
            assertThat(image.sample(x, 0, 0)).isEqualTo(200.5f / 256);
        }
    }

    @Test
    void radianceScanLinesMayRunUpwardsAndFromTheRight() {
        int[] pixels = {1, 0, 0, 136, 2, 0, 0, 136, 3, 0, 0, 136, 4, 0, 0, 136};
        assertThat(read(radiance("-Y 2 +X 2", pixels)).sample(1, 0, 0)).isEqualTo(2.5f);
        assertThat(read(radiance("+Y 2 +X 2", pixels)).sample(1, 0, 0)).isEqualTo(4.5f);
        assertThat(read(radiance("-Y 2 -X 2", pixels)).sample(1, 0, 0)).isEqualTo(1.5f);
    }

    @Test
    void pngIsReadAsLightOfAtMostOne() {
        Image image = new Image(2, 1, 3, ByteArray.wrap(new byte[]{-1, 0, 0, (byte) 188, 0, 0}));
        HdrImage read = read(Images.toPng(image));
        assertThat(read.sample(0, 0, 0)).isEqualTo(1f);
        assertThat(read.sample(1, 0, 0)).isCloseTo(0.5f, within(0.005f)); // sRGB
    }

    @Test
    void whatCannotBeReadIsTold() {
        assertThat(trouble(radiance("#?RADIANCE\nFORMAT=32-bit_rle_xyze\n\n", "-Y 1 +X 1", 1, 1, 1, 1)))
                .contains("FORMAT=32-bit_rle_xyze", "FORMAT=32-bit_rle_rgbe");
        assertThat(trouble(radiance("+X 1 -Y 1", 1, 1, 1, 1))).contains("the size is '+X 1 -Y 1'", "'-Y 512 +X 1024'");
        assertThat(trouble(radiance("-Y 1 +X 2", 1, 1, 1, 1))).contains("a run reaches beyond its scan line");
        assertThat(trouble(radiance("-Y 2 +X 2", 9, 1, 1, 1))).contains("the picture is cut off");
        assertThat(trouble(radiance("-Y 0 +X 2"))).contains("the image has 2 by 0 pixels");
        assertThat(trouble(radiance("-Y 9999 +X 3000"))).contains("more than its", "bytes can hold");
        assertThat(trouble(radiance("#?RADIANCE\nEXPOSURE=-1\n\n", "-Y 1 +X 1"))).contains("the exposure is '-1'");
        assertThat(trouble(new byte[]{1, 2, 3})).contains("neither PNG nor JPEG");
        byte[] exr = resource("zip-half.exr");
        assertThat(trouble(changed(exr, 5, 0x02))).contains("lacks the size of tiles");
        assertThat(trouble(changed(exr, 5, 0x10))).contains("version and flags 1002");
        assertThat(trouble(changed(exr, 38, 2))).contains("for each 2 by 1 pixels");
        assertThat(trouble(changed(exr, 28, 'Q'))).contains("the channels Q, G, R", "R, G and B, or Y alone");
        assertThat(trouble(Arrays.copyOf(exr, 200))).contains("the EXR header is cut off");
        assertThat(trouble(Arrays.copyOf(exr, 320))).contains("cut off within its table");
        assertThat(trouble(Arrays.copyOf(exr, 340))).contains("scan lines 0 of 339 bytes");
        assertThat(trouble(changed(exr, 0x139, 1))).contains("number 0 is missing");
        byte[] packed = changed(exr, compression(exr), 5);
        assertThat(trouble(packed)).contains("compressed by PXR24", "none, RLE, ZIPS, ZIP or PIZ",
                "save it again with ZIP compression");
        byte[] huge = exr.clone();
        ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(0x8D, 8000).putInt(0x91, 4000);
        assertThat(trouble(huge)).contains("8001 by 4001 pixels, more than its 766 bytes can hold");
    }

    /// Where the kind of compression stands.
    private static int compression(byte[] exr) {
        return new String(exr, ISO_8859_1).indexOf("compression\0compression\0") + 28;
    }

    @Test
    void whatIsWrongInTilesAndInPizIsTold() {
        byte[] tiles = resource("tiles-zip-half.exr");
        int size = new String(tiles, ISO_8859_1).indexOf("tiles\0tiledesc\0") + 19;
        assertThat(trouble(changed(tiles, size + 3, 0x80)))
                .contains("the tiles of the EXR file have 2147483656 by 6 pixels");
        assertThat(trouble(changed(tiles, size, 0))).contains("the tiles of the EXR file have 0 by 6 pixels");
        assertThat(trouble(Arrays.copyOf(tiles, tiles.length - 1))).contains("tile 2, 3 of",
                "bytes in the EXR file cannot be");
        assertThat(trouble(Arrays.copyOf(tiles, size + 60))).contains("cut off within its table of tiles");
        byte[] piz = resource("piz-half.exr");
        int block = (int) ByteBuffer.wrap(piz).order(ByteOrder.LITTLE_ENDIAN).getLong(table(piz));
        int values = 8 + block + 4 + (piz[block + 10] & 0xFF | (piz[block + 11] & 0xFF) << 8)
                - (piz[block + 8] & 0xFF | (piz[block + 9] & 0xFF) << 8) + 1;
        assertThat(trouble(changed(piz, block + 11, 0x7F))).contains("packed by PIZ", "its table of values is cut off");
        assertThat(trouble(changed(piz, values + 3, 0x7F))).contains("its values are cut off");
        assertThat(trouble(changed(piz, values + 6, 0x7F))).contains("its codes cannot be");
        assertThat(trouble(changed(piz, values + 18, 0x7F))).contains("its values are cut off");
        assertThat(trouble(changed(piz, values + 16, 8))).contains("cannot be unpacked: it has");
    }

    /// Where the table of blocks begins.
    private static int table(byte[] exr) {
        String text = new String(exr, ISO_8859_1);
        return text.indexOf("screenWindowWidth\0float\0") + 24 + 4 + 4 + 1;
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        byte[] copy = bytes.clone();
        copy[at] = (byte) value;
        return copy;
    }

    @Test
    void whatCannotBeLightIsMendedWithAWarning() {
        byte[] exr = resource("none-half.exr");
        int first = 0;
        ByteBuffer in = ByteBuffer.wrap(exr).order(ByteOrder.LITTLE_ENDIAN);
        while (in.getShort(first) != Float.floatToFloat16(1.414f)) { // blue at (0, 0): 2^(1/2)
            first++;
        }
        in.putShort(first, (short) 0x7E00).putShort(first + 2, (short) 0x7C00).putShort(first + 4, (short) 0xBC00);
        Diagnostics diagnostics = new Diagnostics();
        HdrImage image = HdrImages.parse("a", exr, diagnostics).orElseThrow();
        assertThat(diagnostics.list().toString()).contains("3 values are negative, infinite or no numbers");
        assertThat(image.sample(0, 0, 2)).isZero();
        assertThat(image.sample(1, 0, 2)).isEqualTo(65_504f);
        assertThat(image.sample(2, 0, 2)).isZero();
    }

    @Test
    void brokenFilesEndInDiagnostics() {
        List<byte[]> corpus = new ArrayList<>();
        for (String name : List.of("none-half.exr", "rle-half.exr", "zips-float.exr", "zip-half.exr", "piz-half.exr",
                "piz-float.exr", "tiles-zip-half.exr", "tiles-piz-float.exr", "runs.hdr",
                "flat.hdr")) {
            corpus.add(resource(name));
        }
        Fuzz.named("hdr").seed(7).corpus(corpus).dictionary("#?RADIANCE", "EXPOSURE=", "-Y ", "+X ", "channels",
                "chlist", "compression", "dataWindow", "box2i", "tiles", "tiledesc").maxBytes(96 << 20)
                .run(Fuzz.count(),
                        bytes -> {
                            Diagnostics diagnostics = new Diagnostics();
                            Optional<HdrImage> image = HdrImages.parse("a", bytes, diagnostics);
                            assertThat(image.isPresent()).isNotEqualTo(diagnostics.hasErrors());
                        });
    }
}
