package org.isthmus.model.sdf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.xml.XmlDocument;
import org.isthmus.model.xml.XmlElement;

/// Reads the documents that `include` names: an SDF file, or a folder with a `model.config` that names one. Each file
/// is read once.
final class Includes {
    private final FileAccess files;
    private final Severity missing;
    private final Fields fields;
    private final Diagnostics diagnostics;
    private final Map<String, Optional<XmlDocument>> documents = new HashMap<>();

    /// @param missing how bad it is when a file does not exist
    Includes(FileAccess files, Severity missing, Fields fields) {
        this.files = files;
        this.missing = missing;
        this.fields = fields;
        this.diagnostics = fields.diagnostics;
    }

    static String folder(XmlDocument document) {
        return FileAccess.folderOf(document.file());
    }

    /// The included document; empty after a diagnostic.
    ///
    /// @param folder of the file that includes
    /// @param depth how many includes lead to this one
    Optional<XmlDocument> read(XmlElement include, String folder, int depth) {
        String uri = fields.required(include, "uri");
        if (uri == null) {
            return Optional.empty();
        }
        SourceLocation at = include.location();
        if (depth >= SdfReader.MAX_INCLUDE_DEPTH) {
            diagnostics.error(at, "models include each other more than " + SdfReader.MAX_INCLUDE_DEPTH + " deep",
                    "at most " + SdfReader.MAX_INCLUDE_DEPTH, "look for a model that includes itself");
            return Optional.empty();
        }
        if (uri.endsWith(".urdf")) {
            diagnostics.error(at, "'" + uri + "' is URDF", "an SDF model", "convert it, or join the scenes afterwards");
            return Optional.empty();
        }
        boolean isFile = uri.endsWith(".sdf") || uri.endsWith(".world") || uri.endsWith(".xml");
        return isFile ? file(uri, folder, at) : configured(uri, folder, at);
    }

    private Optional<XmlDocument> file(String uri, String folder, SourceLocation at) {
        return files.find(uri, folder, missing, at, diagnostics).flatMap(file -> document(file, at));
    }

    private Optional<XmlDocument> configured(String uri, String folder, SourceLocation at) {
        String config = uri + (uri.endsWith("/") ? "" : "/") + "model.config";
        return files.find(config, folder, missing, at, diagnostics)
                .flatMap(file -> document(file, at))
                .flatMap(document -> file(modelFile(document), folder(document), at));
    }

    /// The file of the newest version that a `model.config` names.
    private static String modelFile(XmlDocument config) {
        List<XmlElement> named = config.root().children("sdf");
        return named.stream()
                .max((a, b) -> Integer.compare(minor(a), minor(b)))
                .map(XmlElement::text).orElse("model.sdf");
    }

    private static int minor(XmlElement sdf) {
        String version = sdf.attribute("version", "");
        return version.matches("1\\.\\d{1,2}") ? Integer.parseInt(version.substring(2)) : 0;
    }

    private Optional<XmlDocument> document(String file, SourceLocation at) {
        Optional<XmlDocument> known = documents.get(file);
        if (known == null) {
            known = XmlDocument.read(files, file, at, diagnostics);
            documents.put(file, known);
            known.filter(d -> d.root().name().equals("sdf"))
                    .ifPresent(d -> SdfGrammar.sdf().reportUnread(d.root(), diagnostics));
        }
        return known;
    }
}
