package org.isthmus.dataset.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.quality.QualityPictures.Strip;
import org.jspecify.annotations.Nullable;

/// What is good and bad about episodes.
///
/// @param episodes with what was found in each, in the order asked for
/// @param tasks success by task, of those episodes that tell it
/// @param durations of the episodes, s
/// @param actions one for each number of an action
/// @param factors ξ: values of each, kinds success, failure, unknown
/// @param duplicates pairs of episodes that are nearly the same
/// @param pictures of a few episodes
public record QualityReport(
        String name, List<EpisodeQuality> episodes, SortedMap<String, Proportion> tasks, Histogram durations,
        List<ActionQuality> actions, SortedMap<String, Histogram> factors, List<Duplicate> duplicates,
        List<Strip> pictures) {
    /// Changes beyond so many deviations of all changes are jumps.
    public static final double JUMP = 5;
    /// An episode with more than so many times the jumps of the middle one is odd.
    public static final int MORE_JUMPS = 3;
    private static final int BINS = 20;
    /// An action that stands still for this share of an episode is told.
    private static final double STILL = 0.5;
    private static final double MANY_CLIPPED = 0.2;
    private static final int SHORT = 5;

    /// Two episodes that are nearly the same.
    ///
    /// @param distance of their actions, root mean square, in deviations of all actions
    public record Duplicate(long first, long second, double distance) {}

    /// Reads episodes of a store.
    ///
    /// @param progress advances by two with each episode
    /// @throws DiagnosticException when an episode is damaged
    public static QualityReport of(String name, EpisodeStore store, List<EpisodeEntry> episodes, Progress progress,
            Diagnostics diagnostics) {
        Scan scan = new Scan(store, progress, diagnostics);
        for (EpisodeEntry entry : episodes) {
            scan.measure(entry);
        }
        List<EpisodeQuality> looked = episodes.stream().map(scan::look).toList();
        int[] jumps = looked.stream().mapToInt(EpisodeQuality::jumps).sorted().toArray();
        int usual = jumps.length == 0 ? 0 : jumps[jumps.length / 2];
        List<EpisodeQuality> found = looked.stream().map(e -> told(e, usual)).toList();
        List<Duplicate> pairs = scan.duplicates.find().stream()
                .map(p -> new Duplicate(p.first(), p.second(), p.distance())).toList();
        double[] seconds = episodes.stream().mapToDouble(EpisodeEntry::seconds).toArray();
        return new QualityReport(name, found, tasks(episodes), Histogram.of(new double[][]{seconds}, BINS),
                scan.actions == null ? List.of() : scan.actions.actions(scan.labels), factors(episodes), pairs,
                QualityPictures.of(store, episodes, diagnostics));
    }

    private static SortedMap<String, Proportion> tasks(List<EpisodeEntry> episodes) {
        SortedMap<String, Proportion> tasks = new TreeMap<>();
        for (EpisodeEntry entry : episodes) {
            Proportion before = tasks.getOrDefault(entry.info().task(), new Proportion(0, 0));
            tasks.put(entry.info().task(), entry.success() == Success.UNKNOWN ? before
                    : new Proportion(before.successes() + (entry.success() == Success.YES ? 1 : 0),
                            before.trials() + 1));
        }
        return tasks;
    }

    private static SortedMap<String, Histogram> factors(List<EpisodeEntry> episodes) {
        SortedMap<String, List<List<Double>>> values = new TreeMap<>();
        for (EpisodeEntry entry : episodes) {
            entry.info().factors().forEach((name, all) -> {
                for (int i = 0; i < all.size(); i++) {
                    values.computeIfAbsent(all.size() == 1 ? name : name + "[" + i + "]",
                            key -> List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
                            .get(kind(entry.success())).add(all.get(i));
                }
            });
        }
        SortedMap<String, Histogram> out = new TreeMap<>();
        values.forEach((name, kinds) -> out.put(name, Histogram.of(kinds.stream()
                .map(kind -> kind.stream().mapToDouble(Double::doubleValue).toArray()).toArray(double[][]::new),
                BINS)));
        return out;
    }

    private static int kind(Success success) {
        return switch (success) {
            case YES -> 0;
            case NO -> 1;
            case UNKNOWN -> 2;
        };
    }

    /// Success of all tasks together.
    public Proportion success() {
        return new Proportion(tasks.values().stream().mapToLong(Proportion::successes).sum(),
                tasks.values().stream().mapToLong(Proportion::trials).sum());
    }

    /// Episodes in which something is odd, by what it is.
    public Map<String, Integer> findings() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (EpisodeQuality episode : episodes) {
            for (String finding : episode.findings()) {
                counts.merge(finding.replaceAll("^\\d+ (jump|step)s?", "$1s"), 1, Integer::sum);
            }
        }
        return counts;
    }

    /// With what is odd about its numbers.
    private static EpisodeQuality told(EpisodeQuality it, int usualJumps) {
        List<String> findings = new ArrayList<>(it.findings());
        long steps = it.entry().steps();
        if (it.jumps() > MORE_JUMPS * usualJumps) {
            findings.add(it.jumps() + (it.jumps() == 1 ? " jump" : " jumps"));
        }
        if (it.frozen() > 1 && it.frozen() >= STILL * steps) {
            findings.add(it.frozen() + " steps with the same action");
        }
        if (it.clipped() >= Math.max(1, MANY_CLIPPED * steps)) {
            findings.add(steps(it.clipped()) + " at a limit");
        }
        if (steps < SHORT) {
            findings.add(steps(steps) + " only");
        }
        return new EpisodeQuality(it.entry(), it.jumps(), it.frozen(), it.clipped(), findings);
    }

    private static String steps(long count) {
        return count + (count == 1 ? " step" : " steps");
    }

    /// The two passes.
    private static final class Scan {
        private final EpisodeStore store;
        private final Progress progress;
        private final Diagnostics diagnostics;
        private final Duplicates duplicates = new Duplicates();
        private @Nullable ActionScan actions;
        private int size;
        private List<String> labels = List.of();

        Scan(EpisodeStore store, Progress progress, Diagnostics diagnostics) {
            this.store = store;
            this.progress = progress;
            this.diagnostics = diagnostics;
        }

        void measure(EpisodeEntry entry) {
            progress.checkCancelled();
            try (Episode episode = store.read(entry.number(), diagnostics)) {
                if (actions == null && episode.has(Channel.ACTIONS) && episode.channel(Channel.ACTIONS).rowSize() > 0) {
                    size = episode.channel(Channel.ACTIONS).rowSize();
                    labels = episode.channel(Channel.ACTIONS).labels();
                    actions = new ActionScan(size);
                }
                double[] values = actions(episode);
                ActionScan scan = actions;
                if (scan != null && isFinite(values)) {
                    scan.measure(values);
                }
            }
            progress.advance(1);
        }

        /// [steps][size]; nothing where the episode's actions are others
        private double[] actions(Episode episode) {
            boolean isSame = size > 0 && episode.has(Channel.ACTIONS)
                    && episode.channel(Channel.ACTIONS).rowSize() == size;
            return isSame ? episode.values(Channel.ACTIONS, 0, episode.steps()) : new double[0];
        }

        private static boolean isFinite(double[] values) {
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    return false;
                }
            }
            return true;
        }

        EpisodeQuality look(EpisodeEntry entry) {
            progress.checkCancelled();
            List<String> findings = new ArrayList<>();
            int jumps = 0;
            int frozen = 0;
            int clipped = 0;
            try (Episode episode = store.read(entry.number(), diagnostics)) {
                double[] values = actions(episode);
                ActionScan scan = actions;
                if (values.length == 0 || scan == null) {
                    findings.add(episode.has(Channel.ACTIONS) ? "other actions, or none" : "no actions");
                } else if (!isFinite(values)) {
                    findings.add("actions that are no numbers");
                } else {
                    scan.count(values);
                    jumps = scan.jumps(values, JUMP);
                    frozen = scan.frozen(values);
                    clipped = scan.clipped(values);
                    duplicates.add(entry.number(), values, size, scan);
                }
            }
            progress.advance(1);
            return new EpisodeQuality(entry, jumps, frozen, clipped, findings);
        }
    }
}
