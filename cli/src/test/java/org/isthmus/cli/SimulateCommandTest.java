package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class SimulateCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        CommandLine line = Main.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(out));
        return Main.run(line, words);
    }

    private String scene(String bodies) throws IOException {
        Path file = folder.resolve("scene.xml");
        Files.writeString(file, "<mujoco model=\"scene\"><worldbody>" + bodies + "</worldbody></mujoco>");
        return file.toString();
    }

    /// A ball of 2 kg at rest presses with its weight.
    @Test
    void tellsContactsWithTheirForces() throws IOException {
        String file = scene("<geom name=\"floor\" type=\"plane\" size=\"1 1 1\"/><body pos=\"0 0 0.1\"><freejoint/>"
                + "<geom name=\"ball\" size=\"0.1\" mass=\"2\"/></body>");
        assertThat(run("simulate", file, "--worlds", "2", "--engine", "scalar-double", "--seconds", "2"))
                .as(err.toString()).isZero();
        assertThat(out.toString()).contains("scene: 1 bodies, 6 degrees of freedom, 0 actuators, 2 geoms")
                .contains("contacts  1.0 per world at the end").contains("strongest 19.62 N (floor and ball)")
                .contains("diverged  none");
    }

    @Test
    void tellsWhichWorldsDiverged() throws IOException {
        String file = scene("<body pos=\"0 0 1\"><joint name=\"knee\" stiffness=\"-1e9\" springref=\"1\"/>"
                + "<geom size=\"0.1\" pos=\"0.2 0 0\"/></body>");
        assertThat(run("simulate", file, "--worlds", "3", "--engine", "scalar", "--seconds", "1")).as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("diverged  3 worlds, the first (0) after 0.").contains("at joint 'knee'");
    }

    @Test
    void tellsWhatIsWrongWithTheCommand() {
        assertThat(run("simulate", "panda", "--worlds", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--worlds 0, expected 1 to 1000000");
        assertThat(run("simulate", "panda", "--engine", "lan")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no physics engine 'lan'; there are");
    }
}
