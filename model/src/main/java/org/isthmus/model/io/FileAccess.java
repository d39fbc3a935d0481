package org.isthmus.model.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;

/// Finds and reads files on behalf of readers, inside the folders that the user allowed and nowhere else.
///
/// Files go by name: absolute, separated by `/`, without `.` and `..`. A name comes from [#find] or, for the file that the
/// user gave, from [#name]. Immutable.
///
/// ```java
/// FileAccess files = FileAccess.onDisk(List.of(Path.of("robots/arm"))).searching(List.of("/opt/robots"));
/// files.find("meshes/hand.stl", FileAccess.folderOf(urdf), Severity.ERROR, here, diagnostics)
///      .flatMap(mesh -> files.bytes(mesh, here, diagnostics));
/// ```
public final class FileAccess {
    /// A longer file is refused.
    public static final int MAX_FILE_BYTES = 256 << 20;
    /// Entries of one folder that are looked at for a package or for the nearest name.
    public static final int MAX_FOLDER_ENTRIES = 2_000;

    private final FileTree tree;
    private final List<String> searchFolders;

    private FileAccess(FileTree tree, List<String> searchFolders) {
        this.tree = tree;
        this.searchFolders = List.copyOf(searchFolders);
    }

    /// Reads files on disk under `roots`. A root may be, or lie behind, a symbolic link: the user named it.
    public static FileAccess onDisk(List<Path> roots) {
        return new FileAccess(new DiskTree(roots), List.of());
    }

    /// Reads files from memory; `meshes/hand.stl` and `/meshes/hand.stl` are the same name.
    public static FileAccess inMemory(Map<String, byte[]> bytesByName) {
        return new FileAccess(new MemoryTree(bytesByName), List.of());
    }

    /// The same access that also looks for relative references and for packages in `folders`, in this order, after the
    /// folder of the file that holds the reference.
    public FileAccess searching(List<String> folders) {
        return new FileAccess(tree, folders);
    }

    /// The name of a path on disk.
    public static String name(Path path) {
        return DiskTree.name(path);
    }

    /// The folder in which `file` lies.
    public static String folderOf(String file) {
        return Names.parent(file);
    }

    /// Finds the file that `reference` means in a file that lies in `folder`.
    ///
    /// Understands relative and absolute paths, `file://`, and `package://name/path` or `model://name/path` (see
    /// [#resolvePackage]); `\` counts as `/`.
    ///
    /// @param severity how bad it is when there is no such file
    /// @param at where the reference stands
    /// @return the file's name; empty after a diagnostic
    public Optional<String> find(
            String reference, String folder, Severity severity, SourceLocation at, Diagnostics diagnostics) {
        return new Lookup(tree, searchFolders, folder).find(reference).report(severity, at, diagnostics);
    }

    /// Finds the folder of a ROS package (or Gazebo model): one called `name`, or whose `package.xml` names it so, going
    /// upwards from `folder`, then in the search folders.
    ///
    /// @return the folder's name; empty after a diagnostic
    public Optional<String> resolvePackage(String name, String folder, SourceLocation at, Diagnostics diagnostics) {
        return new Lookup(tree, searchFolders, folder).findPackage(name).report(Severity.ERROR, at, diagnostics);
    }

    /// Reads a file whole.
    ///
    /// @param at where the file was asked for
    /// @return its bytes; empty after a diagnostic: it is missing, outside, not a regular file, too large, unreadable, or only a
    /// pointer of Git LFS
    public Optional<byte[]> bytes(String file, SourceLocation at, Diagnostics diagnostics) {
        return bytes(file, MAX_FILE_BYTES, at, diagnostics);
    }

    /// Reads a file of at most `limit` bytes whole.
    public Optional<byte[]> bytes(String file, int limit, SourceLocation at, Diagnostics diagnostics) {
        Optional<String> found = find(file, "/", Severity.ERROR, at, diagnostics);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = tree.read(found.get(), limit);
        } catch (IOException e) {
            diagnostics.error(at, "file '" + file + "' cannot be read (" + reason(e) + ")", "",
                    "check its permissions");
            return Optional.empty();
        }
        if (bytes.length > limit) {
            diagnostics.error(at, "file '" + file + "' is larger than " + limit + " bytes",
                    "at most " + limit + " bytes",
                    "split or simplify it");
            return Optional.empty();
        }
        if (isLfsPointer(bytes)) {
            diagnostics.error(at, "file '" + file + "' only points to content in Git LFS", "the content",
                    "run 'git lfs pull' in "
                            + "its repository");
            return Optional.empty();
        }
        return Optional.of(bytes);
    }

    /// What a repository with large files holds until they are fetched.
    private static boolean isLfsPointer(byte[] bytes) {
        return bytes.length < 1024 && new String(bytes, StandardCharsets.ISO_8859_1)
                .startsWith("version https://git-lfs.github.com/spec/");
    }

    /// Reads a text file in UTF-8, with or without a byte order mark. Bytes that are not UTF-8 are replaced by U+FFFD,
    /// with a warning.
    public Optional<String> text(String file, SourceLocation at, Diagnostics diagnostics) {
        return bytes(file, at, diagnostics).flatMap(bytes -> decode(file, bytes, diagnostics));
    }

    /// Decodes UTF-8 as [#text] does, for bytes that a reader already has.
    public static Optional<String> decode(String file, byte[] bytes, Diagnostics diagnostics) {
        if (bytes.length >= 2 && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)) {
            diagnostics.error(new SourceLocation(file, 0, 0), "the text is in UTF-16", "UTF-8",
                    "save the file as UTF-8");
            return Optional.empty();
        }
        boolean mark = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
        int start = mark ? 3 : 0;
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        try {
            CharBuffer text = strict.decode(in);
            return Optional.of(text.toString());
        } catch (CharacterCodingException e) {
            diagnostics.warning(new SourceLocation(file, lineAt(bytes, in.position()), 0),
                    "byte " + in.position() + " is not UTF-8", "text in UTF-8", "save the file as UTF-8");
            return Optional.of(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
        }
    }

    /// The allowed roots and the search folders, for messages.
    public List<String> folders() {
        List<String> all = new ArrayList<>(tree.roots());
        all.addAll(searchFolders);
        return List.copyOf(all);
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName();
    }
}
