package org.isthmus.cli;

import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.bop.BopExporter;
import org.isthmus.dataset.coco.CocoExporter;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.lerobot.LeRobotExporter;
import org.isthmus.dataset.lerobot.LeRobotOptions;
import org.isthmus.dataset.lerobot.LeRobotVersion;
import org.isthmus.dataset.rlds.RldsExporter;
import org.isthmus.dataset.robomimic.RobomimicExporter;
import org.isthmus.dataset.video.VideoCodec;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus data export`: episodes in a format of the field.
@Command(
        name = "export",
        description = "Writes episodes of a store in a format that other programs read.",
        footer = {
            "",
            "Formats: lerobot (version 3.0), lerobot-2.1 (also for openpi), rlds (TFRecord), robomimic (HDF5);",
            "of episodes with annotations: coco (instances), bop (6D poses).",
            "",
            "Examples:",
            "  isthmus data export recordings -o dataset --success yes",
            "  isthmus data export recordings -o dataset --format lerobot-2.1 --codec H264",
            "  isthmus data export recordings -o demo.hdf5 --format robomimic",
            "  isthmus data export recordings -o my_robot --format rlds",
            "  isthmus data export annotated -o instances --format coco --polygons",
            "  isthmus data export annotated -o poses --format bop"
        })
final class DataExportCommand implements Runnable {
    private static final int THREADS = 2;
    private static final String FORMATS = "lerobot, lerobot-2.1, rlds, robomimic, coco, bop";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORE", description = "The folder of the store.")
    private Path store;

    @Option(names = {"-o", "--out"}, paramLabel = "PATH", required = true,
            description = "What to write; it must not be there yet.")
    private Path out;

    @Option(names = "--format", paramLabel = "NAME", defaultValue = "lerobot",
            description = "See below; ${DEFAULT-VALUE} if not given.")
    private String format;

    @Option(names = "--codec", paramLabel = "NAME", defaultValue = "AV1",
            description = "Of videos: AV1 or H264; ${DEFAULT-VALUE} if not given.")
    private VideoCodec codec;

    @Option(names = "--polygons", description = "Of coco: polygons for masks without holes, instead of run lengths.")
    private boolean polygons;

    @Mixin
    private EpisodeSelection selection;

    DataExportCommand() {}

    @Override
    public void run() {
        Diagnostics diagnostics = new Diagnostics();
        try (EpisodeStore from = EpisodeStore.open(store, diagnostics)) {
            List<EpisodeEntry> chosen = selection.filter(spec).of(from.episodes());
            try (Progress progress = Progress.start("export", chosen.size(), new Cancellation(),
                    ConsoleProgress.onStandardError())) {
                write(new ExportJob(from, chosen, out, THREADS, progress, diagnostics));
            }
            spec.commandLine().getOut().println(out + ": " + chosen.size() + " episodes");
            spec.commandLine().getOut().flush();
        }
        diagnostics.list().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }

    private void write(ExportJob job) {
        switch (format) {
            case "lerobot" -> LeRobotExporter.export(job, LeRobotOptions.of(LeRobotVersion.V3_0, codec));
            case "lerobot-2.1" -> LeRobotExporter.export(job, LeRobotOptions.of(LeRobotVersion.V2_1, codec));
            case "bop" -> BopExporter.export(job);
            case "coco" -> CocoExporter.export(job, polygons);
            case "rlds" -> RldsExporter.export(job);
            case "robomimic" -> RobomimicExporter.export(job);
            default -> throw new ParameterException(spec.commandLine(),
                    "--format is '" + format + "', expected one of " + FORMATS);
        }
    }
}
