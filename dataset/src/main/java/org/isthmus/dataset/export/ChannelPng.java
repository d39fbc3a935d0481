package org.isthmus.dataset.export;

import java.util.List;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;

/// Rows of images, depth and masks as PNG files, without loss: colours of 8 bits, or grey of 8 or 16.
public final class ChannelPng {
    private ChannelPng() {}

    /// Whether rows of a channel are pictures that PNG can hold.
    public static boolean fits(Channel channel) {
        boolean isNarrow = channel.element() == Element.UINT8 || channel.element() == Element.UINT16;
        boolean isSized = channel.shape().size() >= 2 && channel.shape().get(0) > 0 && channel.shape().get(1) > 0
                && channel.shape().get(0) <= Image.MAX_SIDE && channel.shape().get(1) <= Image.MAX_SIDE;
        return channel.role() != Role.VALUES && isNarrow && isSized;
    }

    /// A row as a file.
    ///
    /// @param row [height][width][channels][bytes of an element], little-endian, as [org.isthmus.dataset.Episode#bytes] gives it
    public static byte[] write(Channel channel, byte[] row) {
        return Images.toPng(image(channel, row));
    }

    /// A row as an image.
    public static Image image(Channel channel, byte[] row) {
        boolean isWide = channel.element() == Element.UINT16;
        List<Integer> shape = channel.shape();
        int channels = shape.size() == 3 ? shape.get(2) : 1;
        return new Image(shape.get(1), shape.get(0), channels, isWide ? 16 : 8,
                ByteArray.wrap(isWide ? swapped(row) : row.clone()));
    }

    /// The row of a file that [#write] made, or any other picture of the same size and kind.
    ///
    /// @return [height][width][channels][bytes of an element], little-endian
    /// @throws DiagnosticException when the file is no such picture
    public static byte[] read(Channel channel, byte[] file, SourceLocation place, Diagnostics diagnostics) {
        Image image = read(file, place, diagnostics);
        int channels = channel.shape().size() == 3 ? channel.shape().get(2) : 1;
        int bits = channel.element() == Element.UINT16 ? 16 : 8;
        if (!channel.shape().subList(0, 2).equals(List.of(image.height(), image.width()))
                || image.channels() != channels || image.bits() != bits) {
            throw diagnostics.fatal(place, "an image of " + image.width() + " by " + image.height() + " pixels of "
                    + image.channels() + " times " + image.bits() + " bits for channel '" + channel.name() + "'",
                    "[height, width] " + channel.shape() + " of " + bits + " bits, the same for all of an episode",
                    "");
        }
        byte[] pixels = image.pixels().toArray();
        return bits == 16 ? swapped(pixels) : pixels;
    }

    /// Any picture, PNG or JPEG.
    ///
    /// @throws DiagnosticException when it is none
    public static Image read(byte[] file, SourceLocation place, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        return Images.parse(place.toString(), file, own).orElseThrow(() -> diagnostics.fatal(place,
                "an image that cannot be read (" + own.list().getLast().found() + ")", "PNG or JPEG",
                "the dataset is damaged"));
    }

    /// PNG has the high byte first.
    private static byte[] swapped(byte[] in) {
        byte[] out = new byte[in.length];
        for (int i = 0; i + 1 < in.length; i += 2) {
            out[i] = in[i + 1];
            out[i + 1] = in[i];
        }
        return out;
    }
}
