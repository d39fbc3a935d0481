package org.isthmus.model.mesh;

import java.util.Optional;

import org.isthmus.core.array.DoubleArray;

/// How a mesh file wants a part of its surface to look, as far as it says.
///
/// @param name empty when it has none
/// @param rgba `[4]` red, green, blue, alpha in [0, 1], sRGB; empty when the file gives no colour
public record MeshMaterial(String name, DoubleArray rgba, Optional<MeshTexture> texture) {
    /// Says nothing.
    public static final MeshMaterial NONE = new MeshMaterial("", DoubleArray.wrap(), Optional.empty());

    public MeshMaterial {
        if (rgba.length() != 0 && rgba.length() != 4) {
            throw new IllegalArgumentException("colour of " + rgba.length() + " numbers, expected none or 4");
        }
    }
}
