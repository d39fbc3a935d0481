package org.isthmus.model.mjcf;

import java.util.List;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.jspecify.annotations.Nullable;

/// Finds the files that assets name.
final class AssetFiles {
    private final Context context;

    AssetFiles(Context context) {
        this.context = context;
    }

    /// The file that attribute `name` means: in `subfolder` of the main file's folder, else of the folder of the file that the
    /// element stands in, else in the latter itself; then in the search folders. Null when there is none, after an error or,
    /// where missing files are waived, a warning.
    @Nullable
    String find(Attributes attributes, String name, String subfolder) {
        String reference = attributes.text(name);
        if (reference == null) {
            return null;
        }
        SourceLocation at = attributes.at(name);
        String own = FileAccess.folderOf(at.file());
        String path = strip(reference);
        String placed = subfolder.isEmpty() || isAbsolute(path) ? path : subfolder + "/" + path;
        for (Place place : List.of(new Place(main(), placed), new Place(own, placed), new Place(own, path))) {
            Optional<String> found = place.find(context.files, Severity.WARNING, at, new Diagnostics());
            if (found.isPresent()) {
                return found.get();
            }
        }
        Severity severity = context.options.missingFiles() == MissingFiles.ERROR ? Severity.ERROR : Severity.WARNING;
        return new Place(main(), placed).find(context.files, severity, at, context.diagnostics).orElse(null);
    }

    private record Place(String folder, String path) {
        Optional<String> find(FileAccess files, Severity severity, SourceLocation at, Diagnostics diagnostics) {
            return files.find(path, folder, severity, at, diagnostics);
        }
    }

    /// Whether a reference means the same wherever it stands.
    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.startsWith("\\\\") || path.contains("://");
    }

    private String main() {
        return FileAccess.folderOf(context.file);
    }

    private String strip(String reference) {
        return context.settings.stripPath ? last(reference) : reference;
    }

    /// The name that an asset without one takes from its file: `hand` of `meshes/hand.stl`.
    static String nameOf(String reference) {
        String last = last(reference);
        int dot = last.lastIndexOf('.');
        return dot < 0 ? last : last.substring(0, dot);
    }

    private static String last(String reference) {
        return reference.substring(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf('\\')) + 1);
    }
}
