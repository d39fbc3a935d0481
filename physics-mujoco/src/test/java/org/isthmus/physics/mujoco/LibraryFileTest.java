package org.isthmus.physics.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFileTest {
    @TempDir
    private Path folder;

    private Path library(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    @Test
    void thePropertyNamesTheFile() {
        assertThat(new LibraryFile(Map.of("MUJOCO_HOME", folder.toString()), name -> "/some/libmujoco.so").first())
                .contains(Path.of("/some/libmujoco.so"));
    }

    @Test
    void aFileThatIsNoLibraryIsToldWithHowToGetOne() throws IOException {
        Path file = library("libmujoco.so");
        assertThatThrownBy(() -> MujocoLibrary.open(file)).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("libmujoco.so cannot be loaded").hasMessageContaining("pip install mujoco");
    }

    @Test
    void mujocoHomeComesBeforePythonAndTheNewestBeforeOlder() throws IOException {
        library("home/lib/libmujoco.so.3.2.0");
        Path newest = library("home/lib/libmujoco.so.3.3.1");
        library("home/lib/libmujoco_helper.so");
        Path ofPython = library("venv/lib/python3.11/site-packages/mujoco/libmujoco.so.3.14.0");
        Map<String, String> both = Map.of("MUJOCO_HOME", folder.resolve("home").toString(), "VIRTUAL_ENV",
                folder.resolve("venv").toString(), "ISTHMUS_HOME", folder.toString());
        assertThat(new LibraryFile(both, name -> null).first()).contains(newest);
        Map<String, String> python = Map.of("VIRTUAL_ENV", folder.resolve("venv").toString(), "ISTHMUS_HOME",
                folder.toString());
        assertThat(new LibraryFile(python, name -> null).first()).contains(ofPython);
    }
}
