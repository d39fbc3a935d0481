package org.isthmus.model.mesh.format;

import java.util.List;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.Mesh;

/// Reads mesh files of all formats.
///
/// ```java
/// Optional<Mesh> mesh = MeshReader.read("/robots/arm/hand.stl", files, MeshReadOptions.CONVERTED, here, diagnostics);
/// ```
///
/// Texture files are found, not read. Numbers are kept in double precision as they stand in the file (binary formats hold
/// single precision).
public final class MeshReader {
    private MeshReader() {}

    /// Extensions of the formats that can be read, in lower case, without dot.
    public static List<String> extensions() {
        return MeshFormat.extensions();
    }

    /// Reads a file.
    ///
    /// @param file name as [FileAccess#find] or [FileAccess#name] gives it
    /// @param at where the mesh was asked for
    /// @return empty after at least one error
    public static Optional<Mesh> read(
            String file, FileAccess files, MeshReadOptions options, SourceLocation at, Diagnostics diagnostics) {
        return files.bytes(file, at, diagnostics).flatMap(bytes -> parse(file, bytes, files, options, diagnostics));
    }

    /// Reads a file's content.
    ///
    /// @param file its name: for its extension, for messages, and for finding other files that it refers to
    /// @return empty after at least one error
    public static Optional<Mesh> parse(
            String file, byte[] bytes, FileAccess files, MeshReadOptions options, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Optional<Mesh> mesh = parse(new MeshSource(file, bytes, files, options, own));
        for (Diagnostic d : own.list()) {
            switch (d.severity()) {
                case ERROR -> diagnostics.error(d.location(), d.found(), d.expected(), d.remedy());
                case WARNING -> diagnostics.warning(d.location(), d.found(), d.expected(), d.remedy());
            }
        }
        return own.hasErrors() ? Optional.empty() : mesh;
    }

    private static Optional<Mesh> parse(MeshSource source) {
        try {
            return Optional.of(MeshFormat.of(source).read(source));
        } catch (DiagnosticException e) {
            // What went wrong is in the source's diagnostics.
            return Optional.empty();
        }
    }
}
