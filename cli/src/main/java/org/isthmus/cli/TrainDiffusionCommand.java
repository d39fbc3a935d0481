package org.isthmus.cli;

import org.isthmus.learn.imitation.DiffusionConfig;
import org.isthmus.learn.imitation.ImitationConfig;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `isthmus train diffusion`.
@Command(
        name = "diffusion",
        description = "Learns a policy from demonstrations: Diffusion Policy (docs/algorithms/diffusion-policy.md).",
        footer = {"", "What was interrupted goes on when the same command is given again, and comes to the same bits.",
            "", "Example:",
            "  isthmus train diffusion demos --cameras front --out run"})
final class TrainDiffusionCommand extends TrainByDemonstrations {
    @Mixin
    private PresetOption preset;

    TrainDiffusionCommand() {}

    @Override
    ImitationConfig config() {
        return preset.of(DiffusionConfig.DEFAULT, DiffusionConfig.PUBLISHED);
    }
}
