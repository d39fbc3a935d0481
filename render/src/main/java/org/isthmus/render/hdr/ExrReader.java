package org.isthmus.render.hdr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.isthmus.render.hdr.ExrHeader.Channel;
import org.isthmus.render.hdr.ExrHeader.Compression;

/// Reads OpenEXR files of one image, in scan lines or in tiles (OpenEXR, "The OpenEXR file layout", and "Technical introduction to OpenEXR", section
/// "data compression"): uncompressed, RLE, ZIPS, ZIP, PIZ. Of tiles in several levels the finest is read.
///
/// Packed bytes are differences to the byte before, plus 128, with those at even places of the block first; but for PIZ.
final class ExrReader {
    /// The most that deflate compresses, and that runs do.
    private static final int MAX_RATIO = 1_040;
    /// The most bytes that are packed together.
    private static final long MAX_BLOCK = 1L << 29;

    private final HdrSource source;
    private final ByteBuffer in;
    private final ExrHeader header;
    private final boolean tiled;
    private final int pixelBytes;
    /// Bytes before a block: its place, and how many there are.
    private final int blockHeader;
    /// Of a block.
    private final byte[] packed;
    private final byte[] bytes;
    private final PizDecoder piz;

    ExrReader(HdrSource source) {
        this.source = source;
        header = ExrHeader.read(source);
        in = ByteBuffer.wrap(source.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        tiled = header.tile() != null;
        blockHeader = tiled ? 20 : 8;
        pixelBytes = header.pixelBytes();
        long most = (header.compression() == Compression.NONE ? 1L : MAX_RATIO) * source.bytes().length;
        source.checkSize(header.width(), header.height(), most / pixelBytes);
        long block = (long) pixelBytes * header.blockWidth() * Math.min(header.height(), header.blockHeight());
        if (block > MAX_BLOCK) {
            throw source.fatal("the EXR file has " + block + " bytes that are packed together", "at most " + MAX_BLOCK,
                    "save it again in smaller tiles, or with fewer channels");
        }
        bytes = new byte[(int) block];
        packed = new byte[header.compression() == Compression.PIZ ? 0 : (int) block];
        piz = new PizDecoder(header.channels());
    }

    HdrImage read() {
        int across = Math.ceilDiv(header.width(), header.blockWidth());
        int down = Math.ceilDiv(header.height(), header.blockHeight());
        int blocks = across * down;
        if (header.end() + 8L * blocks > source.bytes().length) {
            throw source.damaged("the EXR file is cut off within its table of " + parts());
        }
        int[] channels = colours();
        float[] rgb = new float[3 * header.width() * header.height()];
        boolean[] read = new boolean[blocks];
        for (int i = 0; i < blocks; i++) {
            long offset = in.getLong(header.end() + 8 * i);
            if (offset < header.end() || offset > source.bytes().length - blockHeader) {
                throw source
                        .damaged("the EXR file is not complete: " + blocks + " groups of " + parts() + ", number " + i
                                + " is missing");
            }
            readBlock((int) offset, across, channels, rgb, read);
        }
        for (boolean there : read) {
            if (!there) {
                throw source.damaged("the EXR file is not complete: " + parts() + " are missing");
            }
        }
        return source.image(header.width(), header.height(), rgb);
    }

    private String parts() {
        return tiled ? "tiles" : "scan lines";
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

    private void readBlock(int offset, int across, int[] channels, float[] rgb, boolean[] read) {
        long column = 0;
        long row = (long) in.getInt(offset) - header.window()[1];
        boolean possible = row % header.blockHeight() == 0;
        if (tiled) {
            column = (long) in.getInt(offset) * header.blockWidth();
            row = (long) in.getInt(offset + 4) * header.blockHeight();
            possible = in.getLong(offset + 8) == 0; // of the finest level
        }
        int size = in.getInt(offset + blockHeader - 4);
        if (!possible || column < 0 || column >= header.width() || row < 0 || row >= header.height() || size < 0
                || size > source.bytes().length - offset - blockHeader) {
            throw source.damaged((tiled ? "tile " + in.getInt(offset) + ", " + in.getInt(offset + 4)
                    : "scan lines " + in.getInt(offset)) + " of " + size + " bytes in the EXR file cannot be");
        }
        int x = (int) column;
        int y = (int) row;
        read[y / header.blockHeight() * across + x / header.blockWidth()] = true;
        int width = Math.min(header.blockWidth(), header.width() - x);
        int lines = Math.min(header.blockHeight(), header.height() - y);
        unpack(offset + blockHeader, size, width, lines);
        for (int line = 0; line < lines; line++) {
            for (int k = 0; k < 3; k++) {
                readValues(channels[k], line * width * pixelBytes, width, rgb,
                        3 * ((y + line) * header.width() + x) + k);
            }
        }
    }

    /// Fills [#bytes] with what is packed; what would grow by packing is not.
    private void unpack(int at, int size, int width, int lines) {
        int expected = width * lines * pixelBytes;
        if (size == expected) {
            in.get(at, bytes, 0, size);
            return;
        }
        if (header.compression() == Compression.PIZ) {
            String wrong = piz.decode(source.bytes(), at, size, width, lines, bytes);
            if (wrong != null) {
                throw source.damaged("a part of the EXR file that is packed by PIZ cannot be unpacked: " + wrong);
            }
            return;
        }
        int found = switch (header.compression()) {
            case NONE, PIZ -> 0;
            case RLE -> runs(at, size, expected);
            case ZIPS, ZIP -> inflate(at, size, expected);
        };
        if (found != expected) {
            throw source.damaged(parts() + " of the EXR file have " + found + " bytes, expected " + expected);
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
            throw source.damaged(parts() + " of the EXR file cannot be unpacked (" + e.getMessage() + ")");
        } finally {
            inflater.end();
        }
    }

    /// Writes the values of a channel in a line of a block.
    ///
    /// @param line where it begins in [#bytes]
    private void readValues(int channel, int line, int width, float[] rgb, int to) {
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
