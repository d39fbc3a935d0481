package org.isthmus.model.linkage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureType;
import org.jspecify.annotations.Nullable;

/// The meshes and textures of a scene that is being read: each file is read once, each pair of mesh file and scale is one asset.
public final class Assets {
    private final Scene scene;
    private final FileAccess files;
    private final Diagnostics diagnostics;
    private final UniqueNames names = new UniqueNames();
    private final Map<MeshKey, MeshAsset> meshes = new HashMap<>();
    private final UniqueNames textureNames = new UniqueNames();
    private final Map<String, Texture> textures = new HashMap<>();
    /// References and packages that lead nowhere, told once each.
    private final Set<String> missing = new HashSet<>();

    private record MeshKey(String file, Vec3 scale) {}

    public Assets(Scene scene, FileAccess files, Diagnostics diagnostics) {
        this.scene = scene;
        this.files = files;
        this.diagnostics = diagnostics;
    }

    /// The asset for a mesh file at a scale.
    ///
    /// @param references where the file may be; the first that exists counts, and the last is named when none does
    /// @param folder of the file that holds the references
    /// @param severity how bad it is when there is no such file
    /// @return null after a diagnostic, here or where the reference stood before
    public @Nullable MeshAsset mesh(List<String> references, String folder, Vec3 scale, Severity severity,
            SourceLocation at) {
        for (String reference : references) {
            boolean last = reference.equals(references.getLast());
            Optional<String> file = find(reference, folder, severity, at, last ? diagnostics : new Diagnostics());
            if (file.isPresent()) {
                return meshes.computeIfAbsent(new MeshKey(file.get(), scale), key -> newMesh(reference, key, at));
            }
        }
        return null;
    }

    /// The texture of an image file.
    ///
    /// @return null after a warning
    public @Nullable Texture texture(String reference, String folder, SourceLocation at) {
        Optional<String> file = find(reference, folder, Severity.WARNING, at, diagnostics);
        return file.map(f -> textures.computeIfAbsent(f, key -> newTexture(reference, key, at))).orElse(null);
    }

    private Optional<String> find(String reference, String folder, Severity severity, SourceLocation at,
            Diagnostics to) {
        if (missing.contains(severity + reference) || missing.contains(severity + packageOf(reference))) {
            return Optional.empty();
        }
        Optional<String> file = files.find(reference, folder, severity, at, to);
        if (file.isEmpty()) {
            missing.add(severity + (isPackageMissing(reference, folder) ? packageOf(reference) : reference));
        }
        return file;
    }

    /// `package://arm` of `package://arm/meshes/hand.stl`; of other references, themselves.
    private static String packageOf(String reference) {
        int start = reference.indexOf("://");
        int end = start < 0 ? -1 : reference.indexOf('/', start + 3);
        return end < 0 ? reference : reference.substring(0, end);
    }

    private boolean isPackageMissing(String reference, String folder) {
        String home = packageOf(reference);
        boolean named = home.startsWith("package://") || home.startsWith("model://");
        String name = home.substring(home.lastIndexOf('/') + 1);
        return named && files.resolvePackage(name, folder, SourceLocation.UNKNOWN, new Diagnostics()).isEmpty();
    }

    private MeshAsset newMesh(String reference, MeshKey key, SourceLocation at) {
        MeshAsset asset = new MeshAsset();
        asset.name = names.take(stem(key.file));
        asset.source = at;
        asset.file = reference;
        key.scale.into(asset.scale, 0);
        scene.meshes.add(asset);
        return asset;
    }

    private Texture newTexture(String reference, String file, SourceLocation at) {
        Texture texture = new Texture();
        texture.name = textureNames.take(stem(file));
        texture.type = TextureType.FLAT;
        texture.source = at;
        texture.file = reference;
        scene.textures.add(texture);
        return texture;
    }

    /// `hand` of `/robots/meshes/hand.stl`.
    private static String stem(String file) {
        String last = file.substring(file.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return dot <= 0 ? last : last.substring(0, dot);
    }
}
