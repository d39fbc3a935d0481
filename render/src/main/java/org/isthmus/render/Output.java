package org.isthmus.render;

/// What an image can tell of each pixel.
public enum Output {
    /// Colour, sRGB, 3 bytes.
    RGB,
    /// Linear radiance before exposure and tone mapping, 3 floats.
    RADIANCE,
    /// Depth along z of the camera, m; 0: nothing there. 1 float.
    DEPTH,
    /// Index into the scene's instances; −1: nothing. 1 int.
    INSTANCE,
    /// The instance's object, see [org.isthmus.render.scene.Instance#object]; −1: nothing. 1 int.
    OBJECT,
    /// The instance's class; −1: nothing. 1 int.
    SEMANTIC,
    /// Unit normal of the surface, shading normals interpolated, towards the camera, world frame; 0: nothing. 3 floats.
    NORMAL,
    /// Point on the surface, world frame, m; NaN: nothing. 3 floats.
    POSITION,
    /// Where the point seen here was at the earlier time, minus where it is, pixels x and y; 0 where nothing is, NaN where that was
    /// behind the camera. 2 floats.
    FLOW
}
