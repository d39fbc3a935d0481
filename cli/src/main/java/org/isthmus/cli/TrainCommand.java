package org.isthmus.cli;

import picocli.CommandLine.Command;

/// The verbs that learn, one for each algorithm.
@Command(
        name = "train",
        description = "Learns policies: by rewards, in worlds of a task.",
        subcommands = {TrainPpoCommand.class, TrainSacCommand.class, TrainTd3Command.class},
        commandListHeading = "%nCommands:%n")
final class TrainCommand extends CommandGroup {
    TrainCommand() {}
}
