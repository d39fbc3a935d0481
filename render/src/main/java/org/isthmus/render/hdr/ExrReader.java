package org.isthmus.render.hdr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.isthmus.render.hdr.ExrHeader.Channel;
import org.isthmus.render.hdr.ExrHeader.Compression;

/// Reads OpenEXR files of one image in scan lines (OpenEXR, "The OpenEXR file layout", and "Technical introduction to OpenEXR", section "data
/// compression"): uncompressed, RLE, ZIPS, ZIP.
///
/// Packed bytes are differences to the byte before, plus 128, with those at even places of the scan lines first.
final class ExrReader {
    /// The most that deflate compresses, and that runs do.
    private static final int MAX_RATIO = 1_040;
    private static final int CHUNK_HEADER = 8;

    private final HdrSource source;
    private final ByteBuffer in;
    private final ExrHeader header;
    private final int lineBytes;
    /// Of a chunk.
    private final byte[] packed;
    private final byte[] bytes;

    ExrReader(HdrSource source) {
        this.source = source;
        header = ExrHeader.read(source);
        in = ByteBuffer.wrap(source.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        lineBytes = header.lineBytes();
        long most = (header.compression() == Compression.NONE ? 1L : MAX_RATIO) * source.bytes().length;
        source.checkSize(header.width(), header.height(), most * header.width() / lineBytes);
        packed = new byte[lineBytes * Math.min(header.height(), header.compression().lines)];
        bytes = new byte[packed.length];
    }

    HdrImage read() {
        int chunks = Math.ceilDiv(header.height(), header.compression().lines);
        if (header.end() + 8L * chunks > source.bytes().length) {
            throw source.damaged("the EXR file is cut off within its table of scan lines");
        }
        int[] channels = colours();
        float[] rgb = new float[3 * header.width() * header.height()];
        boolean[] read = new boolean[chunks];
        for (int i = 0; i < chunks; i++) {
            long offset = in.getLong(header.end() + 8 * i);
            if (offset < header.end() || offset > source.bytes().length - CHUNK_HEADER) {
                throw source.damaged("the EXR file is not complete: " + chunks + " groups of scan lines, number " + i
                        + " is missing");
            }
            readChunk((int) offset, channels, rgb, read);
        }
        for (boolean there : read) {
            if (!there) {
                throw source.damaged("the EXR file is not complete: scan lines are missing");
            }
        }
        return source.image(header.width(), header.height(), rgb);
    }

    /// [3] which channels are red, green and blue.
    private int[] colours() {
        List<String> names = header.channels().stream().map(Channel::name).toList();
        int[] rgb = {names.indexOf("R"), names.indexOf("G"), names.indexOf("B")};
        if (rgb[0] >= 0 && rgb[1] >= 0 && rgb[2] >= 0) {
            return rgb;
        }
        int grey = names.indexOf("Y");
        if (grey < 0 || names.contains("RY") || names.contains("BY")) {
            throw source.fatal("the EXR file has the channels " + String.join(", ", names), "R, G and B, or Y alone",
                    "save it again as RGB");
        }
        return new int[]{grey, grey, grey};
    }

    private void readChunk(int offset, int[] channels, float[] rgb, boolean[] read) {
        long first = (long) in.getInt(offset) - header.window()[1];
        int size = in.getInt(offset + 4);
        int perChunk = header.compression().lines;
        if (first < 0 || first >= header.height() || first % perChunk != 0 || size < 0
                || size > source.bytes().length - offset - CHUNK_HEADER) {
            throw source
                    .damaged("scan lines " + in.getInt(offset) + " of " + size + " bytes in the EXR file cannot be");
        }
        int row = (int) first;
        read[row / perChunk] = true;
        int lines = Math.min(perChunk, header.height() - row);
        unpack(offset + CHUNK_HEADER, size, lines * lineBytes);
        for (int y = 0; y < lines; y++) {
            for (int k = 0; k < 3; k++) {
                readValues(channels[k], y * lineBytes, rgb, 3 * (row + y) * header.width() + k);
            }
        }
    }

    /// Fills [#bytes] with what is packed; what would grow by packing is not.
    private void unpack(int at, int size, int expected) {
        if (size == expected) {
            in.get(at, bytes, 0, size);
            return;
        }
        int found = switch (header.compression()) {
            case NONE -> 0;
            case RLE -> runs(at, size, expected);
            case ZIPS, ZIP -> inflate(at, size, expected);
        };
        if (found != expected) {
            throw source.damaged("scan lines of the EXR file have " + found + " bytes, expected " + expected);
        }
        for (int i = 1; i < expected; i++) {
            packed[i] = (byte) (packed[i - 1] + packed[i] - 128);
        }
        int odd = (expected + 1) / 2;
        for (int i = 0; i < expected; i++) {
            bytes[i] = packed[(i & 1) == 0 ? i / 2 : odd + i / 2];
        }
    }

    /// A count below 0 is followed by as many bytes, others by one that comes count + 1 times.
    private int runs(int at, int size, int expected) {
        int to = 0;
        int from = at;
        int end = at + size;
        while (from < end) {
            int count = in.get(from++);
            int n = count < 0 ? -count : count + 1;
            if (to + n > expected || from + (count < 0 ? n : 1) > end) {
                return -1;
            }
            if (count < 0) {
                in.get(from, packed, to, n);
                from += n;
            } else {
                Arrays.fill(packed, to, to + n, in.get(from++));
            }
            to += n;
        }
        return to;
    }

    private int inflate(int at, int size, int expected) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(source.bytes(), at, size);
            int found = 0;
            while (found < expected && !inflater.finished()) {
                int n = inflater.inflate(packed, found, expected - found);
                if (n == 0) {
                    break;
                }
                found += n;
            }
            return found;
        } catch (DataFormatException e) {
            throw source.damaged("scan lines of the EXR file cannot be unpacked (" + e.getMessage() + ")");
        } finally {
            inflater.end();
        }
    }

    /// Writes the values of a channel in a scan line.
    private void readValues(int channel, int line, float[] rgb, int to) {
        int width = header.width();
        int start = line;
        for (int c = 0; c < channel; c++) {
            start += header.channels().get(c).type().bytes * width;
        }
        ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (header.channels().get(channel).type()) {
            case HALF -> {
                for (int x = 0; x < width; x++) {
                    rgb[to + 3 * x] = Float.float16ToFloat(values.getShort(start + 2 * x));
                }
            }
            case FLOAT -> {
                for (int x = 0; x < width; x++) {
                    rgb[to + 3 * x] = values.getFloat(start + 4 * x);
                }
            }
            case UINT -> {
                for (int x = 0; x < width; x++) {
                    rgb[to + 3 * x] = values.getInt(start + 4 * x) & 0xFFFF_FFFFL;
                }
            }
        }
    }
}
