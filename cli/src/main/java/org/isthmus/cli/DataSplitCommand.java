package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeFilter;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.StoreCopy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus data split`: episodes of a store dealt out to several.
@Command(
        name = "split",
        description = "Deals the episodes of a store out to several, at random but always the same way for a seed.",
        footer = {
            "",
            "Examples:",
            "  isthmus data split recordings --into train=0.9 --into val=0.1",
            "  isthmus data split recordings --into small=0.05 --seed 3 --success yes"
        })
final class DataSplitCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORE", description = "The folder of the store.")
    private Path store;

    @Option(names = "--into", paramLabel = "STORE=SHARE", required = true,
            description = "A store to make and its share of the episodes; given once for each.")
    private Map<Path, Double> shares;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0",
            description = "Of the dealing; ${DEFAULT-VALUE} if not given.")
    private long seed;

    @Mixin
    private EpisodeSelection selection;

    DataSplitCommand() {}

    @Override
    public void run() {
        EpisodeFilter filter = selection.filter(spec);
        Diagnostics diagnostics = new Diagnostics();
        try (EpisodeStore from = EpisodeStore.open(store, diagnostics)) {
            List<EpisodeEntry> chosen = filter.of(from.episodes());
            List<List<EpisodeEntry>> parts = parts(chosen);
            int part = 0;
            for (Path target : shares.keySet()) {
                write(from, parts.get(part++), target, diagnostics);
            }
        }
        diagnostics.list().forEach(spec.commandLine().getErr()::println);
    }

    private List<List<EpisodeEntry>> parts(List<EpisodeEntry> chosen) {
        try {
            return StoreCopy.split(chosen, new ArrayList<>(shares.values()), seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--into: " + e.getMessage(), e);
        }
    }

    private void write(EpisodeStore from, List<EpisodeEntry> episodes, Path target, Diagnostics diagnostics) {
        PrintWriter console = spec.commandLine().getOut();
        try (EpisodeStore to = EpisodeStore.openForWriting(target, 1, diagnostics);
                Progress progress = Progress.start(target.toString(), episodes.size(), new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            if (!to.episodes().isEmpty()) {
                throw new ParameterException(spec.commandLine(), "--into names " + target
                        + ", which holds episodes already; expected a new store");
            }
            StoreCopy.copy(from, episodes, to, progress, diagnostics);
            console.println(target + ": " + episodes.size() + " episodes");
        }
        console.flush();
    }
}
