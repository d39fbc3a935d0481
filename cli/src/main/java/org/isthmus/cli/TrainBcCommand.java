package org.isthmus.cli;

import org.isthmus.learn.imitation.BehaviourCloningConfig;
import org.isthmus.learn.imitation.ImitationConfig;

import picocli.CommandLine.Command;

/// `isthmus train bc`.
@Command(
        name = "bc",
        description = "Learns a policy from demonstrations: behaviour cloning (docs/algorithms/behaviour-cloning.md).",
        footer = {"", "What was interrupted goes on when the same command is given again, and comes to the same bits.",
            "", "Example:",
            "  isthmus train bc demos --out run"})
final class TrainBcCommand extends TrainByDemonstrations {
    TrainBcCommand() {}

    @Override
    ImitationConfig config() {
        return BehaviourCloningConfig.DEFAULT;
    }
}
