package org.isthmus.model.mjcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;

/// Short ways to read MJCF in tests.
final class Mjcf {
    private Mjcf() {}

    /// The scene of what stands inside `mujoco`; nothing must be wrong with it.
    static Scene read(String content) {
        return readFiles(Map.of("/scene.xml", "<mujoco>" + content + "</mujoco>"));
    }

    /// The scene of `/scene.xml`; nothing must be wrong with it.
    static Scene readFiles(Map<String, String> texts) {
        Diagnostics diagnostics = new Diagnostics();
        Scene scene = MjcfReader.read(files(texts), "/scene.xml", MjcfReader.Options.DEFAULT, diagnostics);
        assertThat(diagnostics.list()).isEmpty();
        return scene;
    }

    /// The messages that reading `/scene.xml` gives.
    static List<String> messages(Map<String, String> texts) {
        Diagnostics diagnostics = new Diagnostics();
        try {
            MjcfReader.read(files(texts), "/scene.xml", MjcfReader.Options.DEFAULT, diagnostics);
        } catch (DiagnosticException e) {
            // its diagnostics are the same
        }
        return diagnostics.list().stream().map(Diagnostic::toString).toList();
    }

    static FileAccess files(Map<String, String> texts) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        texts.forEach((name, text) -> bytes.put(name, text.getBytes(UTF_8)));
        return FileAccess.inMemory(bytes);
    }
}
