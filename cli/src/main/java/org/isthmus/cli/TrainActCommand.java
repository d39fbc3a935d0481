package org.isthmus.cli;

import org.isthmus.learn.imitation.ActConfig;
import org.isthmus.learn.imitation.ImitationConfig;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `isthmus train act`.
@Command(
        name = "act",
        description = "Learns a policy from demonstrations: ACT (docs/algorithms/act.md).",
        footer = {"", "What was interrupted goes on when the same command is given again, and comes to the same bits.",
            "", "Examples:",
            "  isthmus train act demos --out run",
            "  isthmus train act seen --cameras front --estimate cube --without \"tool to cube\",\"cube to goal\" --out run"})
final class TrainActCommand extends TrainByDemonstrations {
    @Mixin
    private PresetOption preset;

    TrainActCommand() {}

    @Override
    ImitationConfig config() {
        return preset.of(ActConfig.DEFAULT, ActConfig.PUBLISHED);
    }
}
