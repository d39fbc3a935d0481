package org.isthmus.cli;

import org.isthmus.physics.PhysicsEngine;
import org.isthmus.task.VectorEnv;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which engine simulates.
final class EngineOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--engine", paramLabel = "NAME",
            description = "lane, lane-double, scalar, scalar-double, mujoco or physx (default: lane, or scalar for a few worlds; both give "
                    + "the same bits).")
    private @Nullable String name;

    EngineOption() {}

    /// The engine that was asked for, or the fastest for so many worlds.
    PhysicsEngine engine(int worlds) {
        try {
            return PhysicsEngine.named(name != null ? name : VectorEnv.Options.of(worlds).engine());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
