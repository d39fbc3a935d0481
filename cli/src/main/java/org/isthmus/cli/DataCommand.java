package org.isthmus.cli;

import picocli.CommandLine.Command;

/// The verbs on stores of episodes.
@Command(
        name = "data",
        description = "Stores of recorded episodes: look into them, check, repair, merge, split, export, import, replay, report.",
        subcommands = {DataInfoCommand.class, DataVerifyCommand.class, DataRepairCommand.class, DataMergeCommand.class,
            DataSplitCommand.class, DataExportCommand.class, DataImportCommand.class, DataReplayCommand.class,
            DataReportCommand.class},
        commandListHeading = "%nCommands:%n")
final class DataCommand extends CommandGroup {
    DataCommand() {}
}
