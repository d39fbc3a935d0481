package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.scene.Scene;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus model convert`: from one format to another.
@Command(
        name = "convert",
        description = "Converts a robot or scene to MJCF, URDF or a scene folder, whichever the name of the target shows.",
        footer = {
            "",
            "Meshes and textures are written beside the target. What the format cannot express is warned of.",
            "",
            "Examples:",
            "  isthmus model convert robots/arm/urdf/arm.urdf arm.xml",
            "  isthmus model convert panda panda.urdf",
            "  isthmus model convert scene.xml my-scene/ --force"
        })
final class ModelConvertCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FROM", description = "What to convert: " + ModelInput.WHAT + ".")
    private String from;

    @Parameters(index = "1", paramLabel = "TO",
            description = "A file (.xml, .mjcf or .urdf), or a scene folder (a name without extension).")
    private Path to;

    @Option(names = "--force", description = "Overwrite files that exist.")
    private boolean force;

    @Option(names = "--allow-missing", description = "Leave out meshes and textures that do not exist.")
    private boolean allowMissing;

    @Mixin
    private ModelInput input;

    ModelConvertCommand() {}

    @Override
    public void run() {
        Diagnostics diagnostics = new Diagnostics();
        Scene scene = input.load(from, allowMissing, diagnostics);
        print(SceneFiles.save(scene, to, force, diagnostics));
        for (Diagnostic warning : diagnostics.list()) {
            spec.commandLine().getErr().println(warning);
        }
    }

    /// The scene's own file, which is written last, and how many others in which folders.
    private void print(List<Path> written) {
        PrintWriter out = spec.commandLine().getOut();
        if (written.isEmpty()) {
            out.println(to + " is up to date");
        } else {
            out.println(written.getLast());
            Map<Path, Long> others = written.stream().limit(written.size() - 1L)
                    .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
            others.forEach((folder, count) -> out.println(count + (count == 1 ? " file in " : " files in ") + folder));
        }
        out.flush();
    }
}
