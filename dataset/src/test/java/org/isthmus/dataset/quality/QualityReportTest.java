package org.isthmus.dataset.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.quality.QualityReport.Duplicate;
import org.isthmus.dataset.video.FrameRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class QualityReportTest {
    private static final int STEPS = 50;

    @TempDir
    private Path folder;

    /// Ten smooth episodes: 3 jumps once, 4 stands still, 5 is cut off at 0.7 as some others, 7 is 2 again with a little noise, 8 holds NaN.
    private QualityReport report() {
        List<Channel> channels = List.of(Channel.actions(2).withLabels(List.of("reach", "grip <&>")),
                Channel.image("top", Timing.STEPS, 24, 16));
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("store"), 1, new Diagnostics())) {
            for (int n = 0; n < 10; n++) {
                RandomStream random = RandomStream.of(n == 7 ? 2 : n);
                double phase = random.nextDouble(0, 6);
                EpisodeInfo info = EpisodeInfo.of(n < 6 ? "pick" : "push", FrameRate.of(10)).withFactor("friction",
                        0.1 * n);
                try (EpisodeWriter writer = store.begin(info, channels)) {
                    for (int t = 0; t < STEPS; t++) {
                        writer.append("actions", action(n, t, phase), t < STEPS / 2 ? 0 : 1);
                        writer.append("observations/images/top", new byte[24 * 16 * 3]);
                    }
                    writer.finish(n % 5 == 0 ? Success.NO : Success.YES, List.of());
                }
            }
            return QualityReport.of("store <1>", store, store.episodes(), Progress.silent(), new Diagnostics());
        }
    }

    private static double action(int n, int t, double phase) {
        return switch (n) {
            case 3 -> Math.min(0.7, StrictMath.sin(0.1 * t + phase)) - (t == 20 ? 5 : 0);
            case 4 -> 0.25;
            case 7 -> Math.min(0.7, StrictMath.sin(0.1 * t + phase)) + 1e-4 * (t % 3) - 2e-4;
            case 8 -> t == 9 ? Double.NaN : 0;
            default -> Math.min(0.7, StrictMath.sin(0.1 * t + phase));
        };
    }

    @Test
    void oddEpisodesAreFound() {
        QualityReport report = report();
        assertThat(report.episodes().get(3).jumps()).isEqualTo(2); // there and back
        assertThat(report.episodes().get(3).findings()).contains("2 jumps");
        assertThat(report.episodes().get(4).frozen()).isEqualTo(25); // until the gripper moves
        assertThat(report.episodes().get(4).findings()).containsExactly("25 steps with the same action");
        assertThat(report.episodes().get(8).findings()).containsExactly("actions that are no numbers");
        assertThat(report.actions()).extracting(ActionQuality::label).containsExactly("reach", "grip <&>");
        assertThat(report.actions().getFirst().clippedHigh()).isTrue();
        assertThat(report.actions().getFirst().clippedLow()).isFalse();
        assertThat(report.actions().getFirst().max()).isEqualTo(0.7f);
        assertThat(report.actions().getLast().clippedHigh()).as("a gripper has two values").isFalse();
        assertThat(report.duplicates()).extracting(Duplicate::first, Duplicate::second)
                .containsExactly(tuple(2L, 7L));
        assertThat(report.tasks().get("pick")).isEqualTo(new Proportion(4, 6));
        assertThat(report.success()).isEqualTo(new Proportion(8, 10));
        assertThat(report.factors()).hasEntrySatisfying("friction", values -> assertThat(values.count(0)).isEqualTo(1));
    }

    @Test
    void whatAllEpisodesDoIsNotOdd() {
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("jumpy"), 1, new Diagnostics())) {
            for (int n = 0; n < 9; n++) {
                try (EpisodeWriter writer = store.begin(EpisodeInfo.of("push", FrameRate.of(10)),
                        List.of(Channel.actions(1)))) {
                    for (int t = 0; t < 200; t++) {
                        boolean isOff = t == 50 || n == 4 && t % 40 == 30;
                        writer.append("actions", StrictMath.sin(0.1 * t + n) + (isOff ? 20 + n : 0));
                    }
                    writer.finish(Success.YES, List.of());
                }
            }
            QualityReport report = QualityReport.of("jumpy", store, store.episodes(), Progress.silent(),
                    new Diagnostics());
            assertThat(report.episodes()).extracting(EpisodeQuality::jumps).containsExactly(2, 2, 2, 2, 12, 2, 2, 2, 2);
            assertThat(report.episodes().get(3).findings()).isEmpty();
            assertThat(report.episodes().get(4).findings()).containsExactly("12 jumps");
        }
    }

    @Test
    void wilsonsIntervalIsThatOfTheTextbook() {
        Proportion share = new Proportion(8, 10); // Agresti and Coull 1998 give the formula; statsmodels 0.490, 0.943
        assertThat(share.lower()).isCloseTo(0.49016, within(1e-5));
        assertThat(share.upper()).isCloseTo(0.94331, within(1e-5));
        assertThat(new Proportion(0, 20).lower()).isZero();
        assertThat(new Proportion(0, 20).upper()).isCloseTo(0.16113, within(1e-5));
        assertThat(new Proportion(20, 20).upper()).isEqualTo(1);
        assertThat(new Proportion(0, 0).upper()).isEqualTo(1);
    }

    @Test
    void pagesHoldEverythingAndNoMarkupOfOthers() {
        String page = QualityPage.write(report());
        assertThat(page).startsWith("<!DOCTYPE html>").contains("<h1>store &lt;1&gt;</h1>", "grip &lt;&amp;&gt;",
                "clipped above", "data:image/png;base64,", "Coverage of ξ", "4.9 s</span>",
                "<span class=\"bad\">failed</span>", "1 × jumps");
        assertThat(page).doesNotContain("http://", "https://", "<script", "NaN", "null");
    }

    @Test
    void figuresAreJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(QualityJson.write(report()));
        assertThat(json.path("episodes").asInt()).isEqualTo(10);
        assertThat(json.path("steps").asInt()).isEqualTo(500);
        assertThat(json.path("success").path("share").asDouble()).isEqualTo(0.8);
        assertThat(json.path("tasks").path("push").path("trials").asInt()).isEqualTo(4);
        assertThat(json.path("actions").path(0).path("histogram").path("count")).hasSize(24);
        assertThat(json.path("odd_episodes").path(0).path("findings").path(0).asText()).isNotEmpty();
    }

    @Test
    void emptyStoresHaveAReportToo() {
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("empty"), 1, new Diagnostics())) {
            QualityReport report = QualityReport.of("empty", store, store.episodes(), Progress.silent(),
                    new Diagnostics());
            assertThat(QualityPage.write(report)).contains("<b>0</b>").doesNotContain("Infinity", "NaN");
            assertThat(QualityJson.write(report)).doesNotContain("Infinity", "NaN");
        }
    }
}
