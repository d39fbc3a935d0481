package org.isthmus.cli;

import org.isthmus.pipeline.project.Stage;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `isthmus run`: a project from stage to stage.
@Command(
        name = "run",
        description = "Brings a project to its end: dataset, policy, measured transfer, report.",
        footer = {
            "",
            "Stages: scale, adapt, export, train, evaluate, report. A stage whose inputs and settings are as they were is left as it is; what was "
                    + "interrupted goes on when the same command is given again, to the same bytes.",
            "",
            "Examples:",
            "  isthmus run examples/open-box.yaml",
            "  isthmus run project.yaml --until train",
            "  isthmus run project.yaml --only evaluate --out results"
        })
final class RunCommand implements Runnable {
    @Mixin
    private ProjectOptions project;

    @ArgGroup
    private @Nullable Part part;

    /// How much is done.
    static final class Part {
        @Option(names = "--until", paramLabel = "STAGE", description = "The last stage to do (default: all).")
        private @Nullable Stage until;

        @Option(names = "--only", paramLabel = "STAGE",
                description = "Do this stage alone; those before it must be done.")
        private @Nullable Stage only;

        Part() {}
    }

    RunCommand() {}

    @Override
    public void run() {
        Stage only = part == null ? null : part.only;
        Stage until = part == null || part.until == null ? Stage.REPORT : part.until;
        project.run(only != null ? only : until, only != null);
    }
}
