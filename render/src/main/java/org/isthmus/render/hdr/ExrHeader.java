package org.isthmus.render.hdr;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The header of an OpenEXR file (OpenEXR, "The OpenEXR file layout", sections "header" and "predefined attribute types").
///
/// @param window of the pixels in the file: least x, y, most x, y
/// @param channels in the order of the file
/// @param tile [2] columns and rows of a tile; null: the file is in scan lines
/// @param end offset of the first byte after the header
record ExrHeader(int[] window, Compression compression, List<Channel> channels, int @Nullable [] tile, int end) {
    /// How pixels are packed, in the order of their numbers in files.
    enum Compression {
        NONE(1), RLE(1), ZIPS(1), ZIP(16), PIZ(32);

        /// Scan lines that are packed together.
        final int lines;

        Compression(int lines) {
            this.lines = lines;
        }
    }

    /// Types of values, in the order of their numbers in files.
    enum Type {
        UINT(4), HALF(2), FLOAT(4);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /// One value of each pixel.
    record Channel(String name, Type type) {}

    private static final int MAX_ATTRIBUTES = 1_000;
    private static final int MAX_NAME = 255;
    private static final int MAX_CHANNELS = 256;
    private static final int VERSION = 2;
    private static final int LONG_NAMES = 0x400;
    private static final int TILED = 0x200;
    private static final String RESAVE = "save it again as a single image";

    int width() {
        return window[2] - window[0] + 1;
    }

    int height() {
        return window[3] - window[1] + 1;
    }

    /// Bytes of a pixel.
    int pixelBytes() {
        return channels.stream().mapToInt(c -> c.type.bytes).sum();
    }

    /// Columns that are packed together.
    int blockWidth() {
        return tile == null ? width() : tile[0];
    }

    /// Rows that are packed together.
    int blockHeight() {
        return tile == null ? compression.lines : tile[1];
    }

    static ExrHeader read(HdrSource source) {
        return new Parser(source).read();
    }

    private static final class Parser {
        private final HdrSource source;
        private final ByteBuffer in;
        private boolean tiled;
        private int @Nullable [] tile;
        private int @Nullable [] window;
        private @Nullable Compression compression;
        private final List<Channel> channels = new ArrayList<>();

        Parser(HdrSource source) {
            this.source = source;
            in = ByteBuffer.wrap(source.bytes()).order(ByteOrder.LITTLE_ENDIAN).position(4);
        }

        ExrHeader read() {
            need(4);
            int version = in.getInt();
            if ((version & 0xFF) != VERSION || (version & 0xFFFFFF00 & ~(LONG_NAMES | TILED)) != 0) {
                throw source.fatal("the EXR file has version and flags " + Integer.toHexString(version),
                        "version 2 with one image that is not deep", RESAVE);
            }
            tiled = (version & TILED) != 0;
            for (int i = 0; i < MAX_ATTRIBUTES; i++) {
                String name = name();
                if (name.isEmpty()) {
                    return finish();
                }
                attribute(name, name());
            }
            throw source.damaged("the EXR header has more than " + MAX_ATTRIBUTES + " attributes");
        }

        private void need(int bytes) {
            if (bytes < 0 || in.remaining() < bytes) {
                throw source.damaged("the EXR header is cut off");
            }
        }

        private String name() {
            int start = in.position();
            for (int i = 0; i <= MAX_NAME; i++) {
                need(1);
                if (in.get() == 0) {
                    return new String(source.bytes(), start, i, ISO_8859_1);
                }
            }
            throw source.damaged("a name in the EXR header is longer than " + MAX_NAME);
        }

        private void attribute(String name, String type) {
            need(4);
            int size = in.getInt();
            need(size);
            int next = in.position() + size;
            switch (name) {
                case "channels" -> readChannels(next);
                case "compression" -> readCompression(size);
                case "dataWindow" -> readWindow(type, size);
                case "tiles" -> readTiles(size);
                default -> {
                    // says nothing about the values of pixels
                }
            }
            in.position(next);
        }

        private void readChannels(int end) {
            channels.clear();
            for (String name = name(); !name.isEmpty() && in.position() < end; name = name()) {
                need(16);
                int type = in.getInt();
                in.getInt();
                int samplingX = in.getInt();
                int samplingY = in.getInt();
                if (type < 0 || type >= Type.values().length || channels.size() == MAX_CHANNELS) {
                    throw source.damaged("channel '" + name + "' of the EXR file has type " + type);
                }
                if (samplingX != 1 || samplingY != 1) {
                    throw source.fatal("channel '" + name + "' is there for each " + samplingX + " by " + samplingY
                            + " pixels", "values for each pixel", "save it again as RGB");
                }
                channels.add(new Channel(name, Type.values()[type]));
            }
        }

        private void readCompression(int size) {
            int id = size == 1 ? in.get() : -1;
            if (id < 0 || id >= Compression.values().length) {
                String name = switch (id) {
                    case 5 -> "PXR24";
                    case 6, 7 -> "B44";
                    case 8, 9 -> "DWA";
                    default -> String.valueOf(id);
                };
                throw source.fatal("the EXR file is compressed by " + name, "none, RLE, ZIPS, ZIP or PIZ",
                        "save it again with ZIP compression");
            }
            compression = Compression.values()[id];
        }

        private void readWindow(String type, int size) {
            if (!type.equals("box2i") || size != 16) {
                throw source.damaged("the data window of the EXR file is of type '" + type + "'");
            }
            int[] w = {in.getInt(), in.getInt(), in.getInt(), in.getInt()};
            window = w;
        }

        /// Columns, rows, and a byte that tells which coarser levels there are: these come later in the file and are not read.
        private void readTiles(int size) {
            int[] t = size == 9 ? new int[]{in.getInt(), in.getInt()} : new int[2];
            if (t[0] < 1 || t[1] < 1) {
                throw source.damaged("the tiles of the EXR file have " + Integer.toUnsignedString(t[0]) + " by "
                        + Integer.toUnsignedString(t[1]) + " pixels");
            }
            tile = t;
        }

        private ExrHeader finish() {
            if (window == null || compression == null || channels.isEmpty()) {
                throw source.damaged("the EXR header lacks channels, compression or dataWindow");
            }
            if (tiled && tile == null) {
                throw source.damaged("the EXR header lacks the size of tiles");
            }
            long width = (long) window[2] - window[0] + 1;
            long height = (long) window[3] - window[1] + 1;
            source.checkSize(width, height, Long.MAX_VALUE);
            int[] used = tiled && tile != null
                    ? new int[]{Math.min(tile[0], (int) width), Math.min(tile[1], (int) height)}
                    : null;
            return new ExrHeader(window, compression, List.copyOf(channels), used, in.position());
        }
    }
}
