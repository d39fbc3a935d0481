package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

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

/// `isthmus data repair`: puts a store in order.
@Command(
        name = "repair",
        description = "Puts damaged episodes of a store aside, deletes what was left unfinished, makes the manifest again.",
        footer = {
            "",
            "Damaged files go to the folder 'damaged' of the store; nothing that is whole is touched.",
            "",
            "Examples:",
            "  isthmus data repair recordings"
        })
final class DataRepairCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORE", description = "The folder of the store.")
    private Path store;

    DataRepairCommand() {}

    @Override
    public void run() {
        List<Problem> done;
        try (Progress progress = Progress.start("repair", Progress.UNKNOWN, new Cancellation(),
                ConsoleProgress.onStandardError())) {
            done = StoreCheck.repair(store, progress, new Diagnostics());
        }
        PrintWriter out = spec.commandLine().getOut();
        done.forEach(out::println);
        out.println(done.isEmpty() ? "nothing to repair" : "the store is in order");
        out.flush();
    }
}
