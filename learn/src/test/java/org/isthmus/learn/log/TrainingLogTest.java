package org.isthmus.learn.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLogTest {
    @TempDir
    private Path folder;

    private static SequencedMap<String, Double> figures(double success) {
        SequencedMap<String, Double> figures = new LinkedHashMap<>();
        figures.put("success", success);
        figures.put("loss", 2 * success);
        return figures;
    }

    @Test
    void aRunThatGoesOnLeavesTheTableOfOneThatWasNotInterrupted() throws IOException {
        try (TrainingLog log = TrainingLog.open(folder, -1)) {
            log.add(10, figures(0.1));
            log.add(20, figures(0.2));
            log.add(30, figures(0.7));
        }
        try (TrainingLog log = TrainingLog.open(folder, 20)) {
            log.add(30, figures(0.3));
        }
        assertThat(Files.readAllLines(folder.resolve("progress.csv"))).containsExactly("step,success,loss",
                "10,0.100000,0.200000", "20,0.200000,0.400000", "30,0.300000,0.600000");
        try (TrainingLog log = TrainingLog.open(folder, -1)) {
            log.add(1, figures(1));
        }
        assertThat(Files.readAllLines(folder.resolve("progress.csv"))).hasSize(2);
    }
}
