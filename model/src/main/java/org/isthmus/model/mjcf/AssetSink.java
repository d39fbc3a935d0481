package org.isthmus.model.mjcf;

import java.io.IOException;

/// Takes the files of meshes, textures and height fields that belong to a written scene.
@FunctionalInterface
public interface AssetSink {
    /// Takes one file.
    ///
    /// @param name relative to the folder of the scene's file, separated by `/`: `assets/hand.obj`
    void put(String name, byte[] content) throws IOException;
}
