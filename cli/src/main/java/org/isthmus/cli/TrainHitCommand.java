package org.isthmus.cli;

import org.isthmus.learn.imitation.HitConfig;
import org.isthmus.learn.imitation.ImitationConfig;

import picocli.CommandLine.Command;

/// `isthmus train hit`.
@Command(
        name = "hit",
        description = "Learns a policy from demonstrations: HIT, in the size that DexSim trains (docs/algorithms/hit.md).",
        footer = {"", "What was interrupted goes on when the same command is given again, and comes to the same bits.",
            "", "Example:",
            "  isthmus train hit demos --cameras front,wrist --out run"})
final class TrainHitCommand extends TrainByDemonstrations {
    TrainHitCommand() {}

    @Override
    ImitationConfig config() {
        return HitConfig.PUBLISHED;
    }
}
