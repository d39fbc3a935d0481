package org.isthmus.physics.physx;

import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.WorldBatch;

/// Worlds for the tests.
final class Worlds {
    private Worlds() {}

    static WorldBatch of(Model model, int count, int threads, Parameter... varied) {
        return in("physx", model, count, threads, varied);
    }

    static WorldBatch in(String engine, Model model, int count, int threads, Parameter... varied) {
        return PhysicsEngine.named(engine).create(model, count, Set.of(varied), Parallel.of(threads),
                new Diagnostics());
    }
}
