package org.isthmus.cli;

import picocli.CommandLine.Option;

/// From which side a picture is taken.
final class SideOptions {
    @Option(names = "--azimuth", paramLabel = "DEG", defaultValue = "-50",
            description = "From where to look, about the vertical; ${DEFAULT-VALUE} if not given.")
    private double azimuthDeg;

    @Option(names = "--elevation", paramLabel = "DEG", defaultValue = "22",
            description = "From how high to look; ${DEFAULT-VALUE} if not given.")
    private double elevationDeg;

    SideOptions() {}

    /// rad
    double azimuth() {
        return StrictMath.toRadians(azimuthDeg);
    }

    /// rad
    double elevation() {
        return StrictMath.toRadians(elevationDeg);
    }
}
