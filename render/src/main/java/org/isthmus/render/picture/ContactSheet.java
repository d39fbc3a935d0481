package org.isthmus.render.picture;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.array.ByteArray;
import org.isthmus.model.image.Image;

/// Puts images side by side.
public final class ContactSheet {
    private static final byte PAPER = (byte) 245;

    private ContactSheet() {}

    /// A sheet of cells, each as large as the largest image, row by row.
    ///
    /// @param images of 3 channels of 8 bits
    /// @param columns at least 1
    /// @param gap between cells and around them, pixels
    public static Image of(List<Image> images, int columns, int gap) {
        if (images.isEmpty() || columns < 1 || gap < 0) {
            throw new IllegalArgumentException(images.size() + " images in " + columns + " columns with a gap of " + gap
                    + ", expected at least one of each");
        }
        int cellWidth = images.stream().mapToInt(Image::width).max().orElseThrow();
        int cellHeight = images.stream().mapToInt(Image::height).max().orElseThrow();
        int across = Math.min(columns, images.size());
        int down = Math.ceilDiv(images.size(), columns);
        int width = across * (cellWidth + gap) + gap;
        int height = down * (cellHeight + gap) + gap;
        byte[] out = new byte[Math.multiplyExact(3 * width, height)];
        Arrays.fill(out, PAPER);
        for (int i = 0; i < images.size(); i++) {
            Image image = images.get(i);
            if (image.channels() != 3 || image.bits() != 8) {
                throw new IllegalArgumentException("image " + i + " has " + image.channels() + " channels of "
                        + image.bits() + " bits, expected 3 of 8");
            }
            int left = gap + i % columns * (cellWidth + gap);
            int top = gap + i / columns * (cellHeight + gap);
            for (int y = 0; y < image.height(); y++) {
                image.pixels().copyTo(3 * y * image.width(), out, 3 * ((top + y) * width + left), 3 * image.width());
            }
        }
        return new Image(width, height, 3, ByteArray.wrap(out));
    }
}
