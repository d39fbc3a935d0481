package org.isthmus.cli;

import picocli.CommandLine.Command;

/// The verbs that learn, one for each algorithm.
@Command(
        name = "train",
        description = "Learns policies: by rewards, in worlds of a task, or from demonstrations of a store.",
        subcommands = {TrainPpoCommand.class, TrainSacCommand.class, TrainTd3Command.class,
            TrainBcCommand.class, TrainDiffusionCommand.class, TrainActCommand.class, TrainHitCommand.class},
        commandListHeading = "%nCommands:%n")
final class TrainCommand extends CommandGroup {
    TrainCommand() {}
}
