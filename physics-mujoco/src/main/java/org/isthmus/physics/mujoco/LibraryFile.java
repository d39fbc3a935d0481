package org.isthmus.physics.mujoco;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Where MuJoCo's shared library is.
///
/// In this order: the file that the property `isthmus.mujoco` names; `MUJOCO_HOME`, as MuJoCo's archives are unpacked; the package `mujoco` of
/// a Python environment (that of the cross-check suite in `ISTHMUS_HOME`, the one that is active, the user's); the folders of the system's
/// libraries. Of several versions in a folder the last by name.
final class LibraryFile {
    /// The property that names the file.
    static final String PROPERTY = "isthmus.mujoco";
    /// How to get it.
    static final String HOW_TO_GET = "install it with 'pip install mujoco' in the active Python environment or from "
            + "https://github.com/google-deepmind/mujoco/releases with MUJOCO_HOME naming its folder, or name the library's file with -D"
            + PROPERTY + "=FILE";

    private static final Pattern NAME = Pattern.compile("(libmujoco(\\.[\\d.]+)?\\.dylib|libmujoco\\.so(\\.[\\d.]+)?|"
            + "mujoco\\.dll)");
    private static final String PYTHON_PACKAGE = "site-packages/mujoco";

    private final Map<String, String> environment;
    private final Function<String, @Nullable String> property;

    LibraryFile(Map<String, String> environment, Function<String, @Nullable String> property) {
        this.environment = environment;
        this.property = property;
    }

    /// The one this process should use.
    static Optional<Path> find() {
        return new LibraryFile(System.getenv(), name -> System.getProperty(name)).first();
    }

    /// The first there is; a file that was named counts whether it is there or not.
    Optional<Path> first() {
        String named = property.apply(PROPERTY);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        return folders().stream().flatMap(folder -> libraries(folder).stream()).findFirst();
    }

    private List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        path("MUJOCO_HOME").ifPresent(home -> folders.addAll(List.of(home.resolve("lib"), home.resolve("bin"), home)));
        path("ISTHMUS_HOME").or(LibraryFile::workingCopy)
                .ifPresent(home -> addPackages(home.resolve("crosscheck/.venv"), folders));
        path("VIRTUAL_ENV").ifPresent(python -> addPackages(python, folders));
        path("CONDA_PREFIX").ifPresent(python -> addPackages(python, folders));
        path("HOME").ifPresent(home -> addPackages(home.resolve(".local"), folders));
        Path usr = Path.of("/usr");
        for (String sub : List.of("local/lib", "lib", "lib64", "lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu")) {
            folders.add(usr.resolve(sub));
        }
        return folders;
    }

    private Optional<Path> path(String variable) {
        String value = environment.get(variable);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(Path.of(value));
    }

    /// The working copy of this project that the process runs in.
    private static Optional<Path> workingCopy() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("crosscheck"))) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder);
    }

    private static void addPackages(Path environment, List<Path> folders) {
        for (Path version : list(environment.resolve("lib"))) {
            folders.add(version.resolve(PYTHON_PACKAGE));
        }
        folders.add(environment.resolve("Lib").resolve(PYTHON_PACKAGE));
    }

    private static List<Path> libraries(Path folder) {
        return list(folder).reversed().stream()
                .filter(f -> NAME.matcher(f.getFileName().toString()).matches() && Files.isRegularFile(f)).toList();
    }

    /// What is in a folder, by name; nothing where it cannot be read.
    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
