package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.StoreCheck;
import org.isthmus.dataset.StoreCheck.Problem;
import org.isthmus.dataset.recipe.EpisodeGenerator;
import org.isthmus.dataset.recipe.Recipe;
import org.isthmus.dataset.recipe.Regeneration;
import org.isthmus.pipeline.TaskReplay;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus data verify`: every byte against its checksum.
@Command(
        name = "verify",
        description = "Reads every byte of a store and names what is damaged: the file, the dataset, the row. With --replay, also runs "
                + "every episode of a task again and compares every number.",
        footer = {
            "",
            "Exit code: 0 all is well, 2 something is wrong.",
            "",
            "Examples:",
            "  isthmus data verify recordings",
            "  isthmus data verify recordings --replay",
            "  isthmus data verify recordings --regenerate again"
        })
final class DataVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORE", description = "The folder of the store.")
    private Path store;

    @Option(names = "--replay", description = "Let every episode happen again; all must be the same to the bit.")
    private boolean replay;

    @Option(names = "--regenerate", paramLabel = "FOLDER",
            description = "Also make every episode again from the store's recipe, in this new folder, and compare.")
    private @Nullable Path regenerate;

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
        boolean isSame = !replay || replays(out);
        boolean isAgain = regenerate == null || problems.isEmpty() && isRegenerated(regenerate, out);
        return problems.isEmpty() && isSame && isAgain ? ExitCode.DONE : ExitCode.USAGE;
    }

    private boolean replays(PrintWriter out) {
        Diagnostics diagnostics = new Diagnostics();
        List<TaskReplay.Result> results;
        try (Parallel pool = Parallel.ofAllProcessors();
                EpisodeStore episodes = EpisodeStore.open(store, diagnostics);
                Progress progress = Progress.start("replay", episodes.episodes().size(), new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            results = TaskReplay.run(episodes, pool, progress, diagnostics);
        }
        results.stream().filter(r -> !r.isSame())
                .forEach(r -> out.println("episode " + r.number() + " " + r.difference()));
        long same = results.stream().filter(TaskReplay.Result::isSame).count();
        out.println(same + " of " + results.size() + " episodes happened again to the bit");
        out.flush();
        return same == results.size();
    }

    private boolean isRegenerated(Path scratch, PrintWriter out) {
        Diagnostics diagnostics = new Diagnostics();
        Recipe recipe = Recipe.read(store, diagnostics).orElseThrow(() -> diagnostics.fatal(SourceLocation.of(store),
                "there is no recipe in the store", Recipe.FILE, "stores that a task has generated have one"));
        List<Regeneration.Problem> problems;
        try (EpisodeStore open = EpisodeStore.open(store, diagnostics);
                Progress progress = Progress.start("regenerate", recipe.episodes(), new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            problems = Regeneration.check(open, recipe, EpisodeGenerator.installed(), scratch, progress, diagnostics);
        }
        problems.forEach(out::println);
        out.println(recipe.episodes() + " episodes made again, "
                + (problems.isEmpty() ? "every bit is the same" : problems.size() + " differ"));
        out.flush();
        return problems.isEmpty();
    }
}
