package org.isthmus.model.mjcf;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.isthmus.model.image.Image;
import org.isthmus.model.mesh.Mesh;
import org.jspecify.annotations.Nullable;

/// The meshes and images that were read, so that a file that many assets name is read, told about and kept once.
final class ContentCache {
    private final Map<String, Optional<Mesh>> meshes = new HashMap<>();
    private final Map<String, Optional<Image>> images = new HashMap<>();

    @Nullable
    Mesh mesh(String file, Supplier<Optional<Mesh>> reader) {
        return meshes.computeIfAbsent(file, key -> reader.get()).orElse(null);
    }

    @Nullable
    Image image(String file, Supplier<Optional<Image>> reader) {
        return images.computeIfAbsent(file, key -> reader.get()).orElse(null);
    }
}
