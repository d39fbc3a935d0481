package org.isthmus.model.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;
import org.isthmus.model.mesh.MeshTexture;
import org.isthmus.model.mesh.format.MeshReadOptions;
import org.isthmus.model.mesh.format.MeshReader;
import org.isthmus.model.mjcf.MissingFiles;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.model.robots.RobotTemplate;
import org.isthmus.model.robots.RobotTemplates;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.sdf.SdfReader;
import org.isthmus.model.urdf.UrdfReader;
import org.isthmus.model.xml.XmlDocument;

/// Loads any robot or scene: by the path of a file or folder, or by the name of a template.
///
/// ```java
/// Scene robot = SceneFiles.load("robots/arm/arm.urdf", SceneFiles.Options.DEFAULT, diagnostics);
/// Scene hand = SceneFiles.load("five-finger-hand", SceneFiles.Options.DEFAULT, diagnostics);
/// ```
///
/// A file may refer to what is in its own folder, in the folder beside which it lies (`urdf` and `meshes`), and in its ROS package and the
/// packages next to that; to nothing else, unless [Options#roots] allows it.
public final class SceneFiles {
    /// How to load.
    ///
    /// @param roots further folders that files may be read from
    /// @param searchFolders where relative references and packages are looked for besides; they may be read from too
    /// @param tolerateMissing whether meshes and textures that do not exist are left out, with warnings, instead of errors
    /// @param floatingBase whether the base of a URDF robot moves freely
    public record Options(List<Path> roots, List<Path> searchFolders, boolean tolerateMissing, boolean floatingBase) {
        public static final Options DEFAULT = new Options(List.of(), List.of(), false, false);
        /// For looking at a robot whose meshes are not at hand.
        public static final Options TOLERANT = new Options(List.of(), List.of(), true, false);

        public Options {
            roots = List.copyOf(roots);
            searchFolders = List.copyOf(searchFolders);
        }
    }

    private final Path path;
    private final Options options;
    private final Diagnostics diagnostics;
    private final FileAccess files;
    private final String file;

    private SceneFiles(Path path, Options options, Diagnostics diagnostics) {
        this.path = path;
        this.options = options;
        this.diagnostics = diagnostics;
        List<Path> roots = new ArrayList<>(Roots.of(path));
        roots.addAll(options.roots);
        roots.addAll(options.searchFolders);
        this.files = FileAccess.onDisk(roots).searching(options.searchFolders.stream().map(FileAccess::name).toList());
        this.file = FileAccess.name(path);
    }

    /// Loads a scene. A path that exists wins over a template of the same name.
    ///
    /// @param pathOrName a file (.xml, .mjcf, .urdf, .sdf, .world or a mesh), a scene folder, or the name of a template
    /// @param diagnostics gets the warnings too
    /// @throws DiagnosticException with all errors that were found
    public static Scene load(String pathOrName, Options options, Diagnostics diagnostics) {
        Path path = path(pathOrName, diagnostics);
        if (Files.exists(path)) {
            return new SceneFiles(path, options, diagnostics).load();
        }
        Optional<RobotTemplate> template = RobotTemplates.find(pathOrName);
        if (template.isPresent()) {
            return template.get().scene();
        }
        throw unknown(pathOrName, path, diagnostics);
    }

    /// Saves a scene in the format that the target's name shows: MJCF (.xml, .mjcf) with its assets in a folder `assets` beside it, URDF
    /// (.urdf) with `meshes` and `textures` beside it, or a scene folder (no extension).
    ///
    /// @param overwrite whether files that exist may be replaced
    /// @param diagnostics gets a warning for everything that the format cannot express
    /// @return the files that were written, because they were new or differed
    /// @throws DiagnosticException when the format cannot be written, a file exists, or writing fails
    public static List<Path> save(Scene scene, Path target, boolean overwrite, Diagnostics diagnostics) {
        Path file = target.toAbsolutePath();
        String name = String.valueOf(file.getFileName());
        Path folder = file.getParent() == null ? file : file.getParent();
        boolean isFolder = Files.isDirectory(file);
        SceneFormat format = isFolder ? SceneFormat.FOLDER : SceneFormat.byName(target).orElse(SceneFormat.MESH);
        return switch (format) {
            case MJCF -> Exports.mjcf(scene, name, diagnostics).write(folder, overwrite, diagnostics);
            case URDF -> Exports.urdf(scene, name, diagnostics).write(folder, overwrite, diagnostics);
            case FOLDER -> Exports.mjcf(scene, SceneFolder.SCENE_FILE, diagnostics).write(file, overwrite, diagnostics);
            case SDF, MESH -> throw diagnostics.fatal(SourceLocation.of(target), "this format cannot be written",
                    ".xml, .mjcf, .urdf, or a folder", "");
        };
    }

