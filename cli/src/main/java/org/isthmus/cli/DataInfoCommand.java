package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.ChannelStatistics;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.Success;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus data info`: what a store holds.
@Command(
        name = "info",
        description = "Prints what a store holds: tasks, success, channels, the range of each randomized factor.",
        footer = {
            "",
            "Examples:",
            "  isthmus data info recordings",
            "  isthmus data info recordings --success yes --stats"
        })
final class DataInfoCommand implements Runnable {
    private static final double MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORE", description = "The folder of the store.")
    private Path store;

    @Option(names = "--stats", description = "Read all numbers: least, greatest, mean and deviation of each.")
    private boolean stats;

    @Mixin
    private EpisodeSelection selection;

    DataInfoCommand() {}

    @Override
    public void run() {
        Diagnostics diagnostics = new Diagnostics();
        PrintWriter out = spec.commandLine().getOut();
        try (EpisodeStore open = EpisodeStore.open(store, diagnostics)) {
            List<EpisodeEntry> chosen = selection.filter(spec).of(open.episodes());
            double seconds = chosen.stream().mapToDouble(EpisodeEntry::seconds).sum();
            long bytes = chosen.stream().mapToLong(EpisodeEntry::bytes).sum();
            out.printf(Locale.ROOT, "%s: %d episodes, %d steps, %s, %.1f MiB%n", store, chosen.size(),
                    chosen.stream().mapToLong(EpisodeEntry::steps).sum(), duration(seconds), bytes / MEBIBYTE);
            tasks(chosen, out);
            factors(chosen, out);
            if (!chosen.isEmpty()) {
                channels(open, chosen.getFirst().number(), diagnostics, out);
            }
            if (stats) {
                statistics(open, chosen, diagnostics, out);
            }
        }
        out.flush();
        diagnostics.list().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    private static void tasks(List<EpisodeEntry> chosen, PrintWriter out) {
        Map<String, List<EpisodeEntry>> byTask = chosen.stream()
                .collect(Collectors.groupingBy(e -> e.info().task(), TreeMap::new, Collectors.toList()));
        out.println("tasks");
        byTask.forEach((task, episodes) -> out.printf(Locale.ROOT,
                "  %-24s %6d episodes, %5d succeeded, %5d failed, %5d unknown; %d to %d steps%n",
                task.isEmpty() ? "(none)" : task, episodes.size(), count(episodes, Success.YES),
                count(episodes, Success.NO), count(episodes, Success.UNKNOWN),
                episodes.stream().mapToLong(EpisodeEntry::steps).min().orElse(0),
                episodes.stream().mapToLong(EpisodeEntry::steps).max().orElse(0)));
    }

    private static long count(List<EpisodeEntry> episodes, Success success) {
        return episodes.stream().filter(e -> e.success() == success).count();
    }

    private static void factors(List<EpisodeEntry> chosen, PrintWriter out) {
        Map<String, double[]> ranges = new TreeMap<>(); // least and greatest of all elements
        for (EpisodeEntry entry : chosen) {
            entry.info().factors().forEach((name, values) -> {
                for (int i = 0; i < values.size(); i++) {
                    double x = values.get(i);
                    double[] range = ranges.computeIfAbsent(values.size() == 1 ? name : name + "[" + i + "]",
                            key -> new double[]{x, x});
                    range[0] = Math.min(range[0], x);
                    range[1] = Math.max(range[1], x);
                }
            });
        }
        if (!ranges.isEmpty()) {
            out.println("factors");
            ranges.forEach(
                    (name, range) -> out.printf(Locale.ROOT, "  %-24s %.6g to %.6g%n", name, range[0], range[1]));
        }
    }

    private static void channels(EpisodeStore open, long number, Diagnostics diagnostics, PrintWriter out) {
        try (Episode episode = open.read(number, diagnostics)) {
            out.println("channels of episode " + number + " (" + episode.info().rate() + " steps/s)");
            for (Channel channel : episode.channels()) {
                out.printf(Locale.ROOT, "  %-32s %-8s %-16s %s%s%s%n", channel.name(), word(channel.element()),
                        channel.shape(), word(channel.timing()),
                        channel.role() == Channel.Role.VALUES ? "" : ", " + word(channel.role()),
                        channel.unit().isEmpty() ? "" : ", " + channel.unit());
            }
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void statistics(EpisodeStore open, List<EpisodeEntry> chosen, Diagnostics diagnostics,
            PrintWriter out) {
        Map<String, ChannelStatistics> all = new TreeMap<>();
        try (Progress progress = Progress.start("statistics", chosen.size(), new Cancellation(),
                ConsoleProgress.onStandardError())) {
            for (EpisodeEntry entry : chosen) {
                try (Episode episode = open.read(entry.number(), diagnostics)) {
                    ChannelStatistics.ofValues(episode)
                            .forEach((name, one) -> all.merge(name, one, ChannelStatistics::plus));
                }
                progress.advance(1);
            }
        }
        out.println("statistics (least, greatest, mean, deviation)");
        all.forEach((name, one) -> {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < one.size(); i++) {
                lines.add(String.format(Locale.ROOT, "  %-32s %12.6g %12.6g %12.6g %12.6g", name + "[" + i + "]",
                        one.min(i),
                        one.max(i), one.mean(i), one.deviation(i)));
            }
            lines.forEach(out::println);
        });
    }
}
