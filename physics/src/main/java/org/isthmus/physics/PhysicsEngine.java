package org.isthmus.physics;

import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;

/// A way to simulate: a service found by name.
public interface PhysicsEngine {
    /// The name it is found by: lower case, such as `lane`.
    String name();

    Capabilities capabilities();

    /// Makes worlds of a model, all in the reference configuration `qpos0`, at rest.
    ///
    /// @param worlds how many, at least 1
    /// @param pool steps them; the results do not depend on its threads
    /// @param varied parameters of which each world gets its own, the model's at first
    /// @param diagnostics what of the model this engine does not support is told here: as a warning what it leaves out, as an error
    /// what it cannot do
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when the model needs what the engine cannot do
    WorldBatch create(Model model, int worlds, Set<Parameter> varied, Parallel pool, Diagnostics diagnostics);

    /// Makes worlds that share all parameters.
    default WorldBatch create(Model model, int worlds, Parallel pool, Diagnostics diagnostics) {
        return create(model, worlds, Set.of(), pool, diagnostics);
    }

    /// Makes queries of a model's kinematics and dynamics, with this engine's numbers.
    ///
    /// @param pool computes them; the results do not depend on its threads
    Dynamics dynamics(Model model, Parallel pool);

    /// The engine of that name.
    ///
    /// @throws IllegalArgumentException when there is none; the message lists those there are
    static PhysicsEngine named(String name) {
        TreeMap<String, PhysicsEngine> engines = ServiceLoader.load(PhysicsEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(PhysicsEngine::name, e -> e, (a, b) -> a, TreeMap::new));
        PhysicsEngine engine = engines.get(name);
        if (engine == null) {
            throw new IllegalArgumentException("no physics engine '" + name + "'; there are " + engines.keySet() + " "
                    + Nearest.remedy(name, engines.keySet()));
        }
        return engine;
    }
}
