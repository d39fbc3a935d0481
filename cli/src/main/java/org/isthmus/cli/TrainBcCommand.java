package org.isthmus.cli;

import org.isthmus.learn.imitation.BehaviourCloningConfig;
import org.isthmus.learn.imitation.ImitationConfig;

import picocli.CommandLine.Command;

/// `isthmus train bc`.
@Command(
        name = "bc",
        description = "Learns a policy from demonstrations: behaviour cloning (docs/algorithms/behaviour-cloning.md).",
        footer = {"", "What was interrupted goes on when the same command is given again, and comes to the same bits.",
            "", "Examples:",
            "  isthmus train bc demos --out run",
            "  isthmus train bc seen --cameras front --estimate cube --without \"tool to cube\",\"cube to goal\" --out run"})
final class TrainBcCommand extends TrainByDemonstrations {
    TrainBcCommand() {}

    @Override
    ImitationConfig config() {
        return BehaviourCloningConfig.DEFAULT;
    }
}
