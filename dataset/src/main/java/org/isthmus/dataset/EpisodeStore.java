package org.isthmus.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.dataset.hdf5.Compressors;
import org.jspecify.annotations.Nullable;

/// A folder of episodes that loses none that was finished.
///
///     try (EpisodeStore store = EpisodeStore.openForWriting(folder, 2, diagnostics)) {
///         try (EpisodeWriter episode = store.begin(info, channels)) {
///             …
///             episode.finish(Success.YES, List.of());
///         }
///     }
///
/// One process writes at a time, any number read. A process that was killed left what it had finished; opening the store for writing
/// tidies up and goes on. Safe for several threads, each with a writer of its own.
public final class EpisodeStore implements AutoCloseable {
    private final StoreFolder folder;
    private final Diagnostics diagnostics;
    private final @Nullable FileLock lock;
    private final Compressors compressors;
    /// Guarded by this, as all below.
    private final TreeMap<Long, EpisodeEntry> entries = new TreeMap<>();
    private final TreeSet<Long> taken = new TreeSet<>();
    private final List<Path> damaged = new ArrayList<>();

    private EpisodeStore(StoreFolder folder, @Nullable FileLock lock, Compressors compressors,
            Diagnostics diagnostics) {
        this.folder = folder;
        this.lock = lock;
        this.compressors = compressors;
        this.diagnostics = diagnostics;
    }

    /// Opens a store to read it. Files that cannot be read are told as warnings and left out.
    ///
    /// @throws DiagnosticException when there is no store
    public static EpisodeStore open(Path folder, Diagnostics diagnostics) {
        StoreFolder place = new StoreFolder(folder.toAbsolutePath());
        place.checkMarker(diagnostics);
        EpisodeStore store = new EpisodeStore(place, null, Compressors.of(1), diagnostics);
        store.load();
        return store;
    }

    /// Opens a store to add to it; makes it where there is none or an empty folder.
    ///
    /// @param threads that compress
    /// @throws DiagnosticException when the folder is something else, cannot be written to, or another process writes there
    public static EpisodeStore openForWriting(Path folder, int threads, Diagnostics diagnostics) {
        StoreFolder place = new StoreFolder(folder.toAbsolutePath());
        makeFolder(place, diagnostics);
        FileLock lock = lock(place, diagnostics);
        try {
            if (!place.isStore()) {
                place.writeMarker(diagnostics);
            }
            place.checkMarker(diagnostics);
            EpisodeStore store = new EpisodeStore(place, lock, Compressors.of(threads), diagnostics);
            store.tidy();
            return store;
        } catch (Throwable e) {
            release(lock);
            throw e;
        }
    }

