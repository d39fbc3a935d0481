package org.isthmus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.scene.Scene;

import picocli.CommandLine.Option;

/// The options of all verbs that read robots and scenes.
final class ModelInput {
    /// What may be named, for the descriptions of parameters.
    static final String WHAT = "a file (.xml, .mjcf, .urdf, .sdf, .world or a mesh), a scene folder, or the name of a template";

    @Option(names = "--root", paramLabel = "DIR",
            description = "A further folder that files may be read from; may be given several times.")
    private List<Path> roots = new ArrayList<>();

    @Option(names = "--search", paramLabel = "DIR",
            description = "Where packages (package://...) and relative references are looked for besides; may be given several times.")
    private List<Path> search = new ArrayList<>();

    @Option(names = "--floating-base", description = "Let the base of a URDF robot move freely.")
    private boolean floatingBase;

    ModelInput() {}

    /// Reads a scene.
    ///
    /// @param tolerateMissing whether meshes and textures that do not exist are only warned of
    Scene load(String pathOrName, boolean tolerateMissing, Diagnostics diagnostics) {
        return SceneFiles.load(pathOrName, new SceneFiles.Options(roots, search, tolerateMissing, floatingBase),
                diagnostics);
    }
}
