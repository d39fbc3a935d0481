package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.StoreCheck;
import org.isthmus.dataset.StoreCheck.Problem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus data verify`: every byte against its checksum.
@Command(
        name = "verify",
        description = "Reads every byte of a store and names what is damaged: the file, the dataset, the row.",
        footer = {
            "",
            "Exit code: 0 all is well, 2 something is wrong.",
            "",
            "Examples:",
            "  isthmus data verify recordings"
        })
final class DataVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORE", description = "The folder of the store.")
    private Path store;

    DataVerifyCommand() {}

    @Override
    public Integer call() {
        List<Problem> problems;
        long checked;
        try (Progress progress = Progress.start("verify", Progress.UNKNOWN, new Cancellation(),
                ConsoleProgress.onStandardError())) {
            problems = StoreCheck.verify(store, progress, new Diagnostics());
            checked = progress.done();
        }
        PrintWriter out = spec.commandLine().getOut();
        problems.forEach(out::println);
        out.println(checked + (checked == 1 ? " episode" : " episodes") + " checked, "
                + (problems.isEmpty() ? "all is well"
                        : problems.size() + " wrong: isthmus data repair " + store
                                + " puts the store in order"));
        out.flush();
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
    }
}
