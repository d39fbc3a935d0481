package org.isthmus.dataset.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/// A file in the making: groups and datasets by name, with their attributes.
final class Tree {
    /// The longest name.
    static final int MAX_NAME = 255;

    private final TreeMap<String, Tree> children = new TreeMap<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private @Nullable Content content;

    Tree() {}

    /// What a dataset holds.
    sealed interface Content permits Hdf5Rows, Whole {}

    /// A dataset that was written at once; texts, if it holds any, are written at the end.
    record Whole(Hdf5Type type, long[] shape, long address, List<String> texts) implements Content {}

    /// An attribute; its texts, if it holds any, are written at the end.
    record Attribute(String name, Hdf5Type type, long[] shape, byte[] value, List<String> texts) {}

    TreeMap<String, Tree> children() {
        return children;
    }

    List<Attribute> attributes() {
        return attributes;
    }

    /// Of a dataset; null for a group.
    @Nullable
    Content content() {
        return content;
    }

    /// Puts a new dataset to its place.
    void place(String path, Content dataset) {
        int slash = path.lastIndexOf('/');
        Tree parent = slash < 0 ? this : group(path.substring(0, slash));
        Tree node = new Tree();
        node.content = dataset;
        if (parent.children.putIfAbsent(checked(path.substring(slash + 1)), node) != null) {
            throw new IllegalArgumentException("'" + path + "' is there already");
        }
    }

    /// The group of a path, made where it is not.
    Tree group(String path) {
        Tree node = this;
        for (String name : path.split("/")) {
            node = node.children.computeIfAbsent(checked(name), key -> new Tree());
            if (node.content != null) {
                throw new IllegalArgumentException("'" + name + "' in '" + path + "' is a dataset, expected a group");
            }
        }
        return node;
    }

    /// What is at a path; this itself for the empty one.
    Tree find(String path) {
        @Nullable Tree node = this;
        for (String name : path.isEmpty() ? new String[0] : path.split("/")) {
            node = node == null ? null : node.children.get(name);
        }
        if (node == null) {
            throw new IllegalArgumentException("there is no '" + path + "' in this file");
        }
        return node;
    }

    void forEachRows(Consumer<Hdf5Rows> action) {
        if (content instanceof Hdf5Rows rows) {
            action.accept(rows);
        }
        children.values().forEach(child -> child.forEachRows(action));
    }

    private static String checked(String name) {
        boolean isPlain = name.chars().allMatch(c -> c >= ' ' && c < 127);
        if (name.isEmpty() || name.length() > MAX_NAME || name.equals(".") || !isPlain) {
            throw new IllegalArgumentException("the name '" + name + "', expected 1 to " + MAX_NAME
                    + " characters of printable ASCII");
        }
        return name;
    }
}
