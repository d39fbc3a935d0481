package org.isthmus.physics.mujoco;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mjcf.MjcfWriter;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Parameter;

/// Compiles a model by MuJoCo: the project's writer makes MJCF of it, which MuJoCo reads from memory where its version can, else from a
/// temporary folder.
final class NativeModel {
    private static final String MAIN = "main.xml";
    private static final String SCENE = "scene.xml";
    /// The compiler's own threads could not tell what was fatal.
    private static final String TEXT = "<mujoco><compiler usethread=\"false\" autolimits=\"true\"/><include file=\""
            + SCENE + "\"/></mujoco>";

    private final MujocoLibrary library;
    private final List<MemoryFile> files = new ArrayList<>();

    /// A file that exists in memory only.
    ///
    /// @param name relative, separated by `/`
    record MemoryFile(String name, byte[] content) {}

    private NativeModel(MujocoLibrary library, Model model, Set<Parameter> varied, Diagnostics diagnostics) {
        this.library = library;
        files.add(new MemoryFile(MAIN, TEXT.getBytes(StandardCharsets.UTF_8)));
        try {
            String text = MjcfWriter.writeGeneral(ModelScene.of(model, varied),
                    (name, content) -> files.add(new MemoryFile(name, content)), diagnostics);
            files.add(new MemoryFile(SCENE, text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// MuJoCo's model of a model; to be called on a [MujocoThread].
    ///
    /// @throws org.isthmus.core.diagnostics.DiagnosticException with MuJoCo's message where it does not compile it
    static MemorySegment compile(MujocoLibrary library, Model model, Set<Parameter> varied, Diagnostics diagnostics) {
        NativeModel it = new NativeModel(library, model, varied, diagnostics);
        MemorySegment compiled = library.hasFilesInMemory() ? library.load(MAIN, it.files) : it.loadFromDisk();
        checkOrder(library, model, compiled);
        return compiled;
    }

    private MemorySegment loadFromDisk() {
        try {
            Path folder = Files.createTempDirectory("isthmus-mujoco");
            try {
                for (MemoryFile f : files) {
                    Path path = folder.resolve(f.name());
                    Files.createDirectories(path.getParent());
                    Files.write(path, f.content());
                }
                return library.load(folder.resolve(MAIN));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Numbers of elements mean the same on both sides.
    private static void checkOrder(MujocoLibrary library, Model model, MemorySegment compiled) {
        ModelNames names = new ModelNames(library, compiled);
        names.check(model, ObjectType.BODY, model.sizes().nbody());
        names.check(model, ObjectType.JOINT, model.sizes().njnt());
        names.check(model, ObjectType.GEOM, model.sizes().ngeom());
        names.check(model, ObjectType.SITE, model.sizes().nsite());
    }

    /// Names in a compiled model.
    private record ModelNames(MujocoLibrary library, MemorySegment compiled) {
        void check(Model model, ObjectType type, int count) {
            for (int i = 0; i <= count; i++) {
                String ours = i == count ? "" : model.names().name(type, i);
                String theirs = library.name(compiled, mujocoNumber(type), i);
                boolean isSame = ours.isEmpty() ? theirs.isEmpty() == (i == count) : theirs.equals(ours);
                if (!isSame && !(type == ObjectType.BODY && i == 0)) {
                    throw MujocoThread.error(
                            "MuJoCo numbers the elements of model '" + model.name() + "' in another way: "
                                    + type.word() + " " + i + " is '" + theirs + "', expected '" + ours + "'",
                            "the same order",
                            "use another engine for this model");
                }
            }
        }

        /// `mjtObj`, as far as it is the same in all versions.
        private static int mujocoNumber(ObjectType type) {
            return switch (type) {
                case BODY -> 1;
                case JOINT -> 3;
                case GEOM -> 5;
                case SITE -> 6;
                default -> throw new IllegalArgumentException(type.word());
            };
        }
    }
}
