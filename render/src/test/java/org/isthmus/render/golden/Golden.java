package org.isthmus.render.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;

/// Compares images with those that lie beside the tests, in `src/test/resources/golden`.
///
/// An image that differs is written to `target/golden`, with the difference beside it. `-Disthmus.golden=write` writes all images
/// anew; look at each before you commit it.
final class Golden {
    private static final Path KEPT = Path.of("src", "test", "resources", "golden");
    private static final Path FOUND = Path.of("target", "golden");

    private Golden() {}

    /// Asserts that an image is the one that was kept.
    ///
    /// @param mean largest difference on the average over all samples, of 255
    /// @param maximum largest difference of one sample, of 255
    static void assertKept(String name, Image image, double mean, int maximum) {
        Path kept = KEPT.resolve(name + ".png");
        try {
            if ("write".equals(System.getProperty("isthmus.golden"))) {
                Files.createDirectories(KEPT);
                Files.write(kept, Images.toPng(image));
                return;
            }
            Image expected = Images.parse(kept.toString(), Files.readAllBytes(kept), new Diagnostics()).orElseThrow();
            compare(name, image, expected, mean, maximum);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(String name, Image image, Image expected, double mean, int maximum)
            throws IOException {
        assertThat(new int[]{image.width(), image.height(), image.channels()})
                .isEqualTo(new int[]{expected.width(), expected.height(), expected.channels()});
        int n = image.pixels().length();
        byte[] difference = new byte[n];
        long sum = 0;
        int most = 0;
        for (int i = 0; i < n; i++) {
            int d = Math.abs((image.pixels().get(i) & 0xFF) - (expected.pixels().get(i) & 0xFF));
            difference[i] = (byte) Math.min(255, 8 * d);
            sum += d;
            most = Math.max(most, d);
        }
        if ((double) sum / n > mean || most > maximum) {
            Files.createDirectories(FOUND);
            Path found = Files.write(FOUND.resolve(name + ".png"), Images.toPng(image));
            Files.write(FOUND.resolve(name + "-difference.png"), Images.toPng(
                    new Image(image.width(), image.height(), image.channels(), ByteArray.wrap(difference))));
            throw new AssertionError(String.format(Locale.ROOT,
                    "%s differs from the kept image by %.3f on the average (allowed: %.3f) and by %d at most"
                            + " (allowed: %d); if %s is right: -Disthmus.golden=write",
                    name, (double) sum / n, mean, most, maximum, found.toAbsolutePath()));
        }
    }
}
