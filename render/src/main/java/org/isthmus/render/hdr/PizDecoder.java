package org.isthmus.render.hdr;

import java.util.Arrays;
import java.util.List;

import org.isthmus.render.hdr.ExrHeader.Channel;
import org.jspecify.annotations.Nullable;

/// Unpacks PIZ blocks of OpenEXR ("Technical introduction to OpenEXR", section "data compression"): the values that occur are numbered, the numbers
/// turned into Haar's wavelets in two dimensions, channel by channel, and those packed by [PizHuffman].
final class PizDecoder {
    private static final int VALUES = 1 << 16;
    /// Numbers below this need no care with the 16th bit.
    private static final int SMALL = 1 << 14;
    private static final int OFFSET = 1 << 15;

    private final List<Channel> channels;
    /// [.] numbers of values, channel by channel, row by row; and [VALUES] the values that they stand for
    private short[] data = {};
    private final short[] values = new short[VALUES];
    private int most;
    private final PizHuffman codes = new PizHuffman();

    PizDecoder(List<Channel> channels) {
        this.channels = channels;
    }

    /// Unpacks a block; what is wrong is returned, null when nothing is.
    ///
    /// @param out [lines][channel][width] values, the lowest byte first
    @Nullable
    String decode(byte[] in, int at, int size, int width, int lines, byte[] out) {
        int words = channels.stream().mapToInt(PizDecoder::words).sum();
        int count = words * width * lines;
        if (data.length < count) {
            data = new short[count];
        }
        int end = at + size;
        int next = readValues(in, at, end);
        if (next < 0 || end - next < 4) {
            return "its table of values is cut off";
        }
        int length = number(in, next, 4);
        if (length < 0 || length > end - next - 4) {
            return "its values are cut off";
        }
        String wrong = codes.decode(in, next + 4, length, data, count);
        if (wrong != null) {
            return wrong;
        }
        int from = 0;
        for (Channel c : channels) {
            for (int word = 0; word < words(c); word++) {
                unravel(from + word, width, words(c), lines, words(c) * width);
            }
            from += words(c) * width * lines;
        }
        write(width, lines, out);
        return null;
    }

    private static int words(Channel channel) {
        return channel.type().bytes / 2;
    }

    private static int number(byte[] in, int at, int bytes) {
        int value = 0;
        for (int k = 0; k < bytes; k++) {
            value |= (in[at + k] & 0xFF) << 8 * k;
        }
        return value;
    }

    /// Reads which values occur, a bit each; 0 always does. Where that ends is returned, −1 when it is cut off.
    private int readValues(byte[] in, int at, int end) {
        if (end - at < 4) {
            return -1;
        }
        int firstByte = number(in, at, 2);
        int lastByte = number(in, at + 2, 2);
        int bytes = Math.max(0, lastByte - firstByte + 1);
        if (lastByte >= VALUES / 8 || end - at - 4 < bytes) {
            return -1;
        }
        Arrays.fill(values, 0, most + 1, (short) 0);
        most = 0;
        for (int i = 0; i < 8 * bytes; i++) {
            int value = 8 * firstByte + i;
            if (value > 0 && (in[at + 4 + (i >> 3)] >> (i & 7) & 1) != 0) {
                values[++most] = (short) value;
            }
        }
        return at + 4 + bytes;
    }

    /// Undoes the wavelets of one plane, from coarse to fine.
    ///
    /// @param stepX between neighbours in a row; @param stepY in a column
    private void unravel(int at, int width, int stepX, int height, int stepY) {
        int coarse = Integer.highestOneBit(Math.min(width, height));
        for (int step = coarse >> 1; step >= 1; step >>= 1) {
            int twice = 2 * step;
            int y = 0;
            for (; y + twice <= height; y += twice) {
                int row = at + y * stepY;
                int x = 0;
                for (; x + twice <= width; x += twice) {
                    int i = row + x * stepX;
                    int right = i + step * stepX;
                    int below = i + step * stepY;
                    int both = below + step * stepX;
                    part(i, below);
                    part(right, both);
                    part(i, right);
                    part(below, both);
                }
                if ((width & step) != 0) {
                    part(row + x * stepX, row + x * stepX + step * stepY);
                }
            }
            if ((height & step) != 0) {
                int row = at + y * stepY;
                for (int x = 0; x + twice <= width; x += twice) {
                    part(row + x * stepX, row + (x + step) * stepX);
                }
            }
        }
    }

    /// Makes two numbers of their mean and their difference.
    private void part(int i, int j) {
        int mean = data[i];
        int difference = data[j];
        if (most < SMALL) {
            int first = mean + (difference & 1) + (difference >> 1);
            data[i] = (short) first;
            data[j] = (short) (first - difference);
        } else {
            int second = mean - ((difference & 0xFFFF) >> 1) & 0xFFFF;
            data[j] = (short) second;
            data[i] = (short) (difference + second - OFFSET);
        }
    }

    private void write(int width, int lines, byte[] out) {
        int to = 0;
        for (int y = 0; y < lines; y++) {
            int from = 0;
            for (Channel c : channels) {
                int n = words(c) * width;
                for (int x = 0; x < n; x++) {
                    short value = values[data[from + y * n + x] & 0xFFFF];
                    out[to++] = (byte) value;
                    out[to++] = (byte) (value >> 8);
                }
                from += n * lines;
            }
        }
    }
}
