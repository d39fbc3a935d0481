package org.isthmus.cli;

import picocli.CommandLine.Option;

/// Which sizes of an algorithm.
final class PresetOption {
    @Option(names = "--preset", paramLabel = "NAME", defaultValue = "small",
            description = "Sizes of the networks: small, for processors, or published, those of the paper, with a ResNet-18 for cameras (default: "
                    + "${DEFAULT-VALUE}).")
    private Preset preset;

    private enum Preset {
        SMALL,
        PUBLISHED
    }

    PresetOption() {}

    /// The one that was asked for.
    <T> T of(T small, T published) {
        return preset == Preset.PUBLISHED ? published : small;
    }
}
