package org.isthmus.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.NewFile;
import org.isthmus.pipeline.seed.Evidence;
import org.isthmus.pipeline.seed.Projection;
import org.isthmus.pipeline.seed.Seed;
import org.isthmus.pipeline.seed.SeedPage;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus project`: evidence of a demonstration → a seed.
@Command(
        name = "project",
        description = "Turns a recorded human hand, or a robot's demonstration, into a seed for a task.",
        footer = {
            "",
            "The evidence is a table of motion-capture markers (.tsv of Qualisys), a table of landmarks (.csv, as 'isthmus retarget'",
            "takes it), or an episode of a store (a folder; 'isthmus data import' makes one of other formats).",
            "",
            "A seed is a gripper's motion, cut where its jaw closes and opens, each piece in the frame of what it concerns; no robot",
            "is in it. What the task asks and the evidence does not show is planned, and said so. 'isthmus record --seed-file'",
            "makes episodes of it.",
            "",
            "Examples:",
            "  isthmus project recording.tsv --task PlaceInBin-v1 -o seed.json --page seed.html",
            "  isthmus project recording.tsv --task PickCube-v1 --frames 1600:2000",
            "  isthmus project bridge-store --episode 24 --task PickCube-v1"
        })
final class ProjectCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "EVIDENCE", description = "A .tsv, a .csv, or a store.")
    private Path evidence;

    @Option(names = "--task", paramLabel = "ID", required = true,
            description = "What the seed is to do, such as PlaceInBin-v1.")
    private String task;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write the seed to a file (.json).")
    private @Nullable Path out;

    @Option(names = "--page", paramLabel = "FILE",
            description = "Write a page to look at: the tool's way and the jaw over time (.html).")
    private @Nullable Path page;

    @Option(names = "--frames", paramLabel = "A:B", description = "Frames A to B (exclusive) of the evidence only.")
    private @Nullable String frames;

    @Option(names = "--take", paramLabel = "N",
            description = "Which of the demonstrations in it, from 0 (default: the one that shows most).")
    private int take = -1;

    @Option(names = "--markers", paramLabel = "WHICH",
            description = "Which marker is which landmark, for .tsv: a .json file, or dfki (default: dfki).")
    private String markers = Evidence.Options.DEFAULT.markers();

    @Option(names = "--rate", paramLabel = "HZ", description = "Frames per second of a .csv (default: 30).")
    private double rate = Evidence.Options.DEFAULT.rate();

    @Option(names = "--left", description = "The .csv is of a left hand.")
    private boolean left;

    @Option(names = "--episode", paramLabel = "N", description = "Of a store: which episode (default: 0).")
    private long episode;

    ProjectCommand() {}

    @Override
    public void run() {
        if (!(rate > 0 && rate <= 10_000)) {
            throw wrong("a rate of " + rate + " Hz, expected more than 0 and at most 10000");
        }
        Diagnostics diagnostics = new Diagnostics();
        int[] range = range();
        Evidence.Options options = new Evidence.Options(markers, rate, left, range[0], range[1], episode);
        Seed seed = Projection.seed(evidence, options, task, take, diagnostics);
        spec.commandLine().getOut().print(Projection.describe(seed));
        spec.commandLine().getOut().flush();
        if (out != null) {
            seed.write(out, diagnostics);
        }
        if (page != null) {
            NewFile.write(page, SeedPage.html(seed).getBytes(StandardCharsets.UTF_8), diagnostics);
        }
    }

    /// [2] the first frame, and the one after the last
    private int[] range() {
        if (frames == null) {
            return new int[]{0, Integer.MAX_VALUE};
        }
        if (!frames.matches("\\d{1,9}:\\d{1,9}")) {
            throw wrong("--frames " + frames + ", expected A:B, such as 1600:2000");
        }
        String[] ends = frames.split(":");
        return new int[]{Integer.parseInt(ends[0]), Integer.parseInt(ends[1])};
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
