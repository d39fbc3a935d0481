package org.isthmus.model.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;

/// Reads PNG and JPEG files and writes PNG files.
///
/// Samples are as in the file: palettes are looked up, grey of 1, 2 or 4 bits is stretched to 8, colour profiles and gamma are
/// ignored. Memory is bounded by [Image#MAX_PIXELS] and by what the file can hold.
public final class Images {
    private Images() {}

    /// Reads a file.
    ///
    /// @param file name as [FileAccess#find] gives it
    /// @param at where the image was asked for
    /// @return empty after at least one error
    public static Optional<Image> read(String file, FileAccess files, SourceLocation at, Diagnostics diagnostics) {
        return files.bytes(file, at, diagnostics).flatMap(bytes -> parse(file, bytes, diagnostics));
    }

    /// Reads a file's content, which says itself whether it is PNG or JPEG.
    ///
    /// @param file its name, for messages
    /// @return empty after at least one error
    public static Optional<Image> parse(String file, byte[] bytes, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Optional<Image> image = parse(new ImageSource(file, bytes, own));
        for (Diagnostic d : own.list()) {
            switch (d.severity()) {
                case ERROR -> diagnostics.error(d.location(), d.found(), d.expected(), d.remedy());
                case WARNING -> diagnostics.warning(d.location(), d.found(), d.expected(), d.remedy());
            }
        }
        return image;
    }

    /// The image as a PNG file; the same image always gives the same bytes.
    public static byte[] toPng(Image image) {
        return PngWriter.write(image);
    }

    private static Optional<Image> parse(ImageSource source) {
        try {
            if (startsWith(source.bytes(), PngFile.SIGNATURE)) {
                byte[] png = PngFile.cleaned(source);
                return Optional.of(convert(decode(source, "png", png), PngFile.isGrey(png)));
            }
            if (JpegFile.begins(source.bytes())) {
                return Optional.of(convert(decode(source, "jpeg", JpegFile.cleaned(source)), false));
            }
            throw source.fatal("the file is neither PNG nor JPEG", "an image in one of these formats",
                    "convert the image to PNG");
        } catch (DiagnosticException e) {
            // What went wrong is in the source's diagnostics.
            return Optional.empty();
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] begin) {
        return bytes.length >= begin.length && Arrays.equals(bytes, 0, begin.length, begin, 0, begin.length);
    }

    private static BufferedImage decode(ImageSource source, String format, byte[] bytes) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.addIIOReadWarningListener((r, warning) -> source.warning("the image is damaged: " + warning,
                    "export or download it again"));
            reader.setInput(in, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            // The JDK's readers throw all kinds of runtime exceptions at damaged files.
            throw source.fatal("the image cannot be decoded (" + reason(e) + ")", "", "export or download it again");
        } finally {
            reader.dispose();
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
    }

    /// @param grey whether a palette is only how the decoder shows grey of 1, 2 or 4 bits
    private static Image convert(BufferedImage image, boolean grey) {
        return image.getColorModel() instanceof IndexColorModel palette ? lookedUp(image.getRaster(), palette, grey)
                : samples(image.getRaster());
    }

    private static Image samples(Raster raster) {
        int width = raster.getWidth();
        int bytesPerSample = raster.getSampleModel().getSampleSize(0) > 8 ? 2 : 1;
        int channels = raster.getNumBands();
        byte[] pixels = new byte[Math.multiplyExact(width * raster.getHeight() * channels, bytesPerSample)];
        int[] row = new int[width * channels];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int sample : row) {
                if (bytesPerSample == 2) {
                    pixels[at++] = (byte) (sample >> 8);
                }
                pixels[at++] = (byte) sample;
            }
        }
        return new Image(width, raster.getHeight(), channels, 8 * bytesPerSample, ByteArray.wrap(pixels));
    }

    private static Image lookedUp(Raster raster, IndexColorModel palette, boolean grey) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        int channels = (grey ? 1 : 3) + (palette.hasAlpha() ? 1 : 0);
        byte[] pixels = new byte[raster.getWidth() * raster.getHeight() * channels];
        int[] row = new int[raster.getWidth()];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, row.length, 1, row);
            for (int index : row) {
                int colour = index < colours.length ? colours[index] : 0xFF00_0000;
                for (int shift = grey ? 0 : 16; shift >= 0; shift -= 8) {
                    pixels[at++] = (byte) (colour >> shift);
                }
                if (palette.hasAlpha()) {
                    pixels[at++] = (byte) (colour >> 24);
                }
            }
        }
        return new Image(raster.getWidth(), raster.getHeight(), channels, ByteArray.wrap(pixels));
    }
}
