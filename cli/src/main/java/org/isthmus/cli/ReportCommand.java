package org.isthmus.cli;

import org.isthmus.pipeline.project.Stage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `isthmus report`: a project up to that stage.
@Command(name = "report",
        description = "Makes the report of a project.",
        footer = {"", "The same as: isthmus run PROJECT --until report"})
final class ReportCommand implements Runnable {
    @Mixin
    private ProjectOptions project;

    ReportCommand() {}

    @Override
    public void run() {
        project.run(Stage.REPORT, false);
    }
}
