package org.isthmus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.model.io.FileAccess;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.splat.SplatLayer;
import org.isthmus.render.splat.SplatReader;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options of `isthmus render` for captured scenes that are shown with the model.
final class SplatOptions {
    @Option(names = "--splats", paramLabel = "FILE",
            description = "A cloud of Gaussian splats (.ply) to show with the model; may be given several times.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--splats-at", paramLabel = "M", split = ",", defaultValue = "0,0,0",
            description = "Where their origin is: x,y,z; ${DEFAULT-VALUE} if not given.")
    private double[] place = {};

    @Option(names = "--splats-scale", paramLabel = "X", defaultValue = "1",
            description = "Metres for each of their units; ${DEFAULT-VALUE} if not given.")
    private double scale;

    SplatOptions() {}

    void check(CommandSpec spec) {
        if (place.length != 3 || !(Math.abs(place[0]) + Math.abs(place[1]) + Math.abs(place[2]) <= 1e6)) {
            throw new ParameterException(spec.commandLine(), "--splats-at needs three numbers, such as 0.5,0,0.1");
        }
        if (!(scale > 0 && scale <= 1e6)) {
            throw new ParameterException(spec.commandLine(), "--splats-scale is " + scale
                    + ", expected above 0 to 1000000");
        }
    }

    void addTo(WorldState world, Diagnostics diagnostics) {
        for (Path path : files) {
            FileAccess access = FileAccess.onDisk(List.of(path.toAbsolutePath().getParent()));
            SplatReader.read(FileAccess.name(path), access, SourceLocation.of(path), diagnostics)
                    .ifPresent(s -> world.splats
                            .add(new SplatLayer(s, Pose.at(place[0], place[1], place[2]), scale, 0, 0)));
        }
        diagnostics.throwIfErrors();
    }
}
