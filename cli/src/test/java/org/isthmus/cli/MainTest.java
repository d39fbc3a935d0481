package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void versionNamesIsthmusAndTheMachine() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("isthmus \\d+\\.\\d+\\.\\d+\\S* \\(Java 2\\d.*\\)\\R");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpGoesToStandardOutput() {
        assertThat(run("model", "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: isthmus model");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void unknownVerbNamesTheNearestOne() {
        assertThat(run("modle")).isEqualTo(2);
        assertThat(err.toString().lines()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("isthmus: Unmatched argument at index 0: 'modle'"),
                line -> assertThat(line).startsWith("Did you mean: isthmus model"),
                line -> assertThat(line).isEqualTo("Try 'isthmus --help'."));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void unknownOptionNamesTheHelpOfItsVerb() {
        assertThat(run("model", "--tree")).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                isthmus: Unknown option: '--tree'
                Try 'isthmus model --help'.
                """);
    }

    @Test
    void groupAloneNamesItsVerbs() {
        assertThat(run("test-group")).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                isthmus: 'isthmus test-group' needs a command: bad-input, bug, no-memory
                Try 'isthmus test-group --help'.
                """);
    }

    @Test
    void badInputGivesItsDiagnosticsOnly() {
        assertThat(run("test-group", "bad-input")).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                arm.urdf:3:7: error: joint 'elbow' has no axis; expected an axis; add one
                arm.urdf:9: warning: link 'tip' has no mass
                """);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void bugGivesOneLineAndAReportWithTheStackTrace() throws IOException {
        assertThat(run("test-group", "bug")).isEqualTo(70);
        Matcher text = Pattern.compile("""
                isthmus: internal error: java.lang.IllegalStateException: no such thing
                This is a bug in Isthmus. Please report it, with the details in (.*)
                """).matcher(err.toString().replace("\r", ""));
        assertThat(text.matches()).as(err.toString()).isTrue();
        Path report = Path.of(text.group(1));
        assertThat(report).content().contains("isthmus ", "(Java ", "at org.isthmus.cli.MainTest");
        Files.delete(report);
    }

    @Test
    void errorsOfTheMachineAreToldToo() {
        assertThat(run("test-group", "no-memory")).isEqualTo(70);
        assertThat(err.toString()).isEqualToNormalizingNewlines("isthmus: out of memory (Java heap space); "
                + "give it more, for example: ISTHMUS_JAVA_OPTIONS=-Xmx8g\n");
    }

    private int run(String... args) {
        CommandLine line = Main.commandLine();
        line.addSubcommand(new TestGroup());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return Main.run(line, args);
    }

    /// Verbs that fail in each way.
    @Command(name = "test-group")
    static final class TestGroup extends CommandGroup {
        @Command(name = "bad-input")
        void badInput() {
            Diagnostics diagnostics = new Diagnostics();
            diagnostics.error(new SourceLocation("arm.urdf", 3, 7), "joint 'elbow' has no axis", "an axis", "add one");
            diagnostics.warning(new SourceLocation("arm.urdf", 9, 0), "link 'tip' has no mass", "", "");
            diagnostics.throwIfErrors();
        }

        @Command(name = "bug")
        void bug() {
            throw new IllegalStateException("no such thing");
        }

        @Command(name = "no-memory")
        void noMemory() {
            throw new OutOfMemoryError("Java heap space");
        }
    }
}
