package org.isthmus.dataset.rlds;

import java.util.List;
import java.util.Locale;

import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.export.ChannelPng;

/// A feature of the steps.
///
/// @param path where it is among them, such as `observation/image`
/// @param shape of a step's value; -1 where a side is not fixed
/// @param encoding of images `png` or `jpeg`, of others `none`, `bytes` or `zlib`
record Field(String path, Kind kind, String dtype, List<Integer> shape, String encoding) {
    /// Rows of more bytes are compressed.
    private static final int LARGE = 4096;

    Field {
        shape = List.copyOf(shape);
    }

    enum Kind {
        TENSOR,
        IMAGE,
        TEXT,
        /// Something else, which is left out.
        OTHER
    }

    /// How rows of a channel are kept, all without loss: a list of floats is one of 32 bits, so numbers of 64 are kept as bytes.
    static Field of(String path, Channel channel) {
        String dtype = channel.element().name().toLowerCase(Locale.ROOT);
        if (ChannelPng.fits(channel)) {
            List<Integer> shape = channel.shape().size() == 3 ? channel.shape()
                    : List.of(channel.shape().get(0), channel.shape().get(1), 1);
            return new Field(path, Kind.IMAGE, dtype, shape, "png");
        }
        int bytes = channel.rowSize() * channel.element().type().size();
        String plain = channel.element() == Element.FLOAT64 ? "bytes" : "none";
        return new Field(path, Kind.TENSOR, dtype, channel.shape(),
                bytes > LARGE || channel.role() == Role.MASK ? "zlib" : plain);
    }

    /// Elements of a step's value, or -1 where they are not fixed.
    int size() {
        long size = 1;
        for (int side : shape) {
            size = side < 0 ? -1 : size < 0 ? -1 : Math.min(size * side, Integer.MAX_VALUE);
        }
        return (int) size;
    }
}