    private static Path path(String text, Diagnostics diagnostics) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw diagnostics.fatal(SourceLocation.UNKNOWN, "'" + text + "' cannot be a path (" + e.getReason() + ")",
                    "",
                    "");
        }
    }

    private static DiagnosticException unknown(String name, Path path, Diagnostics diagnostics) {
        List<String> templates = RobotTemplates.all().stream().map(RobotTemplate::name).toList();
        String last = String.valueOf(path.getFileName());
        String stem = last.contains(".") ? last.substring(0, last.indexOf('.')) : last;
        String remedy = Nearest.to(last, neighbours(path)).map(file -> path.resolveSibling(file).toString())
                .or(() -> Nearest.to(stem, templates)).map(meant -> "did you mean '" + meant + "'?").orElse("");
        return diagnostics.fatal(SourceLocation.UNKNOWN,
                "'" + name + "' is neither a file or folder nor the name of a template",
                "a path, or one of " + String.join(", ", templates), remedy);
    }

    /// The names of what lies in the folder in which `path` should be.
    private static List<String> neighbours(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.limit(Nearest.MAX_CANDIDATES).map(entry -> String.valueOf(entry.getFileName())).sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // only advice is lost
        }
    }

    private Scene load() {
        if (Files.isDirectory(path)) {
            return loadFolder();
        }
        SceneFormat format = SceneFormat.byName(path).orElse(SceneFormat.FOLDER);
        return switch (format) {
            case URDF -> loadUrdf();
            case SDF -> loadSdf();
            case MESH -> loadMesh();
            // .xml may be anything; without an extension, or with an unknown one, what is inside decides too
            case MJCF, FOLDER -> loadByContent();
        };
    }

    private Scene loadFolder() {
        Path scene = path.resolve(SceneFolder.SCENE_FILE);
        if (!Files.isRegularFile(scene)) {
            throw diagnostics.fatal(SourceLocation.of(path), "the folder has no " + SceneFolder.SCENE_FILE,
                    "a scene folder", "name the file in it that you mean");
        }
        return readMjcf(FileAccess.name(scene));
    }

    private Scene loadByContent() {
        SourceLocation at = new SourceLocation(file, 0, 0);
        String text = files.text(file, at, diagnostics).orElseThrow(() -> new DiagnosticException(diagnostics.list()));
        if (!text.stripLeading().startsWith("<")) {
            throw diagnostics.fatal(at, "the file is no description of a robot or scene", SceneFormat.known(), "");
        }
        String root = XmlDocument.parse(file, text, new Diagnostics()).map(document -> document.root().name())
                .orElse("");
        return switch (root) {
            case "robot" -> loadUrdf();
            case "sdf" -> loadSdf();
            default -> readMjcf(file);
        };
    }

    private Scene readMjcf(String mjcf) {
        MissingFiles missing = options.tolerateMissing ? MissingFiles.WARN : MissingFiles.ERROR;
        return MjcfReader.read(files, mjcf, new MjcfReader.Options(missing), diagnostics);
    }

    private Scene loadUrdf() {
        UrdfReader reader = new UrdfReader(files);
        reader = options.floatingBase ? reader.withFloatingBase() : reader;
        return (options.tolerateMissing ? reader.toleratingMissingMeshes() : reader).read(file, diagnostics);
    }

    private Scene loadSdf() {
        SdfReader reader = new SdfReader(files);
        return (options.tolerateMissing ? reader.toleratingMissingMeshes() : reader).read(file, diagnostics);
    }

    /// One body that moves freely, with the mesh as its shape; mass by volume.
    private Scene loadMesh() {
        SourceLocation at = new SourceLocation(file, 0, 0);
        Mesh mesh = MeshReader.read(file, files, MeshReadOptions.CONVERTED, at, diagnostics)
                .orElseThrow(() -> new DiagnosticException(diagnostics.list()));
        String last = String.valueOf(path.getFileName());
        String name = last.substring(0, last.lastIndexOf('.'));
        Scene scene = new Scene();
        scene.name = name;
        MeshAsset asset = new MeshAsset();
        asset.name = name;
        asset.file = last;
        asset.geometry = withTextures(mesh, at);
        asset.source = at;
        scene.meshes.add(asset);
        Body body = scene.world.addBody(name, Pose.IDENTITY);
        body.addFreeJoint(name);
        body.addGeom(GeomType.MESH, new double[0], geom -> {
            geom.name = name;
            geom.mesh = name;
        });
        return scene;
    }

    /// The mesh with the images in it that its materials name: nothing else of the scene would hold them. What cannot be read is warned of.
    private Mesh withTextures(Mesh mesh, SourceLocation at) {
        List<MeshPart> parts = new ArrayList<>();
        for (MeshPart part : mesh.parts()) {
            Optional<MeshTexture> texture = part.material().texture().map(t -> t.isEmbedded() ? t : read(t, at));
            MeshMaterial look = new MeshMaterial(part.material().name(), part.material().rgba(), texture);
            parts.add(new MeshPart(part.name(), part.firstFace(), part.faceCount(), look));
        }
        return new Mesh(mesh.vertices(), mesh.faces(), mesh.normals(), mesh.texcoords(), mesh.colours(), parts);
    }

    private MeshTexture read(MeshTexture texture, SourceLocation at) {
        Diagnostics own = new Diagnostics();
        Optional<byte[]> bytes = files.bytes(texture.name(), at, own);
        own.list().forEach(d -> diagnostics.warning(d.location(), d.found(), d.expected(), d.remedy()));
        return bytes.map(b -> new MeshTexture(texture.name(), ByteArray.wrap(b))).orElse(texture);
    }
}
