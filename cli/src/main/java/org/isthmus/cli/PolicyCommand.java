package org.isthmus.cli;

import picocli.CommandLine.Command;

/// The verbs on policies.
@Command(
        name = "policy",
        description = "Learned policies: look into them, let them act, compare them.",
        subcommands = {PolicyShowCommand.class, PolicyRunCommand.class, PolicyPlayCommand.class,
            PolicyCompareCommand.class},
        commandListHeading = "%nCommands:%n")
final class PolicyCommand extends CommandGroup {
    PolicyCommand() {}
}
