package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.image.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class PickCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(words);
    }

    /// A box of half that size, m.
    private String box(double half) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append("v ").append((i & 1) == 0 ? -half : half).append(' ').append((i & 2) == 0 ? -half : half)
                    .append(' ').append((i & 4) == 0 ? -half : half).append('\n');
        }
        text.append("f 1 3 4 2\nf 5 6 8 7\nf 1 2 6 5\nf 3 7 8 4\nf 1 5 7 3\nf 2 4 8 6\n");
        return Files.writeString(folder.resolve("box.obj"), text).toString();
    }

    @Test
    void aBoxIsPlacedAndShown() throws IOException {
        Path sheet = folder.resolve("pick.png");
        assertThat(run("pick", box(0.025), "--sheet", sheet.toString())).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("placed after 1 attempt(s)");
        assertThat(Images.parse("pick.png", Files.readAllBytes(sheet), new Diagnostics()).orElseThrow().width())
                .isEqualTo(3 * 480);
    }

    @Test
    void whatCannotBeHeldIsTold() throws IOException {
        assertThat(run("pick", box(0.2))).isEqualTo(2);
        assertThat(run("pick", "nothing.stl")).isEqualTo(2);
        assertThat(run("pick", box(0.02), "--layout", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("no side on which it stands is narrow enough for the gripper")
                .contains("at most 70 mm; the file's unit is m").contains("nothing.stl")
                .contains("--layout is -1, expected 0 to 1000000");
    }
}
