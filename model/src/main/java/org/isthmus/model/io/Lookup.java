package org.isthmus.model.io;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.Quoted;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;

/// One search for what a reference means, seen from one folder.
final class Lookup {
    /// Longer references are refused: no file system takes them.
    private static final int MAX_REFERENCE = 4096;
    /// Bytes of a package.xml that are looked at; its name stands near the top.
    private static final int PACKAGE_XML_BYTES = 64 << 10;
    private static final Pattern PACKAGE_NAME = Pattern.compile("<name>\\s*([^<\\s]+)\\s*</name>");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(//)?(.*)", Pattern.DOTALL);

    private final FileTree tree;
    private final List<String> searchFolders;
    private final String folder;

    Lookup(FileTree tree, List<String> searchFolders, String folder) {
        this.tree = tree;
        this.searchFolders = searchFolders;
        this.folder = folder;
    }

    /// A name, or why there is none.
    record Outcome(@Nullable String name, String found, String expected, String remedy) {
        static Outcome of(String name) {
            return new Outcome(name, "", "", "");
        }

        static Outcome failed(String found, String expected, String remedy) {
            return new Outcome(null, found, expected, remedy);
        }

        Optional<String> report(Severity severity, SourceLocation at, Diagnostics diagnostics) {
            if (name == null) {
                switch (severity) {
                    case ERROR -> diagnostics.error(at, found, expected, remedy);
                    case WARNING -> diagnostics.warning(at, found, expected, remedy);
                }
            }
            return Optional.ofNullable(name);
        }
    }

    Outcome find(String reference) {
        if (reference.isBlank() || reference.length() > MAX_REFERENCE || reference.indexOf('\0') >= 0) {
            return Outcome.failed(Quoted.of(reference) + " cannot be a file name",
                    "1 to " + MAX_REFERENCE + " characters", "");
        }
        Matcher scheme = SCHEME.matcher(reference);
        if (!scheme.matches()) {
            return findPath(reference, reference);
        }
        String rest = scheme.group(3);
        return switch (scheme.group(1)) {
            case "file" -> findPath(reference, decodePercent(rest));
            case "package", "model" -> findInPackage(reference, rest);
            default -> Outcome.failed(Quoted.of(reference) + " is not on this machine's disk",
                    "a path, file://, package:// or model://", "download it and refer to the local copy");
        };
    }

    private Outcome findInPackage(String reference, String rest) {
        int slash = rest.indexOf('/');
        if (slash <= 0) {
            return Outcome.failed(Quoted.of(reference) + " names no file", "package://<package>/<path>", "");
        }
        Outcome home = findPackage(rest.substring(0, slash));
        if (home.name == null) {
            return home;
        }
        return findIn(List.of(home.name), reference, rest.substring(slash + 1));
    }

    private Outcome findPath(String reference, String path) {
        List<String> places = new ArrayList<>(List.of(folder));
        if (!path.startsWith("/")) {
            places.addAll(searchFolders);
        }
        return findIn(places, reference, path);
    }

    /// The first regular file called `path` in one of `places`.
    private Outcome findIn(List<String> places, String reference, String path) {
        FileTree.Kind worst = FileTree.Kind.MISSING;
        for (String place : places) {
            Optional<String> name = Names.resolve(place, path.replace('\\', '/'));
            FileTree.Kind kind = name.map(tree::kind).orElse(FileTree.Kind.OUTSIDE);
            if (kind == FileTree.Kind.FILE) {
                return Outcome.of(name.orElseThrow());
            }
            worst = kind.compareTo(worst) > 0 ? kind : worst;
        }
        String quoted = Quoted.of(reference);
        return switch (worst) {
            case OUTSIDE -> Outcome.failed(quoted + " leads outside the allowed folders",
                    "a file under " + listed(tree.roots()), "allow its folder as a further root, or move the file");
            case SPECIAL -> Outcome.failed(quoted + " is a device or a pipe", "a regular file", "");
            case FOLDER -> Outcome.failed(quoted + " is a folder", "a regular file", "");
            default -> Outcome.failed("file " + quoted + " does not exist", "a file in " + listed(places),
                    nearest(places, path));
        };
    }

    Outcome findPackage(String name) {
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            return Outcome.failed(Quoted.of(name) + " cannot be a package name", "a folder's name", "");
        }
        Set<String> places = new LinkedHashSet<>();
        places.addAll(Names.upwards(folder));
        places.addAll(searchFolders);
        places.removeIf(place -> tree.kind(place) != FileTree.Kind.FOLDER);
        for (String place : places) {
            if (Names.last(place).equals(name) || packageXmlNames(place, name)) {
                return Outcome.of(place);
            }
            String child = Names.child(place, name);
            if (tree.kind(child) == FileTree.Kind.FOLDER) {
                return Outcome.of(child);
            }
        }
        for (String place : places) {
            for (String entry : tree.list(place, FileAccess.MAX_FOLDER_ENTRIES)) {
                String child = Names.child(place, entry);
                if (packageXmlNames(child, name)) {
                    return Outcome.of(child);
                }
            }
        }
        return Outcome.failed("package " + Quoted.of(name) + " is not found",
                "a folder of that name, or one whose package.xml names it, in " + listed(List.copyOf(places)),
                "add the folder that holds it to the search folders");
    }

    private boolean packageXmlNames(String folder, String name) {
        String file = Names.child(folder, "package.xml");
        if (tree.kind(file) != FileTree.Kind.FILE) {
            return false;
        }
        try {
            String text = new String(tree.read(file, PACKAGE_XML_BYTES), StandardCharsets.UTF_8);
            Matcher matcher = PACKAGE_NAME.matcher(text);
            return matcher.find() && matcher.group(1).equals(name);
        } catch (IOException e) {
            return false;
        }
    }

    /// Names the existing file that was probably meant, in the folder where it should be.
    private String nearest(List<String> places, String path) {
        for (String place : places) {
            Optional<String> name = Names.resolve(place, path.replace('\\', '/'));
            if (name.isEmpty()) {
                continue;
            }
            List<String> there = tree.list(Names.parent(name.get()), FileAccess.MAX_FOLDER_ENTRIES);
            Optional<String> near = Nearest.to(Names.last(name.get()), there);
            if (near.isPresent()) {
                return "did you mean '" + near.get() + "' in " + Names.parent(name.get()) + "?";
            }
        }
        return "check the name, or add the folder that holds it to the search folders";
    }

    private static String decodePercent(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String listed(List<String> folders) {
        return folders.isEmpty() ? "no folder" : String.join(", ", folders);
    }
}
