package org.isthmus.model.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.isthmus.model.mesh.format.MeshReader;

/// What a path stands for.
public enum SceneFormat {
    MJCF(".xml", ".mjcf"),
    URDF(".urdf"),
    /// Read only.
    SDF(".sdf", ".world"),
    /// A mesh alone: an object that moves freely. Read only.
    MESH,
    /// A folder with `scene.xml` and `assets`.
    FOLDER;

    private final List<String> extensions;

    SceneFormat(String... extensions) {
        this.extensions = List.of(extensions);
    }

    /// The format that a file's name shows; a name without extension shows a folder. Empty when the extension is unknown.
    public static Optional<SceneFormat> byName(Path path) {
        Path last = path.getFileName();
        String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return Optional.of(FOLDER);
        }
        String extension = name.substring(dot);
        for (SceneFormat format : values()) {
            if (format.extensions.contains(extension)) {
                return Optional.of(format);
            }
        }
        return MeshReader.extensions().contains(extension.substring(1)) ? Optional.of(MESH) : Optional.empty();
    }

    /// The extensions of all formats, with their dots, for messages.
    static String known() {
        return ".xml, .mjcf, .urdf, .sdf, .world, a mesh (." + String.join(", .", MeshReader.extensions())
                + "), or a folder";
    }
}
