package org.isthmus.model.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;

/// The structure of a PNG file (W3C, Portable Network Graphics, third edition, 2025).
final class PngFile {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    /// Chunks that pixels depend on.
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    /// Length, type and check sum of a chunk.
    private static final int CHUNK = 12;
    /// Where the colour type stands in a file.
    private static final int COLOUR_TYPE = 25;
    /// The most that deflate compresses.
    private static final int MAX_RATIO = 1040;

    private PngFile() {}

    /// Whether a checked file holds grey (colour type 0).
    static boolean isGrey(byte[] cleaned) {
        return cleaned[COLOUR_TYPE] == 0;
    }

    /// The same file with nothing but pixels in it, its header checked.
    static byte[] cleaned(ImageSource source) {
        ByteBuffer in = ByteBuffer.wrap(source.bytes(), SIGNATURE.length, source.bytes().length - SIGNATURE.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(source.bytes().length);
        out.writeBytes(SIGNATURE);
        boolean damaged = false;
        boolean first = true;
        String type = "";
        while (!type.equals("IEND") && in.remaining() >= CHUNK) {
            byte[] chunk = chunk(source, in);
            type = new String(chunk, 4, 4, ISO_8859_1);
            if (first) {
                checkHeader(source, type, chunk);
                first = false;
            }
            if (NEEDED.contains(type)) {
                damaged |= !checkSumFits(chunk);
                out.writeBytes(chunk);
            }
        }
        if (first) {
            throw source.fatal("the PNG file is cut off", "", "export or download it again");
        }
        if (damaged) {
            source.warning("a check sum in the PNG file is wrong", "it may be damaged: export or download it again");
        }
        return out.toByteArray();
    }

    private static byte[] chunk(ImageSource source, ByteBuffer in) {
        long length = CHUNK + (in.getInt(in.position()) & 0xFFFF_FFFFL);
        if (length > in.remaining()) {
            throw source.fatal("the PNG file is cut off within a chunk", "", "export or download it again");
        }
        byte[] chunk = new byte[(int) length];
        in.get(chunk);
        return chunk;
    }

    private static boolean checkSumFits(byte[] chunk) {
        CRC32 crc = new CRC32();
        crc.update(chunk, 4, chunk.length - 8);
        return (int) crc.getValue() == ByteBuffer.wrap(chunk).getInt(chunk.length - 4);
    }

    private static void checkHeader(ImageSource source, String type, byte[] chunk) {
        if (!type.equals("IHDR") || chunk.length != CHUNK + 13) {
            throw source.fatal("the PNG file does not begin with its header", "", "export or download it again");
        }
        ByteBuffer header = ByteBuffer.wrap(chunk);
        int bits = chunk[16];
        int channels = switch (chunk[17]) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 0;
        };
        if (channels == 0 || bits < 1 || bits > 16 || Integer.bitCount(bits) != 1) {
            throw source.fatal("the PNG header names colour type " + chunk[17] + " of " + bits + " bits",
                    "one that PNG has",
                    "export or download it again");
        }
        source.checkSize(header.getInt(8) & 0xFFFF_FFFFL, header.getInt(12) & 0xFFFF_FFFFL,
                8L * MAX_RATIO * source.bytes().length / ((long) bits * channels));
    }
}
