package org.isthmus.model.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// The structure of a JPEG file (ITU-T T.81, annex B).
final class JpegFile {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;
    /// Frame headers; C4, C8 and CC mean something else.
    private static final int SOF0 = 0xC0;
    private static final int SOF15 = 0xCF;
    /// A block of 64 pixels takes at least one bit.
    private static final int MAX_PIXELS_PER_BYTE = 8 * 64;

    private JpegFile() {}

    static boolean begins(byte[] bytes) {
        return bytes.length >= 3 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == SOI && (bytes[2] & 0xFF) == 0xFF;
    }

    /// The same file with nothing but pixels in it, its frame header checked: without comments and application segments except
    /// JFIF's and Adobe's, which say what the channels mean.
    static byte[] cleaned(ImageSource source) {
        byte[] bytes = source.bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(0xFF);
        out.write(SOI);
        boolean framed = false;
        int at = 2;
        while (at + 4 <= bytes.length) {
            int marker = bytes[at + 1] & 0xFF;
            if ((bytes[at] & 0xFF) != 0xFF || marker == 0 || marker == EOI) {
                throw cutOff(source);
            }
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == SOS) {
                requireFrame(framed, source);
                out.write(bytes, at, bytes.length - at);
                return out.toByteArray();
            }
            int length = 2 + (ByteBuffer.wrap(bytes).getShort(at + 2) & 0xFFFF);
            if (length < 4 || at + length > bytes.length) {
                throw cutOff(source);
            }
            if (isFrame(marker)) {
                checkFrame(source, at, length);
                framed = true;
            }
            if (isKept(marker)) {
                out.write(bytes, at, length);
            }
            at += length;
        }
        throw cutOff(source);
    }

    private static RuntimeException cutOff(ImageSource source) {
        return source.fatal("the JPEG file is cut off or damaged", "", "export or download it again");
    }

    private static void requireFrame(boolean framed, ImageSource source) {
        if (!framed) {
            throw cutOff(source);
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean isKept(int marker) {
        return marker != COMMENT && (marker < APP0 || marker > APP15 || marker == APP0 || marker == APP14);
    }

    private static void checkFrame(ImageSource source, int at, int length) {
        if (length < 10) {
            throw cutOff(source);
        }
        ByteBuffer header = ByteBuffer.wrap(source.bytes(), at, length).slice();
        int bits = header.get(4);
        int channels = header.get(9);
        if (bits != 8 || channels != 1 && channels != 3) {
            String kind = channels == 4 ? "a JPEG for print (CMYK, four channels)"
                    : "a JPEG of " + channels + " channels of " + bits + " bits";
            throw source.fatal("the image is " + kind, "grey or red, green, blue, of 8 bits",
                    "save it as PNG or as RGB JPEG");
        }
        source.checkSize(header.getShort(7) & 0xFFFF, header.getShort(5) & 0xFFFF,
                (long) MAX_PIXELS_PER_BYTE * source.bytes().length);
    }
}
