package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.quality.QualityJson;
import org.isthmus.dataset.quality.QualityPage;
import org.isthmus.dataset.quality.QualityReport;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus data report`: what is good and bad about a store, as a page.
@Command(
        name = "report",
        description = "Writes a page about the quality of a store: success with its uncertainty, durations, actions that jump, stand still or "
                + "stop at limits, episodes that are nearly the same, coverage of the randomized factors, pictures.",
        footer = {
            "",
            "Examples:",
            "  isthmus data report recordings -o report.html",
            "  isthmus data report recordings -o report.html --json report.json --task pick-cube"
        })
final class DataReportCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORE", description = "The folder of the store.")
    private Path store;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "The HTML file to write; it needs no other.")
    private @Nullable Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "Also, or only, the figures as JSON.")
    private @Nullable Path json;

    @Mixin
    private EpisodeSelection selection;

    DataReportCommand() {}

    @Override
    public void run() {
        if (out == null && json == null) {
            throw new ParameterException(spec.commandLine(), "nothing to write: give -o FILE.html or --json FILE");
        }
        Diagnostics diagnostics = new Diagnostics();
        QualityReport report;
        try (EpisodeStore open = EpisodeStore.open(store, diagnostics)) {
            List<EpisodeEntry> chosen = selection.filter(spec).of(open.episodes());
            try (Progress progress = Progress.start("report", 2L * chosen.size(), new Cancellation(),
                    ConsoleProgress.onStandardError())) {
                report = QualityReport.of(String.valueOf(store.toAbsolutePath().normalize().getFileName()), open,
                        chosen,
                        progress, diagnostics);
            }
        }
        write(out, QualityPage.write(report), diagnostics);
        write(json, QualityJson.write(report), diagnostics);
        PrintWriter console = spec.commandLine().getOut();
        console.println(report.episodes().size() + " episodes, "
                + report.episodes().stream().filter(e -> !e.findings().isEmpty()).count() + " with something odd, "
                + report.duplicates().size() + " near duplicates");
        console.flush();
        diagnostics.list().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }

    private static void write(@Nullable Path file, String text, Diagnostics diagnostics) {
        if (file != null) {
            NewFile.write(file, text.getBytes(StandardCharsets.UTF_8), diagnostics);
        }
    }
}
