package org.isthmus.core.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class DiagnosticsTest {
    private static final SourceLocation PLACE = new SourceLocation("arm.xml", 12, 5);

    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void aDiagnosticIsOneLineWithPlaceFoundExpectedRemedy() {
        diagnostics.error(PLACE, "joint 'elbow' has range 2 1", "a lower limit below the upper",
                "swap the two numbers");
        diagnostics.warning(SourceLocation.UNKNOWN, "unknown tag <foo>", "", "did you mean 'food'?");
        assertThat(diagnostics.list()).map(Diagnostic::toString).containsExactly(
                "arm.xml:12:5: error: joint 'elbow' has range 2 1; expected a lower limit below the upper; swap the two numbers",
                "warning: unknown tag <foo>; did you mean 'food'?");
    }

    @Test
    void placesShowWhatIsKnownOfThem() {
        assertThat(SourceLocation.of(Path.of("mesh.stl"))).hasToString("mesh.stl");
        assertThat(new SourceLocation("arm.xml", 3, 0)).hasToString("arm.xml:3");
        assertThat(SourceLocation.UNKNOWN).hasToString("");
    }

    @Test
    void severalErrorsAreThrownTogetherWithTheWarnings() {
        diagnostics.warning(PLACE, "first", "", "");
        assertThatCode(diagnostics::throwIfErrors).doesNotThrowAnyException();
        diagnostics.error(PLACE, "second", "", "");
        diagnostics.error(PLACE, "third", "", "");

        DiagnosticException thrown = catchThrowableOfType(DiagnosticException.class, diagnostics::throwIfErrors);

        assertThat(thrown).hasMessage(
                "arm.xml:12:5: warning: first\narm.xml:12:5: error: second\narm.xml:12:5: error: third");
        assertThat(thrown.diagnostics()).isEqualTo(diagnostics.list());
        assertThat(diagnostics.hasErrors()).isTrue();
        assertThat(diagnostics.errorCount()).isEqualTo(2);
        assertThat(diagnostics.warningCount()).isEqualTo(1);
    }

    @Test
    void readingStopsAfterFiftyErrorsAndSaysSo() {
        assertThatThrownBy(() -> {
            for (int i = 0; i < 1000; i++) {
                diagnostics.error(PLACE, "error " + i, "", "");
            }
        }).isInstanceOf(DiagnosticException.class).hasMessageContaining("error 49\n").message()
                .endsWith("warning: reading stopped here after 50 errors; correct these first");
        assertThat(diagnostics.errorCount()).isEqualTo(50);
    }

    @Test
    void warningsBeyondTheLimitAreCountedOnly() {
        for (int i = 0; i < 1000; i++) {
            diagnostics.warning(PLACE, "again", "", "");
        }
        assertThat(diagnostics.list()).hasSize(Diagnostics.MAX_WARNINGS);
        assertThat(diagnostics.warningCount()).isEqualTo(1000);
        assertThat(diagnostics.hasErrors()).isFalse();
    }

    @Test
    void aFatalErrorCarriesWhatWasFoundBefore() {
        diagnostics.warning(PLACE, "odd", "", "");
        assertThat(diagnostics.fatal(PLACE, "the file ends here", "</robot>", ""))
                .hasMessage("arm.xml:12:5: warning: odd\narm.xml:12:5: error: the file ends here; expected </robot>");
        assertThat(diagnostics.hasErrors()).isTrue();
    }

    @Test
    void quotedInputCannotBreakTheLineOrTheTerminal() {
        diagnostics.error(PLACE, "name 'a\nb\u001b[31m'", "", "");
        diagnostics.error(PLACE, "name " + "x".repeat(1_000_000), "", "");
        assertThat(diagnostics.list().get(0).found()).isEqualTo("name 'a\\u000ab\\u001b[31m'");
        assertThat(diagnostics.list().get(1).found()).hasSize(Diagnostic.MAX_LENGTH + 1).endsWith("x…");
    }
}