    private static void makeFolder(StoreFolder place, Diagnostics diagnostics) {
        try {
            Files.createDirectories(place.root());
            boolean isUsable = place.isStore();
            try (var inside = Files.list(place.root())) {
                isUsable |= inside.allMatch(f -> f.equals(place.lock()) || NewFile.isTemporary(f));
            }
            if (!isUsable) {
                throw diagnostics.fatal(SourceLocation.of(place.root()), "a folder that is neither a store nor empty",
                        "an empty folder, or one that does not exist", "choose another folder");
            }
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(place.root()),
                    "the folder cannot be made (" + NewFile.reason(e) + ")",
                    "", "check its name and permissions");
        }
    }

    static FileLock lock(StoreFolder place, Diagnostics diagnostics) {
        try {
            FileChannel channel = FileChannel.open(place.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                lock = null; // held by this process
            }
            if (lock == null) {
                channel.close();
                throw diagnostics.fatal(SourceLocation.of(place.root()), "somebody is writing to this store",
                        "one writer at a time", "wait for it to end, or write to another store and merge");
            }
            return lock;
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(place.lock()),
                    "the file cannot be written (" + NewFile.reason(e) + ")",
                    "", "check the permissions of the store");
        }
    }

    /// Whether a process, this one included, is writing; unknown means no.
    static boolean isBeingWritten(StoreFolder place) {
        try (FileChannel channel = FileChannel.open(place.lock(), StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                lock.release();
            }
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false; // no such file, or no permission to write
        }
    }

    static void release(FileLock lock) {
        try {
            lock.release();
            lock.channel().close();
        } catch (IOException e) {
            throw new IllegalStateException("a lock could not be given back", e);
        }
    }

    /// Deletes what killed processes left, and writes the manifest anew where it is not that of the files.
    private void tidy() {
        for (Path leftover : folder.leftovers()) {
            try {
                Files.deleteIfExists(leftover);
            } catch (IOException e) {
                diagnostics.warning(SourceLocation.of(leftover), "an unfinished file could not be deleted ("
                        + NewFile.reason(e) + ")", "", "delete it by hand");
            }
        }
        if (!load()) {
            folder.writeManifest(entries.values(), diagnostics);
        }
    }

    /// Finds the episodes; those that the manifest knows are not opened.
    ///
    /// @return whether the manifest was right
    private synchronized boolean load() {
        Map<Long, EpisodeEntry> known = folder.readManifest();
        boolean isRight = Files.exists(folder.manifest());
        for (Map.Entry<Long, Path> file : folder.files().entrySet()) {
            EpisodeEntry entry = known.remove(file.getKey());
            taken.add(file.getKey());
            if (entry == null || entry.bytes() != size(file.getValue())) {
                isRight = false;
                derive(file.getKey(), file.getValue());
            } else {
                entries.put(file.getKey(), entry);
            }
        }
        return isRight && known.isEmpty();
    }

    private void derive(long number, Path file) {
        try {
            entries.put(number, StoreFolder.derive(number, file, new Diagnostics()));
        } catch (DiagnosticException e) {
            damaged.add(file);
            diagnostics.warning(SourceLocation.of(file),
                    "a damaged episode is left out (" + e.diagnostics().getLast().found()
                            + ")",
                    "", "isthmus data verify says more, isthmus data repair puts it aside");
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1; // so that the file is opened, which says why
        }
    }

    public Path folder() {
        return folder.root();
    }

    /// All that can be read, by number.
    public synchronized List<EpisodeEntry> episodes() {
        return List.copyOf(entries.values());
    }

    public synchronized Optional<EpisodeEntry> find(long number) {
        return Optional.ofNullable(entries.get(number));
    }

    /// Files of episodes that cannot be read.
    public synchronized List<Path> damaged() {
        return List.copyOf(damaged);
    }

    /// The file of an episode.
    public Path file(long number) {
        return folder.file(number);
    }

    /// Opens an episode.
    public Episode read(long number, Diagnostics problems) {
        return Episode.open(folder.file(number), problems);
    }

    /// Begins the episode after the last.
    ///
    /// @throws DiagnosticException when nothing can be written
    public EpisodeWriter begin(EpisodeInfo info, List<Channel> channels) {
        return begin(nextNumber(), info, channels);
    }

    /// Begins an episode with a number, so that work which is cut into numbers can be resumed: those that [#find] finds are done.
    ///
    /// @throws IllegalArgumentException when the number is taken
    public EpisodeWriter begin(long number, EpisodeInfo info, List<Channel> channels) {
        take(number);
        Diagnostics own = new Diagnostics(); // several threads may record at once
        NewFile file = newFile(number, own);
        try {
            return new EpisodeWriter(number, info, channels, file, compressors, own, this::finished);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    /// Where a new file of an episode is written.
    NewFile newFile(long number, Diagnostics problems) {
        Path target = folder.file(number);
        try {
            Files.createDirectories(target.resolveSibling(""));
        } catch (IOException e) {
            throw problems.fatal(SourceLocation.of(target), "its folder cannot be made (" + NewFile.reason(e) + ")",
                    "",
                    "check the permissions of the store");
        }
        return NewFile.at(target, problems);
    }

    synchronized long nextNumber() {
        return taken.isEmpty() ? 0 : taken.last() + 1;
    }

    synchronized void take(long number) {
        if (lock == null) {
            throw new IllegalStateException("this store was opened to read");
        }
        if (number < 0 || !taken.add(number)) {
            throw new IllegalArgumentException("episode " + number + " of a store that has or records it already");
        }
    }

    synchronized void finished(EpisodeEntry entry) {
        entries.put(entry.number(), entry);
        folder.appendToManifest(entry, diagnostics);
    }

    @Override
    public void close() {
        compressors.close();
        if (lock != null && lock.isValid()) {
            release(lock);
        }
    }
}
