package org.isthmus.model.compiled;

import org.isthmus.core.array.ByteArray;
import org.isthmus.model.scene.ColorSpace;
import org.isthmus.model.scene.TextureType;

/// A texture, procedural ones drawn.
///
/// @param height of a cube or skybox: six faces of `width` rows each, one below the other: right, left, up, down,
///     front, back; or `width` alone where one image is on all faces
/// @param pixels [height][width][channels], unsigned, row 0 at the top
public record CompiledTexture(
        TextureType type, ColorSpace colorSpace, int width, int height, int channels, ByteArray pixels) {}
