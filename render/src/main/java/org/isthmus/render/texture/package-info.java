/// Colours and textures.
///
/// In: images and parameters of patterns. Out: a [Texture][org.isthmus.render.texture.Texture], which is asked for its value at a place
/// and a footprint. Colours are linear RGB with sRGB's primaries ([Rgb][org.isthmus.render.texture.Rgb]) everywhere; only
/// [Srgb][org.isthmus.render.texture.Srgb] knows how they are stored in files.
///
/// Images ([ImageTexture][org.isthmus.render.texture.ImageTexture]) hold a pyramid of halved images, averaged in linear light, and
/// interpolate between two of its levels. Patterns ([Patterns][org.isthmus.render.texture.Patterns]) are computed, so that
/// randomization needs no files.
///
/// Read `Texture` first.
@NullMarked
package org.isthmus.render.texture;

import org.jspecify.annotations.NullMarked;
