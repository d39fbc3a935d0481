package org.isthmus.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;
import org.isthmus.dataset.hdf5.Hdf5File;
import org.isthmus.dataset.hdf5.Hdf5Node;

/// Reads every byte of a store, tells what is wrong, and puts it in order.
public final class StoreCheck {
    private static final int MAX_DEPTH = 6;

    private StoreCheck() {}

    /// Something that is wrong.
    ///
    /// @param what in a sentence: which dataset and rows, where that can be said
    public record Problem(Path file, String what) {
        @Override
        public String toString() {
            return file + ": " + what;
        }
    }

    /// Compares every file of a store with its checksum, and the manifest with the files.
    ///
    /// @return what is wrong, in the order of the files; empty when all is well
    public static List<Problem> verify(Path store, Progress progress, Diagnostics diagnostics) {
        StoreFolder folder = new StoreFolder(store.toAbsolutePath());
        folder.checkMarker(diagnostics);
        List<Problem> problems = new ArrayList<>();
        Map<Long, Path> files = folder.files();
        Map<Long, EpisodeEntry> listed = folder.readManifest();
        progress.total(files.size());
        for (Map.Entry<Long, Path> file : files.entrySet()) {
            progress.checkCancelled();
            List<String> found = problems(file.getValue());
            EpisodeEntry entry = listed.remove(file.getKey());
            if (found.isEmpty() && (entry == null || !entry.equals(StoreFolder.derive(file.getKey(), file.getValue(),
                    diagnostics)))) {
                found = List.of("the manifest " + (entry == null ? "does not list it" : "says something else of it"));
            }
            found.forEach(what -> problems.add(new Problem(file.getValue(), what)));
            progress.advance(1);
        }
        listed.keySet().forEach(number -> problems.add(new Problem(folder.file(number),
                "the manifest lists it, but it is gone")));
        folder.leftovers()
                .forEach(file -> problems.add(new Problem(file, "left unfinished by a process that ended early")));
        return problems;
    }

    /// Puts damaged episodes aside into `damaged/`, deletes what was left unfinished, and writes the manifest anew.
    ///
    /// @return what was done
    public static List<Problem> repair(Path store, Progress progress, Diagnostics diagnostics) {
        StoreFolder folder = new StoreFolder(store.toAbsolutePath());
        Map<Long, Path> files = folder.files();
        if (!folder.isStore() && files.isEmpty()) {
            folder.checkMarker(diagnostics);
        }
        FileLock lock = EpisodeStore.lock(folder, diagnostics);
        try {
            return repaired(folder, files, progress, diagnostics);
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(folder.root()),
                    "the store cannot be repaired (" + NewFile.reason(e)
                            + ")",
                    "", "check its permissions");
        } finally {
            EpisodeStore.release(lock);
        }
    }

    private static List<Problem> repaired(StoreFolder folder, Map<Long, Path> files, Progress progress,
            Diagnostics diagnostics) throws IOException {
        List<Problem> done = new ArrayList<>();
        for (Path leftover : folder.leftovers()) {
            Files.deleteIfExists(leftover);
            done.add(new Problem(leftover, "deleted: it was left unfinished"));
        }
        Map<Long, EpisodeEntry> entries = new TreeMap<>();
        progress.total(files.size());
        for (Map.Entry<Long, Path> file : files.entrySet()) {
            progress.checkCancelled();
            List<String> found = problems(file.getValue());
            if (found.isEmpty()) {
                entries.put(file.getKey(), StoreFolder.derive(file.getKey(), file.getValue(), diagnostics));
            } else {
                Path aside = folder.damaged().resolve(String.valueOf(file.getValue().getFileName()));
                Files.createDirectories(folder.damaged());
                Files.move(file.getValue(), aside, StandardCopyOption.REPLACE_EXISTING);
                done.add(new Problem(file.getValue(), "moved to " + folder.root().relativize(aside) + ": "
                        + String.join("; ", found)));
            }
            progress.advance(1);
        }
        Collection<EpisodeEntry> known = folder.readManifest().values();
        if (!List.copyOf(known).equals(List.copyOf(entries.values()))) {
            done.add(new Problem(folder.manifest(), "written anew: it listed " + known.size() + " episodes, there are "
                    + entries.size()));
        }
        folder.writeMarker(diagnostics);
        folder.writeManifest(entries.values(), diagnostics);
        return done;
    }

    /// What is wrong with one file.
    static List<String> problems(Path file) {
        try {
            EpisodeFile head = StoreFolder.head(file, new Diagnostics());
            if (!digest(file).equals(head.sha256())) {
                return located(file);
            }
            Episode.open(file, new Diagnostics()).close();
            return List.of();
        } catch (DiagnosticException e) {
            return List.of(e.diagnostics().getLast().found());
        } catch (IOException e) {
            return List.of("it cannot be read (" + NewFile.reason(e) + ")");
        }
    }

    /// The checksum of a file's content, hexadecimal.
    static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = Sha256.begin();
            in.skipNBytes(EpisodeFile.USER_BLOCK);
            byte[] superblock = in.readNBytes(EpisodeFile.SUPERBLOCK);
            Sha256.addRest(in, digest);
            digest.update(superblock);
            return Sha256.end(digest);
        }
    }

    /// The checksum is wrong: which datasets cannot be read?
    private static List<String> located(Path file) {
        List<String> found = new ArrayList<>();
        try (Hdf5File hdf5 = Hdf5File.open(file, new Diagnostics())) {
            look(hdf5.root(), found, 0);
        } catch (DiagnosticException e) {
            found.add(
                    "the checksum is wrong: the structure of the file is damaged (" + e.diagnostics().getLast().found()
                            + ")");
        }
        return found.isEmpty() ? List.of("the checksum is wrong: attributes, names or indices are damaged") : found;
    }

    private static void look(Hdf5Node node, List<String> found, int depth) {
        if (node.isDataset()) {
            lookAtRows(node, found);
        }
        for (String name : depth < MAX_DEPTH ? node.names() : List.<String>of()) {
            look(node.require(name), found, depth + 1);
        }
    }

    private static void lookAtRows(Hdf5Node node, List<String> found) {
        try {
            for (long row = 0; row < node.rows(); row++) {
                if (!isReadable(node, row)) {
                    found.add(
                            "the checksum is wrong: dataset '" + node.path() + "' is damaged from row " + row + " on");
                    return;
                }
            }
        } catch (DiagnosticException e) {
            found.add("the checksum is wrong: dataset '" + node.path() + "' is damaged ("
                    + e.diagnostics().getLast().found()
                    + ")");
        }
    }

    private static boolean isReadable(Hdf5Node node, long row) {
        try {
            return node.bytes(row, row + 1).length == node.rowBytes();
        } catch (DiagnosticException e) {
            return false;
        }
    }
}
