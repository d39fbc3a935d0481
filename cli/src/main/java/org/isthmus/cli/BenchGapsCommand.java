package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.pipeline.gaps.Gap;
import org.isthmus.pipeline.gaps.GapBenchmark;
import org.isthmus.pipeline.gaps.GapPreset;
import org.isthmus.pipeline.gaps.GapTable;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `isthmus bench gaps`: what is left of policies when reality differs.
@Command(
        name = "gaps",
        description = "Trains policies on four datasets and tries them under ten gaps between simulation and reality.",
        footer = {
            "",
            "Reality is another engine (MuJoCo where it is found, else PhysX), photographed by the path tracer. What was interrupted goes on when the same "
                    + "command is given again.",
            "",
            "Examples:",
            "  isthmus bench gaps",
            "  isthmus bench gaps --preset full --out gaps-full --json gaps.json"
        })
final class BenchGapsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--preset", paramLabel = "PRESET", defaultValue = "small",
            description = "How large: tiny (seconds, shows nothing), small (within an hour on two cores), full (default: ${DEFAULT-VALUE}).")
    private String preset;

    @Option(names = "--trials", paramLabel = "N", description = "Trials under each gap (default: the preset's).")
    private @Nullable Integer trials;

    @Option(names = "--gap", paramLabel = "GAP", split = ",",
            description = "Only these, and no gap: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Gap> gaps = List.of();

    @Option(names = "--engine", paramLabel = "ENGINE", defaultValue = "",
            description = "The engine that is reality (default: mujoco where it is found, else physx).")
    private String engine;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "0", description = "Decides all (default: 0).")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: one for each core).")
    private @Nullable Integer threads;

    @Option(names = {"-o", "--out"}, paramLabel = "FOLDER", defaultValue = "gaps.run",
            description = "The folder of all that is made (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the table there.")
    private @Nullable Path json;

    BenchGapsCommand() {}

    @Override
    public void run() {
        Diagnostics diagnostics = new Diagnostics();
        try (Parallel pool = threads == null ? Parallel.ofAllProcessors() : Parallel.of(threads);
                Progress progress = Progress.start("gaps", Progress.UNKNOWN, new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            GapBenchmark benchmark = new GapBenchmark(size(), engine, wanted(), seed, out, pool, diagnostics);
            GapTable table = benchmark.run(progress);
            if (json != null) {
                table.write(json, diagnostics);
            }
            PrintWriter to = spec.commandLine().getOut();
            to.print(table.text());
            to.println("Look at " + benchmark.page());
            to.flush();
        }
    }

    private Set<Gap> wanted() {
        Set<Gap> wanted = gaps.isEmpty() ? EnumSet.allOf(Gap.class) : EnumSet.copyOf(gaps);
        wanted.add(Gap.NONE);
        return wanted;
    }

    private GapPreset size() {
        try {
            GapPreset size = GapPreset.named(preset);
            return trials == null ? size : size.withTrials(trials);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
