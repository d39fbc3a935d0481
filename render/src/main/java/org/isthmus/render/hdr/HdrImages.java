package org.isthmus.render.hdr;

import java.util.Arrays;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.model.io.FileAccess;
import org.isthmus.render.texture.Srgb;

/// Reads pictures of radiance: Radiance's `.hdr`, OpenEXR in scan lines or tiles (half, float or whole numbers; uncompressed, RLE, ZIPS, ZIP,
/// PIZ), PNG and JPEG. Memory is bounded by [HdrImage#MAX_PIXELS] and by what the file can hold.
public final class HdrImages {
    private static final byte[] RADIANCE = {'#', '?'};
    private static final byte[] EXR = {0x76, 0x2F, 0x31, 0x01};

    private HdrImages() {}

    /// Reads a file.
    ///
    /// @param file name as [FileAccess#find] gives it
    /// @param at where the image was asked for
    /// @return empty after at least one error
    public static Optional<HdrImage> read(String file, FileAccess files, SourceLocation at, Diagnostics diagnostics) {
        return files.bytes(file, at, diagnostics).flatMap(bytes -> parse(file, bytes, diagnostics));
    }

    /// Reads a file's content, which says itself what it is.
    ///
    /// @param file its name, for messages
    /// @return empty after at least one error
    public static Optional<HdrImage> parse(String file, byte[] bytes, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Optional<HdrImage> image = parse(new HdrSource(file, bytes, own));
        for (Diagnostic d : own.list()) {
            switch (d.severity()) {
                case ERROR -> diagnostics.error(d.location(), d.found(), d.expected(), d.remedy());
                case WARNING -> diagnostics.warning(d.location(), d.found(), d.expected(), d.remedy());
            }
        }
        return image;
    }

    private static Optional<HdrImage> parse(HdrSource source) {
        try {
            if (begins(source.bytes(), RADIANCE)) {
                return Optional.of(new RadianceReader(source).read());
            }
            if (begins(source.bytes(), EXR)) {
                return Optional.of(new ExrReader(source).read());
            }
        } catch (DiagnosticException e) {
            return Optional.empty(); // what went wrong is in the source's diagnostics
        }
        return Images.parse(source.file(), source.bytes(), source.diagnostics()).flatMap(i -> linear(i, source));
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        return bytes.length >= with.length && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
    }

    private static Optional<HdrImage> linear(Image image, HdrSource source) {
        try {
            source.checkSize(image.width(), image.height(), Long.MAX_VALUE);
        } catch (DiagnosticException e) {
            return Optional.empty(); // what went wrong is in the source's diagnostics
        }
        Image bytes = image.to8Bits();
        float[] rgb = new float[3 * image.width() * image.height()];
        int colours = image.channels() < 3 ? 1 : 3;
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            rgb[i] = Srgb.ofByte((byte) bytes.sample(pixel % image.width(), pixel / image.width(),
                    Math.min(i % 3, colours - 1)));
        }
        return Optional.of(source.image(image.width(), image.height(), rgb));
    }
}
