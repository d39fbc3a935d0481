package org.isthmus.cli;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.dataset.EpisodeFilter;
import org.isthmus.dataset.EpisodeFilter.Condition;
import org.isthmus.dataset.Success;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options that choose episodes of a store.
final class EpisodeSelection {
    @Option(names = "--task", paramLabel = "NAME",
            description = "Only episodes of this task; may be given several times.")
    private List<String> tasks = new ArrayList<>();

    @Option(names = "--success", paramLabel = "WORD",
            description = "Only episodes whose success is yes, no or unknown; may be given several times.")
    private List<Success> success = new ArrayList<>();

    @Option(names = "--where", paramLabel = "COND",
            description = "Only episodes whose factor, steps or seed compares so: 'friction<0.5', 'cube.position[2]>=0.1'; "
                    + "may be given several times.")
    private List<String> conditions = new ArrayList<>();

    @Option(names = "--every", paramLabel = "K", defaultValue = "1",
            description = "Of these only the first of each K; ${DEFAULT-VALUE} if not given.")
    private int every;

    EpisodeSelection() {}

    /// @throws ParameterException when a condition is none
    EpisodeFilter filter(CommandSpec spec) {
        List<Condition> parsed = new ArrayList<>();
        for (String condition : conditions) {
            parsed.add(Condition.parse(condition).orElseThrow(() -> new ParameterException(spec.commandLine(),
                    "--where is '" + condition + "', expected a name, one of < <= > >= = != and a number")));
        }
        if (every < 1) {
            throw new ParameterException(spec.commandLine(), "--every is " + every + ", expected 1 or more");
        }
        return new EpisodeFilter(tasks, success, parsed, every);
    }
}
