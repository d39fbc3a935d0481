package org.isthmus.model.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/// Files on disk, under roots that the user allowed.
final class DiskTree implements FileTree {
    /// As given, made absolute.
    private final List<Path> roots;
    /// The same with symbolic links resolved: what a file's real place is compared with.
    private final List<Path> realRoots;

    DiskTree(List<Path> roots) {
        this.roots = roots.stream().map(r -> r.toAbsolutePath().normalize()).distinct().toList();
        this.realRoots = this.roots.stream().map(DiskTree::realOrSame).distinct().toList();
    }

    @Override
    public Kind kind(String name) {
        try {
            Path path = Path.of(name);
            if (!isUnderAny(path, roots) && !isUnderAny(path, realRoots)) {
                return Kind.OUTSIDE;
            }
            Path real = path.toRealPath();
            if (!isUnderAny(real, realRoots)) {
                return Kind.OUTSIDE;
            }
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Kind.FILE : attributes.isDirectory() ? Kind.FOLDER : Kind.SPECIAL;
        } catch (IOException | InvalidPathException e) {
            return Kind.MISSING;
        }
    }

    @Override
    public byte[] read(String file, int limit) throws IOException {
        if (kind(file) != Kind.FILE) {
            throw new NoSuchFileException(file);
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return in.readNBytes(limit + 1);
        }
    }

    @Override
    public List<String> list(String folder, int limit) {
        if (kind(folder) != Kind.FOLDER) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(Path.of(folder))) {
            return entries.limit(limit).map(p -> p.getFileName().toString()).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    @Override
    public List<String> roots() {
        return roots.stream().map(DiskTree::name).toList();
    }

    /// The name of `path` in the tree.
    static String name(Path path) {
        return path.toAbsolutePath().normalize().toString().replace('\\', '/');
    }

    private static boolean isUnderAny(Path path, List<Path> folders) {
        return folders.stream().anyMatch(path::startsWith);
    }

    /// A root that does not exist stays as it is: nothing will be found in it, and the message names it.
    private static Path realOrSame(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }
}
