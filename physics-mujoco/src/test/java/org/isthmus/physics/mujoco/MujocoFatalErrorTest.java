package org.isthmus.physics.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.Models;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What MuJoCo cannot do must end in a diagnostic, never the process.
class MujocoFatalErrorTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("model.xml"), text);
    }

    @Test
    void tooLittleMemoryIsFatalInAStepAndEndsOnlyThatSimulation() throws IOException {
        Worlds.require();
        Path file = file("<mujoco><size memory='3K'/>" + Models.YARD + "</mujoco>");
        Model model = Models.compile(Models.YARD);
        try (MujocoSimulation simulation = MujocoSimulation.load(model, file)) {
            assertThatThrownBy(() -> simulation.step(100)).isInstanceOf(DiagnosticException.class)
                    .hasMessageContaining("MuJoCo stopped with a fatal error: ").hasMessageContaining("memory");
            assertThatThrownBy(simulation::forward).isInstanceOf(DiagnosticException.class);
        }
        WorldBatch others = Worlds.of(model, 2, 2);
        others.step(50);
        assertThat(others.get(Quantity.QPOS, 1, 2)).isFinite();
    }

    @Test
    void aFileThatMujocoDoesNotTakeIsTold() throws IOException {
        Worlds.require();
        Path file = file("<mujoco><worldbody><geom type='balloon'/></worldbody></mujoco>");
        assertThatThrownBy(() -> MujocoSimulation.load(Models.compile(Models.YARD), file))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("does not compile the model: ")
                .hasMessageContaining("balloon").hasMessageContaining("install a newer MuJoCo");
    }
}
