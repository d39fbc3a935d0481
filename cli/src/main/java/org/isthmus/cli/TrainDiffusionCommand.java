package org.isthmus.cli;

import java.util.List;

import org.isthmus.learn.imitation.DiffusionConfig;
import org.isthmus.learn.imitation.ImitationConfig;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `isthmus train diffusion`.
@Command(
        name = "diffusion",
        description = "Learns a policy from demonstrations: Diffusion Policy (docs/algorithms/diffusion-policy.md).",
        footer = {"", "What was interrupted goes on when the same command is given again, and comes to the same bits.",
            "", "Examples:",
            "  isthmus train diffusion demos --out run",
            "  isthmus train diffusion seen --cameras front --estimate cube --without \"tool to cube\",\"cube to goal\" --out run"})
final class TrainDiffusionCommand extends TrainByDemonstrations {
    @Mixin
    private PresetOption preset;

    @Option(names = "--clouds", paramLabel = "NAME", split = ",",
            description = "Clouds of points that the policy sees, CAMERA/OBJECT, with commas between them, of a store of a project with 'views: "
                    + "[points]' (default: none).")
    private List<String> clouds = List.of();

    TrainDiffusionCommand() {}

    @Override
    List<String> clouds() {
        return clouds;
    }

    @Override
    ImitationConfig config() {
        return preset.of(DiffusionConfig.DEFAULT, DiffusionConfig.PUBLISHED);
    }
}
