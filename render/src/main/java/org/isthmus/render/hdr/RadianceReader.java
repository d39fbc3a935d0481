package org.isthmus.render.hdr;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Reads Radiance's picture format (G. Ward, "Real pixels", in: Graphics Gems II, 1991; Radiance file formats, section "picture file
/// format"): a header of lines, the size, then pixels of a byte for each colour and a common exponent, plain or in runs.
final class RadianceReader {
    private static final int MAX_HEADER_LINES = 1_000;
    private static final int MAX_LINE = 4_096;
    /// Widths of scan lines that can be in runs colour by colour.
    private static final int MIN_RUNS = 8;
    private static final int MAX_RUNS = 32_767;
    /// The exponent 128 stands for 0; 8 for the bits of a byte.
    private static final int BIAS = 128 + 8;
    /// Pixels for each byte: a run of 127 of each of four components in 8 bytes.
    private static final int MAX_RATIO = 16;

    private final HdrSource source;
    private final byte[] bytes;
    private int at;
    private double exposure = 1;
    private int width;
    private int height;
    private boolean upsideDown;
    private boolean mirrored;
    /// [4][width] of a scan line
    private byte[][] line = {};

    RadianceReader(HdrSource source) {
        this.source = source;
        bytes = source.bytes();
    }

    HdrImage read() {
        readHeader();
        readSize();
        // old runs repeat a pixel up to 2^24 times, so there the file's size bounds nothing but the lines that are read
        source.checkSize(width, height, Math.max((long) MAX_RATIO * bytes.length, 1L << 20));
        line = new byte[4][width];
        float[] rgb = new float[3 * width * height];
        for (int y = 0; y < height; y++) {
            readLine();
            int row = upsideDown ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                decode(x, rgb, 3 * (row * width + (mirrored ? width - 1 - x : x)));
            }
        }
        return source.image(width, height, rgb);
    }

    private void readHeader() {
        nextLine();
        for (int i = 0; i < MAX_HEADER_LINES; i++) {
            String text = nextLine();
            if (text.isEmpty()) {
                return;
            }
            if (text.startsWith("FORMAT=") && !text.strip().equals("FORMAT=32-bit_rle_rgbe")) {
                throw source.fatal("the picture has the " + text.strip(), "FORMAT=32-bit_rle_rgbe",
                        "convert it to RGB");
            }
            if (text.startsWith("EXPOSURE=")) {
                exposure *= positive(text.substring("EXPOSURE=".length()).strip());
            }
        }
        throw source.damaged("the header has more than " + MAX_HEADER_LINES + " lines");
    }

    private double positive(String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 1e-12 && value <= 1e12) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw source.fatal("the exposure is '" + text + "'", "a number above 0", "correct the header");
        }
        throw source.fatal("the exposure is '" + text + "'", "a number from 1e-12 to 1e12", "correct the header");
    }

    private String nextLine() {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n' && end - at <= MAX_LINE) {
            end++;
        }
        if (end >= bytes.length || bytes[end] != '\n') {
            throw source.damaged("the header is cut off or has a line of more than " + MAX_LINE + " bytes");
        }
        String text = new String(bytes, at, end - at, ISO_8859_1);
        at = end + 1;
        return text;
    }

    private void readSize() {
        String text = nextLine();
        String[] words = text.strip().split("\\s+");
        boolean known = words.length == 4 && words[0].matches("[-+]Y") && words[2].matches("[-+]X")
                && words[1].matches("\\d{1,9}") && words[3].matches("\\d{1,9}");
        if (!known) {
            throw source.fatal("the size is '" + text.strip() + "'", "such as '-Y 512 +X 1024'", "convert it");
        }
        height = Integer.parseInt(words[1]);
        width = Integer.parseInt(words[3]);
        upsideDown = words[0].startsWith("+");
        mirrored = words[2].startsWith("-");
    }

    private void readLine() {
        boolean inRuns = width >= MIN_RUNS && width <= MAX_RUNS && at + 4 <= bytes.length && bytes[at] == 2
                && bytes[at + 1] == 2 && bytes[at + 2] >= 0;
        if (!inRuns) {
            readPixels();
            return;
        }
        int declared = (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
        if (declared != width) {
            throw source.damaged("a scan line has " + declared + " pixels instead of " + width);
        }
        at += 4;
        for (byte[] component : line) {
            readRuns(component);
        }
    }

    private void readRuns(byte[] to) {
        for (int x = 0; x < width;) {
            int count = next() & 0xFF;
            boolean same = count > 128;
            int n = same ? count - 128 : count;
            if (n == 0 || x + n > width) {
                throw source.damaged("a run reaches beyond its scan line");
            }
            byte value = same ? next() : 0;
            for (int end = x + n; x < end; x++) {
                to[x] = same ? value : next();
            }
        }
    }

    /// Plain pixels; (1, 1, 1, n) repeats the last one n times, and n·256 times when it follows another such.
    private void readPixels() {
        int shift = 0;
        for (int x = 0; x < width;) {
            for (byte[] component : line) {
                component[x] = next();
            }
            boolean repeat = line[0][x] == 1 && line[1][x] == 1 && line[2][x] == 1;
            if (!repeat) {
                x++;
                shift = 0;
                continue;
            }
            long n = shift > 16 ? Long.MAX_VALUE : (long) (line[3][x] & 0xFF) << shift;
            if (x == 0 || n > width - x) {
                throw source.damaged("a run reaches beyond its scan line");
            }
            for (long end = x + n; x < end; x++) {
                for (byte[] component : line) {
                    component[x] = component[x - 1];
                }
            }
            shift += 8;
        }
    }

    private byte next() {
        if (at >= bytes.length) {
            throw source.damaged("the picture is cut off");
        }
        return bytes[at++];
    }

    private void decode(int x, float[] rgb, int to) {
        int exponent = line[3][x] & 0xFF;
        double scale = exponent == 0 ? 0 : Math.scalb(1 / exposure, exponent - BIAS);
        for (int k = 0; k < 3; k++) {
            rgb[to + k] = (float) (((line[k][x] & 0xFF) + 0.5) * scale);
        }
    }
}
