package org.isthmus.physics.mujoco;

import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.WorldBatch;
import org.opentest4j.TestAbortedException;

/// Worlds for the tests, which skip where there is no MuJoCo.
final class Worlds {
    private static final boolean IS_INSTALLED = printIfMissing();

    private Worlds() {}

    /// Worlds of the engine `mujoco`, or the test ends here.
    static WorldBatch of(Model model, int count, int threads, Parameter... varied) {
        require();
        return in("mujoco", model, count, threads, varied);
    }

    static WorldBatch in(String engine, Model model, int count, int threads, Parameter... varied) {
        return PhysicsEngine.named(engine).create(model, count, Set.of(varied), Parallel.of(threads),
                new Diagnostics());
    }

    static void require() {
        if (!IS_INSTALLED) {
            throw new TestAbortedException(MujocoSimulation.howToGet());
        }
    }

    private static boolean printIfMissing() {
        boolean isInstalled = MujocoSimulation.isInstalled();
        if (!isInstalled) {
            System.out.println("skipped: tests of the engine mujoco; " + MujocoSimulation.howToGet());
        }
        return isInstalled;
    }
}
