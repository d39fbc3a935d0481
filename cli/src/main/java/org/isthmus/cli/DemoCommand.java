package org.isthmus.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.isthmus.pipeline.project.Stage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `isthmus demo`: the example project, from a recorded hand to a report.
@Command(
        name = "demo",
        description = "Runs the example: from a recorded hand to a dataset, a policy, its transfer and a report.",
        footer = {
            "",
            "The project is examples/demo.yaml of the working copy. It reads the real recording of a hand where shared data lies",
            "beside the working copy, else a sample that Isthmus makes itself. Given again, it goes on where it was.",
            "",
            "Example:",
            "  isthmus demo --out demo"
        })
final class DemoCommand implements Runnable {
    private static final String PROJECT = "examples/demo.yaml";

    @Spec
    private CommandSpec spec;

    @Option(names = {"-o", "--out"}, paramLabel = "FOLDER", defaultValue = "demo.run",
            description = "The folder of all outputs (default: ${DEFAULT-VALUE}).")
    private Path out;

    DemoCommand() {}

    @Override
    public void run() {
        Path home = Path.of(Objects.requireNonNullElse(System.getenv("ISTHMUS_HOME"), ""));
        Path project = home.resolve(PROJECT);
        if (!Files.exists(project)) {
            throw new ParameterException(spec.commandLine(), "there is no " + project.toAbsolutePath()
                    + "; run ./isthmus of a working copy, which finds its examples");
        }
        ProjectOptions.run(project, out, Stage.REPORT, false, spec);
        spec.commandLine().getOut().println("Look at " + out.resolve("report").resolve("report.html"));
        spec.commandLine().getOut().flush();
    }
}
