package org.isthmus.model.image;

import org.isthmus.core.array.ByteArray;

/// An immutable image.
///
/// @param pixels [height][width][channels], unsigned, row 0 at the top
public record Image(int width, int height, int channels, ByteArray pixels) {}
