package org.isthmus.cli;

import java.nio.file.Path;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.lerobot.LeRobotImporter;
import org.isthmus.dataset.robomimic.RobomimicImporter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus data import`: datasets of others into a store.
@Command(
        name = "import",
        description = "Adds a dataset of another program to a store; its format is found by looking.",
        footer = {
            "",
            "Formats: LeRobot 2.0, 2.1 and 3.0 (a folder with meta/info.json), robomimic and robosuite (a file .hdf5 or .h5).",
            "",
            "Examples:",
            "  isthmus data import lerobot/pusht -o recordings",
            "  isthmus data import demo.hdf5 -o recordings"
        })
final class DataImportCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATASET", description = "The dataset.")
    private Path dataset;

    @Option(names = {"-o", "--out"}, paramLabel = "STORE", required = true,
            description = "The store to add to; made where there is none.")
    private Path out;

    @Option(names = "--without-images", description = "Of LeRobot the numbers only.")
    private boolean withoutImages;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "2",
            description = "Threads that compress; ${DEFAULT-VALUE} if not given.")
    private int threads;

    DataImportCommand() {}

    @Override
    public void run() {
        Diagnostics diagnostics = new Diagnostics();
        int count;
        boolean isFile = RobomimicImporter.recognises(dataset);
        if (!isFile && !LeRobotImporter.recognises(dataset)) {
            throw diagnostics.fatal(SourceLocation.of(dataset), "no dataset that can be imported",
                    "a folder of LeRobot, with meta/info.json, or a file .hdf5 or .h5 of robomimic", "check the name");
        }
        try (EpisodeStore to = EpisodeStore.openForWriting(out, Math.clamp(threads, 1, 64), diagnostics);
                Progress progress = Progress.start("import", Progress.UNKNOWN, new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            count = isFile ? RobomimicImporter.read(dataset, to, progress, diagnostics)
                    : LeRobotImporter.read(dataset, to, !withoutImages, progress, diagnostics);
        }
        spec.commandLine().getOut().println(out + ": " + count + " episodes added");
        spec.commandLine().getOut().flush();
        diagnostics.list().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }
}
