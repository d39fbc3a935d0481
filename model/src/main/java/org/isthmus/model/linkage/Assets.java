package org.isthmus.model.linkage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshTexture;
import org.isthmus.model.mesh.format.MeshReadOptions;
import org.isthmus.model.mesh.format.MeshReader;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureType;
import org.jspecify.annotations.Nullable;

/// The meshes and textures of a scene that is being read: each file is read once, each pair of mesh file and scale is
/// one asset.
///
/// COLLADA is taken in its unit of length but as it lies, whatever its `up_axis`: RViz (ros-visualization/rviz issue
/// 1045), MoveIt (geometric_shapes pull request 52) and Gazebo (gazebo-classic issue 1305) do so. glTF, which is always
/// up in y, is turned to be up in z, as in Drake.
public final class Assets {
    /// Missing files and packages after which no more are looked for.
    public static final int MAX_MISSING = 500;

    private final Scene scene;
    private final FileAccess files;
    private final Diagnostics diagnostics;
    private final UniqueNames meshNames = new UniqueNames();
    private final UniqueNames textureNames = new UniqueNames();
    private final Map<MeshKey, MeshAsset> meshes = new HashMap<>();
    private final Map<String, MeshAsset> byName = new HashMap<>();
    private final Map<String, Reading<Mesh>> geometries = new HashMap<>();
    /// By file, or by the name of an image inside a mesh file; empty: not readable.
    private final Map<String, Optional<Texture>> textures = new HashMap<>();
    /// References, packages and unreadable files, with the severity with which they were told.
    private final Set<String> told = new HashSet<>();
    private int missing;
    private final MeshLooks looks;

    private record MeshKey(String file, Vec3 scale) {}

    /// What became of a file, and what was found wrong with it.
    private record Reading<T>(Optional<T> content, List<Diagnostic> found) {}

    /// @param materialNames names of materials that are taken, and will be
    public Assets(Scene scene, FileAccess files, UniqueNames materialNames, Diagnostics diagnostics) {
        this.scene = scene;
        this.files = files;
        this.diagnostics = diagnostics;
        this.looks = new MeshLooks(scene, this, materialNames);
    }

    /// The asset for a mesh file at a scale.
    ///
    /// @param references where the file may be; the first that exists counts, and the last is named when none does
    /// @param folder of the file that holds the references
    /// @param severity how bad it is when there is no such file, or none that can be read
    /// @return null after a diagnostic, here or where the reference stood before
    public @Nullable MeshAsset mesh(List<String> references, String folder, Vec3 scale, Severity severity,
            SourceLocation at) {
        for (String reference : references) {
            boolean last = reference.equals(references.getLast());
            Optional<String> file = find(reference, folder, severity, at, last ? diagnostics : new Diagnostics());
            if (file.isPresent()) {
                return geometry(file.get(), severity, at)
                        .map(mesh -> meshes.computeIfAbsent(new MeshKey(file.get(), scale),
                                key -> newMesh(reference, key, mesh, at)))
                        .orElse(null);
            }
        }
        return null;
    }

    /// The geoms that stand for a visual: coloured as its mesh file says, where it says so; RViz and Drake prefer that
    /// to the material of the description too.
    public List<Geom> dress(Geom geom) {
        MeshAsset asset = byName.get(String.valueOf(geom.mesh));
        return asset == null ? List.of(geom) : looks.dress(geom, asset);
    }

    /// Drops meshes that no geom uses: those that were taken apart.
    public void dropUnused() {
        Set<String> used = scene.bodies().stream().flatMap(b -> b.geoms.stream())
                .map(g -> String.valueOf(g.mesh)).collect(Collectors.toSet());
        scene.meshes.removeIf(m -> !used.contains(String.valueOf(m.name)));
    }

    /// The texture of an image file.
    ///
    /// @return null after a warning
    public @Nullable Texture texture(String reference, String folder, SourceLocation at) {
        return find(reference, folder, Severity.WARNING, at, diagnostics)
                .map(file -> texture(file, reference, file, at))
                .orElse(null);
    }

    /// The texture that a mesh file wants; null after a warning.
    @Nullable
    Texture texture(MeshTexture wanted, SourceLocation at) {
        return wanted.isEmbedded() ? texture(wanted.name(), null, wanted, at)
                : texture(wanted.name(), null, wanted.name(), at);
    }

    /// @param source the name of a file, or an image inside a mesh file
    private @Nullable Texture texture(String key, @Nullable String reference, Object source, SourceLocation at) {
        Optional<Texture> known = textures.get(key);
        if (known == null) {
            Diagnostics own = new Diagnostics();
            Optional<Image> image = source instanceof MeshTexture embedded
                    ? Images.parse(embedded.name(), embedded.embedded().toArray(), own)
                    : Images.read(key, files, at, own);
            own.list().forEach(d -> tell(d, Severity.WARNING));
            known = image.map(i -> newTexture(reference, key, i, at));
            textures.put(key, known);
        }
        return known.orElse(null);
    }

    /// A name for a mesh that no other has.
    String newMeshName(String wanted) {
        return meshNames.take(wanted);
    }

    private Optional<Mesh> geometry(String file, Severity severity, SourceLocation at) {
        Reading<Mesh> reading = geometries.get(file);
        if (reading == null) {
            Diagnostics own = new Diagnostics();
            boolean collada = file.toLowerCase(Locale.ROOT).endsWith(".dae");
            MeshReadOptions options = collada ? new MeshReadOptions(false, true) : MeshReadOptions.CONVERTED;
            Optional<Mesh> mesh = MeshReader.read(file, files, options, at, own);
            reading = new Reading<>(mesh, own.list());
            geometries.put(file, reading);
        }
        if (told.add((reading.content.isPresent() ? "" : severity) + file)) {
            reading.found.forEach(d -> tell(d, severity));
        }
        return reading.content;
    }

    /// Passes a diagnostic on, as a warning unless both say it is an error.
    private void tell(Diagnostic d, Severity severity) {
        if (d.severity() == Severity.ERROR && severity == Severity.ERROR) {
            diagnostics.error(d.location(), d.found(), d.expected(), d.remedy());
        } else {
            diagnostics.warning(d.location(), d.found(), d.expected(), d.remedy());
        }
    }

    private Optional<String> find(String reference, String folder, Severity severity, SourceLocation at,
            Diagnostics to) {
        if (told.contains(severity + reference) || told.contains(severity + packageOf(reference))) {
            return Optional.empty();
        }
        if (missing > MAX_MISSING) {
            return Optional.empty();
        }
        Optional<String> file = files.find(reference, folder, severity, at, to);
        if (file.isEmpty()) {
            told.add(severity + (isPackageMissing(reference, folder) ? packageOf(reference) : reference));
            if (++missing > MAX_MISSING) {
                diagnostics.warning(at,
                        "more than " + MAX_MISSING + " files are missing: the others are not looked for",
                        "", "add the folder that holds them to the search folders");
            }
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

    private MeshAsset newMesh(String reference, MeshKey key, Mesh geometry, SourceLocation at) {
        MeshAsset asset = new MeshAsset();
        asset.name = meshNames.take(stem(key.file));
        asset.source = at;
        asset.file = reference;
        asset.geometry = geometry;
        key.scale.into(asset.scale, 0);
        scene.meshes.add(asset);
        byName.put(asset.name, asset);
        return asset;
    }

    private Texture newTexture(@Nullable String reference, String key, Image image, SourceLocation at) {
        Texture texture = new Texture();
        texture.name = textureNames.take(stem(key));
        texture.type = TextureType.FLAT;
        texture.source = at;
        texture.file = reference;
        texture.image = image;
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
