package org.isthmus.render.texture;

/// A value at every place of a surface: a colour, or a number in each channel.
///
/// What the coordinates are is up to the material: texture coordinates (u, v, with w = 0), a point in the object's frame, or a
/// direction. Safe for several threads.
public interface Texture {
    /// Writes red, green, blue (linear) and opacity at a place.
    ///
    /// @param footprint edge length, in units of the coordinates, of the area that a pixel sees; 0: a point
    /// @param rgba [4] out
    void sample(double u, double v, double w, double footprint, float[] rgba);
}
