package org.isthmus.model.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.scene.Scene;

/// A scene as one folder: `scene.xml`, MJCF that people can read, and `assets` with its meshes and textures.
///
/// The same scene always gives the same bytes, and only files that differ are written, each as a whole; so a folder lives well
/// under version control, and saving what has not changed touches nothing. Saved and loaded again a scene compiles to the same
/// model, to the last bit (but for an inertia given by products and a rotation together, of which MJCF holds the product). Files
/// that are not the scene's are never deleted.
public final class SceneFolder {
    /// The file that makes a folder a scene folder.
    public static final String SCENE_FILE = "scene.xml";
    private static final String ASSETS = "assets";
    private static final List<String> ASSET_EXTENSIONS = List.of(".stl", ".obj", ".png", ".bin", ".hf");

    private SceneFolder() {}

    /// Saves a scene, over what the folder held of one before.
    ///
    /// @param folder is made where it does not exist
    /// @param diagnostics gets warnings: what MJCF cannot express, and files of assets that the scene does not use
    /// @return the files that were written, because they were new or differed
    /// @throws DiagnosticException when something cannot be written
    public static List<Path> save(Scene scene, Path folder, Diagnostics diagnostics) {
        FileSet files = Exports.mjcf(scene, SCENE_FILE, diagnostics);
        List<Path> written = files.write(folder, true, diagnostics);
        warnOfUnused(folder, files, diagnostics);
        return written;
    }

    /// Loads a scene that was saved, or any folder with a `scene.xml`.
    ///
    /// @throws DiagnosticException with all errors that were found
    public static Scene load(Path folder, Diagnostics diagnostics) {
        if (!Files.isDirectory(folder)) {
            throw diagnostics.fatal(SourceLocation.of(folder), "there is no such folder", "a scene folder", "");
        }
        return SceneFiles.load(folder.toString(), SceneFiles.Options.DEFAULT, diagnostics);
    }

    private static void warnOfUnused(Path folder, FileSet files, Diagnostics diagnostics) {
        Path assets = folder.resolve(ASSETS);
        if (!Files.isDirectory(assets)) {
            return;
        }
        try (Stream<Path> entries = Files.list(assets)) {
            entries.filter(SceneFolder::isAsset).sorted().filter(f -> !files.contains(ASSETS + "/" + f.getFileName()))
                    .forEach(f -> diagnostics.warning(SourceLocation.of(f), "the scene does not use this file", "",
                            "delete it if nothing else does"));
        } catch (IOException e) {
            // only advice is lost
        }
    }

    private static boolean isAsset(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ASSET_EXTENSIONS.stream().anyMatch(name::endsWith);
    }
}
