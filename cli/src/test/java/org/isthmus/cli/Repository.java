package org.isthmus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The working copy that the tests run in.
final class Repository {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private Repository() {}

    /// The folder that holds the root pom: the nearest one upwards with a `.mvn`.
    static Path root() {
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            if (Files.isDirectory(p.resolve(".mvn"))) {
                return p;
            }
        }
        throw new IllegalStateException("not in a working copy of Isthmus: " + Path.of("").toAbsolutePath());
    }

    /// The names of the modules, as the root pom lists them.
    static List<String> modules() {
        return MODULE.matcher(text(root().resolve("pom.xml"))).results().map(m -> m.group(1)).toList();
    }

    /// Every Java source below `folder` of the repository, sorted.
    static List<Path> sources(String folder) {
        Path start = root().resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
