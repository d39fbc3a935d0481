package org.isthmus.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzTest {
    private static final byte[] BOX = "<box size='1.5 2 3'/>\n<box size='4'/>\n".getBytes(UTF_8);

    @TempDir
    Path folder;
    private volatile Object kept = "";

    private Fuzz fuzz() {
        return Fuzz.in("box", folder).seed(1).corpus(List.of(BOX)).dictionary("sphere").extension(".xml");
    }

    @Test
    void sameSeedGivesTheSameInputsAndNumbersSelectThem() {
        List<String> inputs = inputs(null);
        assertThat(inputs).hasSize(201).isEqualTo(inputs(null)).startsWith(new String(BOX, UTF_8));
        assertThat(inputs("box:57")).containsExactly(inputs.get(58));
        assertThat(inputs("other:57")).isEqualTo(inputs);
    }

    @Test
    void mutantsDifferAndReachNumbersWordsAndLengths() {
        List<String> inputs = inputs(null);
        assertThat(inputs.stream().distinct().count()).isGreaterThan(180);
        assertThat(inputs).anyMatch(s -> s.contains("sphere")).anyMatch(s -> s.contains("1e308"))
                .anyMatch(s -> s.isEmpty())
                .anyMatch(s -> s.length() > 2 * BOX.length).allMatch(s -> s.getBytes(UTF_8).length <= 3 * 4096);
    }

    @Test
    void allowedExceptionsPassAndOthersAreReportedOncePerPlace() throws IOException {
        Fuzz fuzz = fuzz().allow(IllegalStateException.class);
        assertThatThrownBy(() -> fuzz.run(500, FuzzTest::badReader))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("java.lang.ArithmeticException: too short")
                .hasMessageContaining("repeat with -Disthmus.fuzz=box:")
                .hasMessageContaining("FuzzTest.badReader")
                .message().containsOnlyOnce("ArithmeticException").doesNotContain("IllegalStateException");
        try (var files = Files.list(folder)) {
            Path file = files.findFirst().orElseThrow();
            assertThat(file.getFileName().toString()).matches("box-1-\\d+\\.xml");
            assertThatThrownBy(() -> badReader(Files.readAllBytes(file))).isInstanceOf(ArithmeticException.class);
        }
    }

    private static void badReader(byte[] bytes) {
        if (bytes.length < 10) {
            throw new ArithmeticException("too short");
        }
        if (bytes[0] != '<') {
            throw new IllegalStateException("no element");
        }
    }

    @Test
    void inputsMayBeMadeBySomethingElse() {
        Fuzz made = Fuzz.in("box", folder).seed(1).madeBy(random -> new byte[random.nextInt(1, 4)]);
        List<Integer> lengths = new ArrayList<>();
        made.run(100, bytes -> lengths.add(bytes.length));
        assertThat(lengths).hasSize(100).containsOnly(1, 2, 3);
        assertThatThrownBy(() -> made.run(100, bytes -> {
            throw new IllegalStateException("broken");
        })).hasMessageContaining("repeat with -Disthmus.fuzz=box:0");
    }

    @Test
    void aHangIsStoppedAndItsPlaceShown() {
        Fuzz fuzz = fuzz().bound(Duration.ofMillis(300));
        assertThatThrownBy(() -> fuzz.run(500, bytes -> {
            if (bytes.length < 10) {
                hang();
            }
        })).hasMessageContaining("still running after 300 ms").hasMessageContaining("FuzzTest.hang");
    }

    private static void hang() throws InterruptedException {
        Thread.sleep(Duration.ofMinutes(10));
    }

    @Test
    void memoryBeyondTheLimitIsReportedAfterAndDuringTheRead() {
        Fuzz fuzz = fuzz().maxBytes(1 << 20);
        assertThatThrownBy(() -> fuzz.run(10, bytes -> kept = new byte[2 << 20]))
                .hasMessageContaining("allowed 1048576");
        assertThatThrownBy(() -> fuzz.run(10, bytes -> {
            while (!Thread.interrupted()) {
                kept = new byte[2 << 20];
                Thread.onSpinWait();
            }
        })).hasMessageContaining("allocated more than 1048576 bytes");
        assertThat(kept).isNotEqualTo("");
    }

    @Test
    void aReaderThatWritesIntoItsInputDoesNotChangeTheReport() throws IOException {
        assertThatThrownBy(() -> fuzz().run(0, bytes -> {
            bytes[0] = 0;
            throw new IllegalStateException("broken");
        })).hasMessageContaining("input -1 ");
        assertThat(folder.resolve("box-1--1.xml")).hasBinaryContent(BOX);
    }

    @Test
    void overheadLeavesThousandsOfInputsPerSecond() {
        long start = System.nanoTime();
        fuzz().run(20_000, bytes -> {});
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    private List<String> inputs(@Nullable String selected) {
        List<String> inputs = new ArrayList<>();
        fuzz().run(200, bytes -> inputs.add(new String(bytes, UTF_8)), selected);
        return inputs;
    }
}
