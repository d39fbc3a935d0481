package org.isthmus.model.mesh;

import org.isthmus.core.array.ByteArray;

/// The image that a mesh file wants on its surface.
///
/// @param name the image file's name as [org.isthmus.model.io.FileAccess] knows it or, for an image inside the mesh file, the mesh
/// file's name, `#` and what the image is called there
/// @param embedded the image file's bytes when it is inside the mesh file; otherwise empty
public record MeshTexture(String name, ByteArray embedded) {
    public static MeshTexture file(String name) {
        return new MeshTexture(name, ByteArray.wrap());
    }

    public boolean isEmbedded() {
        return embedded.length() > 0;
    }
}
