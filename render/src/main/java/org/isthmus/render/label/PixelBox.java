package org.isthmus.render.label;

/// A box of whole pixels.
///
/// @param left first column
/// @param top first row
/// @param width columns; 0: empty
/// @param height rows; 0: empty
public record PixelBox(int left, int top, int width, int height) {
    public static final PixelBox EMPTY = new PixelBox(0, 0, 0, 0);

    public boolean isEmpty() {
        return width == 0;
    }
}
