package org.isthmus.cli;

import org.isthmus.pipeline.project.Stage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `isthmus scale`: a project up to that stage.
@Command(name = "scale",
        description = "Records the episodes of a project.",
        footer = {"", "The same as: isthmus run PROJECT --until scale"})
final class ScaleCommand implements Runnable {
    @Mixin
    private ProjectOptions project;

    ScaleCommand() {}

    @Override
    public void run() {
        project.run(Stage.SCALE, false);
    }
}
