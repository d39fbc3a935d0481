package org.isthmus.cli;

import java.nio.file.Path;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.lerobot.LeRobotImporter;
import org.isthmus.dataset.rlds.RldsImporter;
import org.isthmus.dataset.robomimic.RobomimicImporter;
import org.isthmus.dataset.video.FrameRate;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus data import`: datasets of others into a store.
@Command(
        name = "import",
        description = "Adds a dataset of another program to a store; its format is found by looking.",
        footer = {
            "",
            "Formats: LeRobot 2.0, 2.1 and 3.0 (a folder with meta/info.json), RLDS (a folder with features.json, or one of its files",
            ".tfrecord), robomimic and robosuite (a file .hdf5 or .h5).",
            "",
            "Examples:",
            "  isthmus data import lerobot/pusht -o recordings",
            "  isthmus data import bridge_dataset/1.0.0 -o recordings --rate 5",
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

    @Option(names = "--without-images", description = "Of LeRobot and RLDS the numbers only.")
    private boolean withoutImages;

    @Option(names = "--rate", paramLabel = "HZ",
            description = "Steps per second of a dataset that does not say it (RLDS).")
    private @Nullable Double rate;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "2",
            description = "Threads that compress; ${DEFAULT-VALUE} if not given.")
    private int threads;

    DataImportCommand() {}

    @Override
    public void run() {
        Diagnostics diagnostics = new Diagnostics();
        Reader reader = reader(diagnostics);
        int count;
        try (EpisodeStore to = EpisodeStore.openForWriting(out, Math.clamp(threads, 1, 64), diagnostics);
                Progress progress = Progress.start("import", Progress.UNKNOWN, new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            count = reader.read(to, progress, diagnostics);
        }
        spec.commandLine().getOut().println(out + ": " + count + " episodes added");
        spec.commandLine().getOut().flush();
        diagnostics.list().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }

    /// What reads the dataset into a store.
    private interface Reader {
        int read(EpisodeStore to, Progress progress, Diagnostics diagnostics);
    }

    private Reader reader(Diagnostics problems) {
        if (RldsImporter.recognises(dataset)) {
            Optional<FrameRate> told = Optional.ofNullable(rate).map(this::rate);
            return (to, progress, diagnostics) -> RldsImporter.read(dataset, to, told, !withoutImages, progress,
                    diagnostics);
        }
        if (LeRobotImporter.recognises(dataset)) {
            return (to, progress, diagnostics) -> LeRobotImporter.read(dataset, to, !withoutImages, progress,
                    diagnostics);
        }
        if (RobomimicImporter.recognises(dataset)) {
            return (to, progress, diagnostics) -> RobomimicImporter.read(dataset, to, progress, diagnostics);
        }
        throw problems.fatal(SourceLocation.of(dataset), "no dataset that can be imported",
                "a folder of LeRobot (with meta/info.json) or RLDS (with features.json), or a file .hdf5 or .h5 of "
                        + "robomimic",
                "check the name");
    }

    private FrameRate rate(double perSecond) {
        if (!(perSecond >= 0.001 && perSecond <= 10_000)) {
            throw new ParameterException(spec.commandLine(), "--rate is " + perSecond + ", expected 0.001 to 10000");
        }
        return new FrameRate((int) Math.round(perSecond * 1000), 1000);
    }
}
