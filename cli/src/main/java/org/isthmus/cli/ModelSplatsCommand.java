package org.isthmus.cli;

import java.nio.file.Path;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.render.scene.ModelScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.sensor.SceneSplats;
import org.isthmus.render.splat.SplatWriter;
import org.isthmus.render.splat.Splats;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus model splats`: a cloud of splats that looks like a model.
@Command(
        name = "splats",
        description = "Writes a cloud of Gaussian splats that looks like a model: something to try splats with.",
        footer = {
            "",
            "Examples:",
            "  isthmus model splats humanoid -o humanoid.ply --count 50000",
            "  isthmus render panda -o both.png --splats humanoid.ply --splats-at 0.8,0,0.8"
        })
final class ModelSplatsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "What it looks like: " + ModelInput.WHAT + ".")
    private String model;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", required = true, description = "The PLY file to write.")
    private Path out;

    @Option(names = "--count", paramLabel = "N", defaultValue = "30000",
            description = "How many splats; ${DEFAULT-VALUE} if not given.")
    private int count;

    @Option(names = "--flat", description = "Discs (2D Gaussian splatting) instead of ellipsoids.")
    private boolean flat;

    @Option(names = "--most-size", paramLabel = "M", defaultValue = "5",
            description = "Geoms larger than this, such as grounds, are left out; ${DEFAULT-VALUE} if not given.")
    private double mostSize;

    @Mixin
    private ModelInput input;

    ModelSplatsCommand() {}

    @Override
    public void run() {
        if (count < 1 || count > Splats.MAX_COUNT) {
            throw new ParameterException(spec.commandLine(),
                    "--count is " + count + ", expected 1 to " + Splats.MAX_COUNT);
        }
        Diagnostics diagnostics = new Diagnostics();
        Model compiled = SceneCompiler.compile(input.load(model, true, diagnostics), diagnostics);
        WorldState world = new WorldState(ModelScene.of(compiled, diagnostics));
        Kinematics kinematics = new Kinematics(compiled);
        kinematics.compute(compiled.sizes().nkey() == 0 ? compiled.qpos0().toArray()
                : compiled.keyframes().qpos().slice(0, compiled.sizes().nq()));
        world.place(kinematics);
        try {
            NewFile.write(out, SplatWriter.write(
                    SceneSplats.of(world, count, mostSize, flat, RandomStream.of(0).child("splats"))), diagnostics);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        for (Diagnostic warning : diagnostics.list()) {
            spec.commandLine().getErr().println(warning);
        }
        spec.commandLine().getOut().println(out);
    }
}
