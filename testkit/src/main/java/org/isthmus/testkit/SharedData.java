package org.isthmus.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/// Finds the folder of real robots, objects and recordings that tests read and the repository does not hold.
///
/// The folder is the system property `isthmus.sharedData`, else the environment variable `ISTHMUS_SHARED_DATA`, else the first
/// `shared/data` with a `MANIFEST.md` in the working folder or one of the folders above it.
public final class SharedData {
    private SharedData() {}

    /// The folder, or empty where this machine has none.
    ///
    /// @throws IllegalStateException when the property or variable names something that is not a folder
    public static Optional<Path> folder() {
        return find(System.getProperty("isthmus.sharedData"), System.getenv("ISTHMUS_SHARED_DATA"),
                Path.of(System.getProperty("user.dir")));
    }

    /// The file or folder `path` in the shared data, such as `robots/panda_urdf`; where it is absent the test is skipped and the
    /// reason printed.
    public static Path require(String path) {
        Optional<Path> found = folder().map(f -> f.resolve(path)).filter(Files::exists);
        return found.orElseThrow(() -> skipped(path));
    }

    static Optional<Path> find(@Nullable String property, @Nullable String environment, Path start) {
        if (property != null) {
            return Optional.of(existing(property, "system property isthmus.sharedData"));
        }
        if (environment != null) {
            return Optional.of(existing(environment, "environment variable ISTHMUS_SHARED_DATA"));
        }
        for (Path p = start.toAbsolutePath(); p != null; p = p.getParent()) {
            Path candidate = p.resolve("shared").resolve("data");
            if (Files.isRegularFile(candidate.resolve("MANIFEST.md"))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static Path existing(String name, String source) {
        Path folder = Path.of(name).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("the " + source + " names " + folder + ", which is not a folder");
        }
        return folder;
    }

    private static TestAbortedException skipped(String path) {
        String where = folder().map(Path::toString).orElse("no shared/data folder on this machine");
        String reason = "skipped: shared data '" + path + "' is absent (" + where
                + "); name the folder by -Disthmus.sharedData=FOLDER or ISTHMUS_SHARED_DATA";
        System.out.println(reason);
        return new TestAbortedException(reason);
    }
}
