package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.pipeline.project.ProjectFile;
import org.isthmus.pipeline.project.ProjectRun;
import org.isthmus.pipeline.project.Stage;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Which project is worked on, and where its outputs are.
final class ProjectOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "PROJECT", description = "The file of the project, such as project.yaml.")
    private Path file;

    @Option(names = {"-o", "--out"}, paramLabel = "FOLDER",
            description = "The folder of all outputs (default: beside the project, named as it is with '.run' in place of '.yaml').")
    private @Nullable Path out;

    ProjectOptions() {}

    /// Does all stages up to one, or that one only.
    void run(Stage stage, boolean isAlone) {
        Path beside = file.resolveSibling(file.getFileName().toString().replaceAll("\\.ya?ml$", "") + ".run");
        run(file, out != null ? out : beside, stage, isAlone, spec);
    }

    /// Does the stages of a project in a folder.
    static void run(Path file, Path folder, Stage stage, boolean isAlone, CommandSpec spec) {
        Diagnostics diagnostics = new Diagnostics();
        PrintWriter out = spec.commandLine().getOut();
        ProjectRun run = new ProjectRun(ProjectFile.read(file, diagnostics), folder, new Cancellation(),
                ConsoleProgress.onStandardError(), words -> {
                    out.println(words);
                    out.flush();
                }, diagnostics);
        if (isAlone) {
            run.runOnly(stage);
        } else {
            run.run(stage);
        }
        diagnostics.list().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }
}
