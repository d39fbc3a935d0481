package org.isthmus.render.hdr;

import org.isthmus.core.array.FloatArray;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// A file that is being read, and where to tell what is wrong with it.
record HdrSource(String file, byte[] bytes, Diagnostics diagnostics) {
    /// The largest value of a half: what stands for infinity.
    private static final float LARGEST = 65_504;

    DiagnosticException fatal(String found, String expected, String remedy) {
        return diagnostics.fatal(new SourceLocation(file, 0, 0), found, expected, remedy);
    }

    DiagnosticException damaged(String found) {
        return fatal(found, "", "export or download it again");
    }

    /// Refuses sizes beyond the limits, and more pixels than the file can possibly hold.
    ///
    /// @param most pixels that so many bytes can hold
    void checkSize(long width, long height, long most) {
        if (width < 1 || height < 1 || width > HdrImage.MAX_SIDE || height > HdrImage.MAX_SIDE
                || width * height > HdrImage.MAX_PIXELS) {
            throw fatal("the image has " + width + " by " + height + " pixels",
                    "1 to " + HdrImage.MAX_SIDE + " on each side, at most " + HdrImage.MAX_PIXELS + " in all",
                    "scale it down");
        }
        if (width * height > most) {
            throw damaged("the image declares " + width + " by " + height + " pixels, more than its " + bytes.length
                    + " bytes can hold");
        }
    }

    /// The image of these values; those that cannot be radiance are mended, with a warning.
    HdrImage image(int width, int height, float[] rgb) {
        int mended = 0;
        for (int i = 0; i < rgb.length; i++) {
            float value = rgb[i];
            if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
                rgb[i] = value == Float.POSITIVE_INFINITY ? LARGEST : 0;
                mended++;
            }
        }
        if (mended > 0) {
            diagnostics.warning(new SourceLocation(file, 0, 0), mended + " values are negative, infinite or no numbers",
                    "radiance", "they count as 0, infinite ones as " + LARGEST);
        }
        return new HdrImage(width, height, FloatArray.wrap(rgb));
    }
}
