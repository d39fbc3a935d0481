package org.isthmus.cli;

import picocli.CommandLine.Command;

/// The verbs that learn, one for each algorithm.
@Command(
        name = "train",
        description = "Learns policies: by rewards in worlds of a task, from demonstrations of a store, or from another policy.",
        subcommands = {TrainPpoCommand.class, TrainSacCommand.class, TrainTd3Command.class, TrainDistillCommand.class,
            TrainRmaCommand.class, TrainBcCommand.class, TrainDiffusionCommand.class, TrainActCommand.class,
            TrainHitCommand.class},
        commandListHeading = "%nCommands:%n")
final class TrainCommand extends CommandGroup {
    TrainCommand() {}
}
