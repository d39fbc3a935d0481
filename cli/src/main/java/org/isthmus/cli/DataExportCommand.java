package org.isthmus.cli;

import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.format.DatasetFormat;
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
            "Formats:",
            "  lerobot         LeRobot 3.0: Parquet and MP4",
            "  lerobot-images  the same with PNG in the tables, without loss",
            "  lerobot-2.1     its older form, also for openpi",
            "  gr00t           that with meta/modality.json, for Isaac GR00T",
            "  rlds            TFRecord of TensorFlow Datasets, for Octo, OpenVLA, …; without loss",
            "  robomimic       one HDF5 file",
            "  mimicgen        that with datagen_info",
            "  maniskill       trajectory.h5 and trajectory.json",
            "  act             an HDF5 file for each episode, for ACT and ALOHA",
            "  webdataset      tar files with a sample for each step",
            "  coco, bop       images with instances, with 6D poses; of episodes with annotations",
            "",
            "Examples:",
            "  isthmus data export recordings -o dataset --success yes",
            "  isthmus data export recordings -o lossless --format lerobot-images",
            "  isthmus data export recordings -o dataset21 --format lerobot-2.1 --codec H264",
            "  isthmus data export recordings -o for_gr00t --format gr00t --codec H264",
            "  isthmus data export recordings -o my_robot --format rlds",
            "  isthmus data export recordings -o demo.hdf5 --format robomimic",
            "  isthmus data export annotated -o source.hdf5 --format mimicgen",
            "  isthmus data export recordings -o trajectories --format maniskill",
            "  isthmus data export recordings -o episodes --format act",
            "  isthmus data export recordings -o shards --format webdataset",
            "  isthmus data export annotated -o instances --format coco --polygons",
            "  isthmus data export annotated -o poses --format bop"
        })
final class DataExportCommand implements Runnable {
    private static final int THREADS = 2;

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
        DatasetFormat as = chosen();
        try (EpisodeStore from = EpisodeStore.open(store, diagnostics)) {
            List<EpisodeEntry> chosen = selection.filter(spec).of(from.episodes());
            try (Progress progress = Progress.start("export", chosen.size(), new Cancellation(),
                    ConsoleProgress.onStandardError())) {
                as.export(new ExportJob(from, chosen, out, THREADS, progress, diagnostics),
                        new DatasetFormat.Choices(codec, polygons));
            }
            spec.commandLine().getOut().println(out + ": " + chosen.size() + " episodes");
            spec.commandLine().getOut().flush();
        }
        diagnostics.list().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }

    private DatasetFormat chosen() {
        return DatasetFormat.of(format).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "--format is '" + format + "', expected one of " + String.join(", ", DatasetFormat.words())));
    }
}
