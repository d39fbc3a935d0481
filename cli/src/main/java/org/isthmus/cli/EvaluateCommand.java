package org.isthmus.cli;

import org.isthmus.pipeline.project.Stage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `isthmus evaluate`: a project up to that stage.
@Command(name = "evaluate",
        description = "Tries the policy of a project in other engines and shifted worlds.",
        footer = {"", "The same as: isthmus run PROJECT --until evaluate"})
final class EvaluateCommand implements Runnable {
    @Mixin
    private ProjectOptions project;

    EvaluateCommand() {}

    @Override
    public void run() {
        project.run(Stage.EVALUATE, false);
    }
}
