package org.isthmus.cli;

import picocli.CommandLine.Command;

/// The verbs on tasks.
@Command(
        name = "task",
        description = "Tasks for learning and recording: list them, read about them, watch them.",
        subcommands = {TaskListCommand.class, TaskShowCommand.class, TaskPlayCommand.class},
        commandListHeading = "%nCommands:%n")
final class TaskCommand extends CommandGroup {
    TaskCommand() {}
}
