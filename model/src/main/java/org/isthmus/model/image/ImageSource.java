package org.isthmus.model.image;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// An image file that is being read, and where to tell what is wrong with it.
record ImageSource(String file, byte[] bytes, Diagnostics diagnostics) {
    DiagnosticException fatal(String found, String expected, String remedy) {
        return diagnostics.fatal(new SourceLocation(file, 0, 0), found, expected, remedy);
    }

    void warning(String found, String remedy) {
        diagnostics.warning(new SourceLocation(file, 0, 0), found, "", remedy);
    }

    /// Refuses sizes beyond the limits, and more pixels than the file can possibly hold: a decoder would allocate them all.
    ///
    /// @param most pixels that so many bytes can hold
    void checkSize(long width, long height, long most) {
        if (width < 1 || height < 1 || width > Image.MAX_SIDE || height > Image.MAX_SIDE
                || width * height > Image.MAX_PIXELS) {
            throw fatal("the image has " + width + " by " + height + " pixels",
                    "1 to " + Image.MAX_SIDE + " on each side, at most "
                            + Image.MAX_PIXELS + " in all",
                    "scale it down");
        }
        if (width * height > most) {
            throw fatal("the image declares " + width + " by " + height + " pixels, more than its " + bytes.length
                    + " bytes can hold", "", "export or download it again");
        }
    }
}
