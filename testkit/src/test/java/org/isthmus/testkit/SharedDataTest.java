package org.isthmus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class SharedDataTest {
    @TempDir
    Path root;

    @Test
    void isFoundBesideTheProjectFromAnyFolderInside() throws IOException {
        Path data = Files.createDirectories(root.resolve("shared/data"));
        Files.writeString(data.resolve("MANIFEST.md"), "what is here");
        Path module = Files.createDirectories(root.resolve("trees/work/module"));

        assertThat(SharedData.find(null, null, module)).contains(data.toAbsolutePath());
    }

    @Test
    void aFolderWithoutManifestIsNotTheSharedData() throws IOException {
        Path data = Files.createDirectories(root.resolve("shared/data"));

        assertThat(SharedData.find(null, null, root)).isNotEqualTo(data);
    }

    @Test
    void thePropertyPrecedesTheEnvironment() throws IOException {
        Path a = Files.createDirectory(root.resolve("a"));
        Path b = Files.createDirectory(root.resolve("b"));

        assertThat(SharedData.find(a.toString(), b.toString(), root)).contains(a);
        assertThat(SharedData.find(null, b.toString(), root)).contains(b);
    }

    @Test
    void aNamedFolderThatIsMissingIsAnError() {
        assertThatThrownBy(() -> SharedData.find(root + "/none", null, root))
                .hasMessage("the system property isthmus.sharedData names " + root + "/none, which is not a folder");
    }

    @Test
    void absentDataSkipsTheTestWithTheWayToNameIt() {
        assertThatThrownBy(() -> SharedData.require("no/such/robot.urdf"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("'no/such/robot.urdf' is absent")
                .hasMessageContaining("-Disthmus.sharedData=FOLDER");
    }
}
