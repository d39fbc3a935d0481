package org.isthmus.model.io;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Files that exist only in memory; the root is `/`.
final class MemoryTree implements FileTree {
    private final Map<String, byte[]> files = new TreeMap<>();
    private final TreeSet<String> folders = new TreeSet<>(List.of("/"));

    MemoryTree(Map<String, byte[]> byName) {
        byName.forEach((name, bytes) -> {
            String file = Names.resolve("/", name)
                    .orElseThrow(() -> new IllegalArgumentException("no such place: " + name));
            files.put(file, bytes);
            folders.addAll(Names.upwards(Names.parent(file)));
        });
    }

    @Override
    public Kind kind(String name) {
        return files.containsKey(name) ? Kind.FILE : folders.contains(name) ? Kind.FOLDER : Kind.MISSING;
    }

    @Override
    public byte[] read(String file, int limit) {
        byte[] bytes = files.getOrDefault(file, new byte[0]);
        return Arrays.copyOf(bytes, Math.min(bytes.length, limit + 1));
    }

    @Override
    public List<String> list(String folder, int limit) {
        TreeSet<String> entries = new TreeSet<>();
        for (String name : files.keySet()) {
            if (!name.equals(folder) && Names.parent(name).equals(folder)) {
                entries.add(Names.last(name));
            }
        }
        for (String name : folders) {
            if (!name.equals(folder) && Names.parent(name).equals(folder)) {
                entries.add(Names.last(name));
            }
        }
        return entries.stream().limit(limit).toList();
    }

    @Override
    public List<String> roots() {
        return List.of("/");
    }
}
