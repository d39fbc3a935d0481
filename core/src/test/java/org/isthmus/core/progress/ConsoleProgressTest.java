package org.isthmus.core.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ManualTime time = new ManualTime();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);
    private final Cancellation cancellation = new Cancellation();

    private Progress start(ProgressListener listener, long total) {
        return Progress.start("scale", total, cancellation, listener, time);
    }

    private ProgressListener lines() {
        return ConsoleProgress.asLines(out, time);
    }

    private String text() {
        return bytes.toString(UTF_8);
    }

    @Test
    void workUnderTwoSecondsIsSilent() {
        for (ProgressListener listener : List.of(lines(), ConsoleProgress.onTerminal(out, 80, time))) {
            try (Progress task = start(listener, 10)) {
                for (int i = 0; i < 10; i++) {
                    time.forward(0.19);
                    task.advance(1);
                }
            }
        }
        assertThat(text()).isEmpty();
    }

    @Test
    void plainLinesComeAFewSecondsApartAndASummaryEnds() {
        try (Progress task = start(lines(), 200)) {
            for (int i = 0; i < 120; i++) {
                time.forward(0.1);
                task.advance(1);
            }
        }
        assertThat(text()).isEqualTo("""
                scale 10% (20 of 200), 10.0/s, 0:18 left
                scale 35% (70 of 200), 10.0/s, 0:13 left
                scale 60% (120 of 200), 10.0/s, 0:08 left
                scale 60% (120 of 200) in 0:12
                """);
    }

    @Test
    void aTerminalShowsOneBarRedrawnInPlace() {
        try (Progress task = start(ConsoleProgress.onTerminal(out, 80, time), 4)) {
            time.forward(1);
            task.advance(1);
            time.forward(1.5);
            task.advance(1);
            task.advance(1);
            time.forward(4000);
            task.advance(1);
        }
        assertThat(text()).isEqualTo(
                "\r[############............]  scale 50% (2 of 4), 0.800/s, 0:02 left\u001b[K"
                        + "\r[########################]  scale 100% (4 of 4), 0.000999/s, 0:00 left\u001b[K"
                        + "\rscale 100% (4 of 4) in 1:06:42\u001b[K\n");
    }

    @Test
    void aBarNeverWrapsAndShowsNoControlCharacters() {
        Progress task = start(ConsoleProgress.onTerminal(out, 60, time), 4);
        time.forward(3);
        task.message("file \u001b[31m\nwith a long and odd name");
        String shown = text().substring(1, text().length() - 3);
        assertThat(shown).hasSize(59).doesNotContain("\u001b", "\n").startsWith("[").contains("scale 0% (0 of 4)");
    }

    @Test
    void subTasksAndMessagesAreShownFromOutsideInwards() {
        Progress task = start(lines(), 4);
        task.message("episode 7");
        Progress render = task.sub("render", 10);
        render.message("camera 2");
        time.forward(5);
        render.advance(5);
        assertThat(text()).isEqualTo(
                "scale 12% (0 of 4), 0.00/s, 0:35 left: episode 7 › render 50% (5 of 10): camera 2\n");
    }

    @Test
    void anUnknownTotalShowsTheCountAndTheTimeSoFar() {
        try (Progress task = start(lines(), Progress.UNKNOWN)) {
            time.forward(10);
            task.advance(12344);
        }
        assertThat(text()).isEqualTo("scale 12344, 1234/s, 0:10 so far\nscale 12344 in 0:10\n");
    }

    @Test
    void theSummaryGivesTheReasonOfACancellation() {
        try (Progress task = start(lines(), 8)) {
            time.forward(3);
            cancellation.cancel("Ctrl-C");
            task.message("stopping");
        }
        assertThat(text()).endsWith("scale 0% (0 of 8) in 0:03, cancelled: Ctrl-C\n");
    }

    @Test
    void oneConsoleServesOneTaskAfterTheOther() {
        ProgressListener listener = lines();
        for (int i = 0; i < 2; i++) {
            try (Progress task = start(listener, 1)) {
                time.forward(2.5);
                task.advance(1);
            }
        }
        assertThat(text().lines()).hasSize(4);
    }
}
