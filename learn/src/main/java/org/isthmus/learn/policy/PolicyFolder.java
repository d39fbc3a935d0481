package org.isthmus.learn.policy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.file.SmallFile;

/// A policy that left: a folder of `policy.onnx`, the graph, and `policy.json`, what goes in and out and where it is from.
///
/// @param sha256 of the graph, in hexadecimal
/// @param model the graph
public record PolicyFolder(Path folder, PolicySpec spec, String sha256, byte[] model) {
    static final String GRAPH = "policy.onnx";
    static final String SPECIFICATION = "policy.json";
    private static final int MAX_GRAPH_BYTES = 1 << 30;
    private static final int MAX_SPECIFICATION_BYTES = 1 << 20;

    /// Reads both files; the graph is loaded when it runs.
    ///
    /// @throws DiagnosticException when one is missing, damaged, too large, or not the other's
    public static PolicyFolder read(Path folder, Diagnostics diagnostics) {
        Path specification = folder.resolve(SPECIFICATION);
        PolicyJson.Content content = PolicyJson.read(bytes(specification, MAX_SPECIFICATION_BYTES, diagnostics),
                SourceLocation.of(specification), diagnostics);
        Path graph = folder.resolve(GRAPH);
        byte[] model = bytes(graph, MAX_GRAPH_BYTES, diagnostics);
        String sha256 = Sha256.of(model);
        if (!sha256.equals(content.sha256())) {
            throw diagnostics.fatal(SourceLocation.of(graph), "a graph whose SHA-256 is " + sha256,
                    content.sha256() + " as " + SPECIFICATION + " says", "write both files of the policy together");
        }
        return new PolicyFolder(folder, content.spec(), sha256, model);
    }

    private static byte[] bytes(Path file, int most, Diagnostics diagnostics) {
        if (!Files.isRegularFile(file)) {
            throw diagnostics.fatal(SourceLocation.of(file), "no file", "a policy's folder with " + SPECIFICATION
                    + " and " + GRAPH, "name the folder that training has written");
        }
        return SmallFile.bytes(file, most, "", "is this the policy's file?", diagnostics);
    }

    /// @throws DiagnosticException when the graph cannot be loaded or is not as it is specified
    OnnxSession session(int rows) {
        return new OnnxSession(model, spec, rows, SourceLocation.of(folder.resolve(GRAPH)));
    }
}
