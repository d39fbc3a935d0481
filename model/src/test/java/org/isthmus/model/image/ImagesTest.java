package org.isthmus.model.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.testkit.Fuzz;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

class ImagesTest {
    private final Diagnostics diagnostics = new Diagnostics();

    private Optional<Image> parse(byte[] bytes) {
        return Images.parse("a.png", bytes, diagnostics);
    }

    private Image read(byte[] bytes) {
        Optional<Image> image = parse(bytes);
        assertThat(diagnostics.list()).isEmpty();
        return image.orElseThrow();
    }

    private String problem(byte[] bytes) {
        assertThat(parse(bytes)).isEmpty();
        return diagnostics.list().getLast().toString();
    }

    private static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, out)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Image random(RandomGenerator random) {
        int width = 1 + random.nextInt(40);
        int height = 1 + random.nextInt(40);
        int channels = 1 + random.nextInt(4);
        int bits = random.nextBoolean() ? 8 : 16;
        byte[] pixels = new byte[width * height * channels * bits / 8];
        random.nextBytes(pixels);
        int smooth = random.nextInt(3);
        for (int i = 0; i < pixels.length && smooth > 0; i++) {
            pixels[i] = (byte) (i / smooth);
        }
        return new Image(width, height, channels, bits, ByteArray.wrap(pixels));
    }

    @Test
    void whatIsWrittenIsReadAgainExactly() {
        Property.check(51, 100, random -> {
            Image image = random(random);
            byte[] png = Images.toPng(image);
            assertThat(read(png)).isEqualTo(image);
            assertThat(Images.toPng(image)).isEqualTo(png);
        });
    }

    @Test
    void whatIsWrittenIsWhatOtherDecodersSee() throws IOException {
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(
                Images.toPng(new Image(2, 1, 4,
                        ByteArray.wrap((byte) 255, (byte) 128, (byte) 0, (byte) 255, (byte) 1, (byte) 2,
                                (byte) 3, (byte) 4)))));
        assertThat(new Color(seen.getRGB(0, 0), true)).isEqualTo(new Color(255, 128, 0, 255));
        assertThat(new Color(seen.getRGB(1, 0), true)).isEqualTo(new Color(1, 2, 3, 4));
    }

    @Test
    void paletteIsLookedUp() {
        IndexColorModel palette = new IndexColorModel(2, 3, new byte[]{0, (byte) 200, 7}, new byte[]{0, 100, 7},
                new byte[]{0, 50, 7}, new byte[]{(byte) 255, (byte) 255, 0});
        BufferedImage image = new BufferedImage(5, 2, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setSample(3, 1, 0, 1);
        image.getRaster().setSample(4, 1, 0, 2);
        Image read = read(encoded(image, "png"));
        assertThat(read.channels()).isEqualTo(4);
        assertThat(read.pixels().slice(4 * 8, 4 * 10)).containsExactly(200, 100, 50, 255, 7, 7, 7, 0);
    }

    @Test
    void greyOfOneBitIsStretched() {
        BufferedImage image = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(8, 0, 0xFFFFFF);
        Image read = read(encoded(image, "png"));
        assertThat(read.channels()).isEqualTo(1);
        assertThat(read.pixels().toArray()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 255);
    }

    @Test
    void sixteenBitsAreKept() {
        ComponentColorModel model = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false,
                ComponentColorModel.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
        raster.setSample(0, 0, 0, 0xABCD);
        raster.setSample(1, 0, 0, 258);
        Image read = read(encoded(new BufferedImage(model, raster, false, null), "png"));
        assertThat(read.bits()).isEqualTo(16);
        assertThat(read.sample(0, 0, 0)).isEqualTo(0xABCD);
        assertThat(read.to8Bits().pixels().toArray()).containsExactly(0xAB, 1);
        assertThat(read.to8Bits().sample(0, 0, 0)).isEqualTo(0xAB);
    }

    @Test
    void jpegOfOneColourIsThatColour() {
        BufferedImage image = new BufferedImage(20, 30, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 600; i++) {
            image.setRGB(i % 20, i / 20, 0x4080C0);
        }
        Image read = read(encoded(image, "jpeg"));
        assertThat(List.of(read.width(), read.height(), read.channels())).containsExactly(20, 30, 3);
        assertThat(read.sample(10, 15, 0)).isBetween(0x3E, 0x42);
        assertThat(read.sample(10, 15, 1)).isBetween(0x7E, 0x82);
        assertThat(read.sample(10, 15, 2)).isBetween(0xBE, 0xC2);
        Image grey = read(encoded(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "jpeg"));
        assertThat(grey.channels()).isEqualTo(1);
    }

    @Test
    void sizeIsCheckedBeforeDecoding() {
        byte[] png = Images.toPng(new Image(3, 3, 1, ByteArray.wrap(new byte[9])));
        assertThat(problem(withInt(png, 16, 20_000)))
                .isEqualTo("a.png: error: the image has 20000 by 3 pixels; expected 1 to "
                        + "16384 on each side, at most 64000000 in all; scale it down");
        assertThat(problem(withInt(withInt(png, 16, 16_000), 20, 16_000)))
                .contains("the image has 16000 by 16000 pixels");
        assertThat(problem(withInt(withInt(png, 16, 4_000), 20, 4_000)))
                .isEqualTo("a.png: error: the image declares 4000 by 4000 pixels, more than its " + png.length
                        + " bytes can hold; export or download it again");
        assertThat(problem(withInt(png, 16, 0))).contains("0 by 3 pixels");
        assertThat(problem(withInt(png, 16, -1))).contains("4294967295 by 3 pixels");
    }

    private static byte[] withInt(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        java.nio.ByteBuffer.wrap(changed).putInt(at, value);
        return changed;
    }

    @Test
    void brokenFilesAreTold() {
        byte[] png = Images.toPng(new Image(3, 3, 1, ByteArray.wrap(new byte[9])));
        byte[] jpeg = encoded(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpeg");
        assertThat(problem("GIF89a".getBytes(UTF_8)))
                .isEqualTo("a.png: error: the file is neither PNG nor JPEG; expected an image "
                        + "in one of these formats; convert the image to PNG");
        assertThat(problem(new byte[0])).contains("neither PNG nor JPEG");
        assertThat(problem(Arrays.copyOf(png, 12))).contains("the PNG file is cut off");
        assertThat(problem(Arrays.copyOf(png, 50))).contains("cut off within a chunk");
        assertThat(problem(withInt(png, 12, 0x49484451))).contains("does not begin with its header");
        assertThat(problem(withInt(png, 24, 0x05000000))).contains("names colour type 0 of 5 bits");
        assertThat(problem(Arrays.copyOf(jpeg, 100))).contains("the JPEG file is cut off or damaged");
        assertThat(problem(withChannels(jpeg, 4)))
                .isEqualTo("a.png: error: the image is a JPEG for print (CMYK, four channels); "
                        + "expected grey or red, green, blue, of 8 bits; save it as PNG or as RGB JPEG");
    }

    private static byte[] withChannels(byte[] jpeg, int channels) {
        byte[] changed = jpeg.clone();
        for (int i = 2; i < changed.length; i++) {
            if (changed[i] == (byte) 0xFF && changed[i + 1] == (byte) 0xC0) {
                changed[i + 9] = (byte) channels;
                return changed;
            }
        }
        throw new AssertionError("no frame header");
    }

    @Test
    void wrongCheckSumIsAWarning() {
        byte[] png = Images.toPng(new Image(3, 3, 1, ByteArray.wrap(new byte[9])));
        assertThat(parse(withInt(png, 29, 0))).isPresent();
        assertThat(diagnostics.list()).extracting(Diagnostic::toString)
                .containsExactly("a.png: warning: a check sum in the PNG "
                        + "file is wrong; it may be damaged: export or download it again");
    }

    @Test
    void imageThatDoesNotFitTogetherIsRefused() {
        assertThatThrownBy(() -> new Image(2, 2, 3, ByteArray.wrap(new byte[11])))
                .hasMessage("2 by 2 pixels of 3 channels of 8 bits in 11 bytes");
    }

    @Test
    void realTexturesAreRead() throws IOException {
        int count = 0;
        for (String folder : List.of("robots", "objects")) {
            Path root = SharedData.require(folder);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(f -> f.toString().matches(".*\\.(png|jpe?g)")).sorted().toList()) {
                    FileAccess access = FileAccess.onDisk(List.of(root));
                    Image image = Images.read(FileAccess.name(file), access, SourceLocation.UNKNOWN, diagnostics)
                            .orElseThrow();
                    BufferedImage expected = ImageIO.read(file.toFile());
                    assertThat(List.of(image.width(), image.height())).as("%s", file)
                            .isEqualTo(List.of(expected.getWidth(), expected.getHeight()));
                    count++;
                }
            }
        }
        assertThat(diagnostics.list()).isEmpty();
        assertThat(count).isGreaterThan(15);
    }

    @Test
    void mutatedImagesEndInAnImageOrDiagnostics() {
        List<byte[]> corpus = Stream.of(
                Images.toPng(random(Property.random(52, 1))),
                Images.toPng(random(Property.random(52, 2))),
                Images.toPng(random(Property.random(52, 4))),
                encoded(new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY), "png"),
                encoded(new BufferedImage(19, 11, BufferedImage.TYPE_BYTE_INDEXED), "png"),
                encoded(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpeg"),
                encoded(new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY), "jpeg")).toList();
        Fuzz.named("image").seed(53).corpus(corpus).dictionary("IHDR", "PLTE", "tRNS", "IDAT", "IEND", "gAMA")
                .allow(DiagnosticException.class)
                .run(Fuzz.count(), bytes -> {
                    Diagnostics found = new Diagnostics();
                    assertThat(Images.parse("a", bytes, found).isPresent()).isNotEqualTo(found.hasErrors());
                });
    }
}
