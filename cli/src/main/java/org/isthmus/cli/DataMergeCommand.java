package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus data merge`: episodes of several stores into one.
@Command(
        name = "merge",
        description = "Copies episodes of one or several stores, all or those chosen, behind those of another.",
        footer = {
            "",
            "Examples:",
            "  isthmus data merge monday tuesday -o week",
            "  isthmus data merge recordings -o good --success yes --where 'friction<0.5'"
        })
final class DataMergeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORE", arity = "1..*", description = "The folders of the stores.")
    private List<Path> stores;

    @Option(names = {"-o", "--out"}, paramLabel = "STORE", required = true,
            description = "The store to copy to; made where there is none.")
    private Path out;

    @Mixin
    private EpisodeSelection selection;

    DataMergeCommand() {}

    @Override
    public void run() {
        EpisodeFilter filter = selection.filter(spec);
        Diagnostics diagnostics = new Diagnostics();
        PrintWriter console = spec.commandLine().getOut();
        try (EpisodeStore to = EpisodeStore.openForWriting(out, 1, diagnostics);
                Progress progress = Progress.start("merge", stores.size(), new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            for (Path store : stores) {
                try (EpisodeStore from = EpisodeStore.open(store, diagnostics)) {
                    List<EpisodeEntry> chosen = filter.of(from.episodes());
                    try (Progress part = progress.sub(store.toString(), chosen.size())) {
                        StoreCopy.copy(from, chosen, to, part, diagnostics);
                    }
                    console.println(
                            store + ": " + chosen.size() + " of " + from.episodes().size() + " episodes copied");
                }
            }
            console.println(out + ": " + to.episodes().size() + " episodes");
        }
        console.flush();
        diagnostics.list().forEach(spec.commandLine().getErr()::println);
    }
}
