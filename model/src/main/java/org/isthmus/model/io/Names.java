package org.isthmus.model.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Arithmetic of file names: absolute, separated by `/`, without `.` and `..`. Touches no file.
final class Names {
    private Names() {}

    /// The name that `reference` stands for when seen from `folder`, or empty when its `..` climb above the top.
    static Optional<String> resolve(String folder, String reference) {
        String joined = reference.startsWith("/") ? reference : folder + "/" + reference;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : joined.split("/", -1)) {
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    if (parts.pollLast() == null) {
                        return Optional.empty();
                    }
                }
                default -> parts.addLast(part);
            }
        }
        return Optional.of("/" + String.join("/", parts));
    }

    /// The folder of `name`; of the top, the top itself.
    static String parent(String name) {
        int slash = name.lastIndexOf('/');
        return slash <= 0 ? "/" : name.substring(0, slash);
    }

    /// The last part of `name`, without its folder.
    static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    static String child(String folder, String entry) {
        return folder.equals("/") ? "/" + entry : folder + "/" + entry;
    }

    /// Whether `name` is `folder` or lies in it.
    static boolean isUnder(String name, String folder) {
        return folder.equals("/") || name.equals(folder) || name.startsWith(folder + "/");
    }

    /// `name` and the folders above it, nearest first.
    static List<String> upwards(String name) {
        List<String> result = new ArrayList<>();
        for (String at = name; !at.equals("/"); at = parent(at)) {
            result.add(at);
        }
        result.add("/");
        return result;
    }
}
