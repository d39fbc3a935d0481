package org.isthmus.pipeline.gaps;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.dataset.quality.Proportion;

/// What the benchmark found.
///
/// @param engine that was reality
/// @param cells of each dataset under each gap
/// @param seconds that each part took, by name
public record GapTable(GapPreset preset, String engine, long seed, List<GapCell> cells,
        SortedMap<String, Double> seconds) {
    /// The last row.
    static final String MEAN = "mean of gaps";

    public GapTable {
        cells = List.copyOf(cells);
        seconds = Collections.unmodifiableSortedMap(new TreeMap<>(seconds));
    }

    /// Writes it as one object of JSON.
    public void write(Path file, Diagnostics diagnostics) {
        GapFiles.write(file, this, diagnostics);
    }

    /// Of a dataset under a gap.
    public Proportion of(GapDataset dataset, Gap gap) {
        return cells.stream().filter(c -> c.dataset() == dataset && c.gap() == gap).findFirst().orElseThrow()
                .success();
    }

    /// Those that were tried.
    public List<Gap> gaps() {
        return cells.stream().map(GapCell::gap).distinct().sorted().toList();
    }

    /// The mean share of a dataset over the gaps.
    public double mean(GapDataset dataset) {
        return cells.stream().filter(c -> c.dataset() == dataset && c.gap() != Gap.NONE)
                .mapToDouble(c -> c.success().share()).average().orElse(0);
    }

    /// As a table of Markdown, which people can read as it is: shares in % with Wilson's 95 % interval.
    public String text() {
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "| %-18s |", "gap"));
        for (GapDataset dataset : GapDataset.values()) {
            out.append(String.format(Locale.ROOT, " %-16s |", dataset.title()));
        }
        out.append(String.format(Locale.ROOT, " %-7s |%n|%s|", "DexSim", "-".repeat(20)));
        for (int i = 0; i < GapDataset.values().length; i++) {
            out.append("-".repeat(18)).append('|');
        }
        out.append("-".repeat(9)).append("|\n");
        for (Gap gap : gaps()) {
            out.append(String.format(Locale.ROOT, "| %-18s |", gap.title()));
            for (GapDataset dataset : GapDataset.values()) {
                out.append(String.format(Locale.ROOT, " %-16s |", share(of(dataset, gap))));
            }
            out.append(String.format(Locale.ROOT, " %-7s |%n", gap.paper()));
        }
        out.append(String.format(Locale.ROOT, "| %-18s |", MEAN));
        for (GapDataset dataset : GapDataset.values()) {
            out.append(String.format(Locale.ROOT, " %-16s |", Math.round(100 * mean(dataset))));
        }
        return out.append(String.format(Locale.ROOT, " %-7s |%n", "")).toString();
    }

    static String share(Proportion p) {
        return String.format(Locale.ROOT, "%.0f (%.0f to %.0f)", 100 * p.share(), 100 * p.lower(), 100 * p.upper());
    }
}
