package org.isthmus.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Where real robots, objects and recordings are: the shared data, which the project does not contain.
final class SharedFolder {
    /// What is said of a case without it.
    static final String ABSENT = " is skipped: there is no folder shared/data here or above; name it by ISTHMUS_SHARED_DATA";

    private SharedFolder() {}

    /// A part of it: below the folder that the environment variable names, else below the first `shared/data` in the working
    /// folder or above it.
    static Optional<Path> find(String part) {
        String named = System.getenv("ISTHMUS_SHARED_DATA");
        Stream<Path> data = named != null ? Stream.of(Path.of(named))
                : Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                        .map(p -> p.resolve("shared").resolve("data"));
        return data.map(p -> p.resolve(part)).filter(Files::isDirectory).findFirst();
    }
}
