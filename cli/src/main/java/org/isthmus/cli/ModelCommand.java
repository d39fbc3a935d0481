package org.isthmus.cli;

import picocli.CommandLine.Command;

/// The verbs on robots and scenes.
@Command(
        name = "model",
        description = "Robots and scenes: look at them, convert between formats.",
        subcommands = {ModelShowCommand.class, ModelListCommand.class, ModelConvertCommand.class,
            ModelDumpCommand.class, ModelSplatsCommand.class},
        commandListHeading = "%nCommands:%n")
final class ModelCommand extends CommandGroup {
    ModelCommand() {}
}
