package org.isthmus.physics.physx;

import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Capabilities;
import org.isthmus.physics.Dynamics;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.WorldBatch;

/// The engine `physx`: worlds stepped by NVIDIA's PhysX on processors, in `float`. docs/engines.md says what differs from the lane engine.
public final class PhysxEngine implements PhysicsEngine {
    /// What answers queries of dynamics.
    private static final String OF_DYNAMICS = "scalar-double";

    public PhysxEngine() {}

    @Override
    public String name() {
        return "physx";
    }

    /// A restored world does not go on with the same bits, because PhysX does not hand out what it remembers of contacts.
    @Override
    public Capabilities capabilities() {
        return new Capabilities(false);
    }

    @Override
    public WorldBatch create(
            Model model, int worlds, Set<Parameter> varied, Parallel pool, Diagnostics diagnostics) {
        PhysxLibrary library = PhysxLibrary.get();
        return new PhysxBatch(PhysxModel.of(library, model, varied, diagnostics), worlds, pool);
    }

    /// Answers with the numbers of `scalar-double`.
    @Override
    public Dynamics dynamics(Model model, Parallel pool) {
        return PhysicsEngine.named(OF_DYNAMICS).dynamics(model, pool);
    }

    /// The version that is used, such as `PhysX 5.4.1`.
    ///
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when there is none for this machine
    public static String description() {
        return "PhysX " + PhysxLibrary.get().version;
    }
}
