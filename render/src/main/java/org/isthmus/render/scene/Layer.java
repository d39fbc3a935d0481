package org.isthmus.render.scene;

import org.isthmus.render.texture.Texture;

/// A texture and how it lies on a surface.
///
/// @param coordinates what the texture is asked with
/// @param scaleU repetitions per unit of the first coordinate
/// @param scaleV of the second
/// @param scaleW of the third
/// @param offset added to all coordinates after scaling
/// @param channel which channel gives the number, for properties that are numbers
public record Layer(
        Texture texture, Coordinates coordinates, double scaleU, double scaleV, double scaleW, double offset,
        int channel) {
    /// What a texture is asked with.
    public enum Coordinates {
        /// The mesh's texture coordinates.
        UV,
        /// The point in the instance's frame, m.
        OBJECT
    }

    /// On the mesh's texture coordinates, once.
    public static Layer uv(Texture texture) {
        return new Layer(texture, Coordinates.UV, 1, 1, 0, 0, 0);
    }

    /// Through the object's space, with features of the given size.
    ///
    /// @param size of one unit of the texture, m
    public static Layer solid(Texture texture, double size) {
        return new Layer(texture, Coordinates.OBJECT, 1 / size, 1 / size, 1 / size, 0, 0);
    }

    public Layer withChannel(int other) {
        return new Layer(texture, coordinates, scaleU, scaleV, scaleW, offset, other);
    }
}
