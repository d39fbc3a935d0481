package org.isthmus.physics.mujoco;

import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Capabilities;
import org.isthmus.physics.Dynamics;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.WorldBatch;

/// The engine `mujoco`: worlds stepped by MuJoCo's own library, in `double`.
///
/// The library is looked for when worlds are made; where there is none the error says how to get it. docs/engines.md says what differs from
/// the lane engine.
public final class MujocoEngine implements PhysicsEngine {
    /// What answers queries of dynamics.
    private static final String OF_DYNAMICS = "scalar-double";

    public MujocoEngine() {}

    @Override
    public String name() {
        return "mujoco";
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true);
    }

    @Override
    public WorldBatch create(
            Model model, int worlds, Set<Parameter> varied, Parallel pool, Diagnostics diagnostics) {
        MujocoLibrary library = MujocoLibrary.get();
        if (varied.contains(Parameter.ACTUATOR_DELAY) && !library.hasDelays()) {
            diagnostics.error(SourceLocation.UNKNOWN, "MuJoCo " + library.version() + " has no delays of actuators",
                    "3.5 or newer", LibraryFile.HOW_TO_GET);
        }
        diagnostics.throwIfErrors();
        return MujocoBatch.compile(library, model, worlds, varied, pool, diagnostics);
    }

    /// Answers with the numbers of `scalar-double`, which are MuJoCo's to 1e-10 (docs/physics.md).
    @Override
    public Dynamics dynamics(Model model, Parallel pool) {
        return PhysicsEngine.named(OF_DYNAMICS).dynamics(model, pool);
    }

    /// The version and file of the library that is used, such as `MuJoCo 3.14.0 (/opt/mujoco/lib/libmujoco.so)`.
    ///
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when there is none, with how to get it
    public static String description() {
        MujocoLibrary library = MujocoLibrary.get();
        return "MuJoCo " + library.version() + " (" + library.file() + ")";
    }
}
