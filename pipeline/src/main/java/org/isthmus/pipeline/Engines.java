package org.isthmus.pipeline;

import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.scene.Scene;
import org.isthmus.physics.PhysicsEngine;

/// Which engines are there.
public final class Engines {
    private Engines() {}

    /// What is wrong with an engine and what to do about it, found out by an empty world; empty: it is there, as our own always are.
    public static Optional<String> missing(String engine) {
        if (engine.startsWith("lane") || engine.startsWith("scalar")) {
            return Optional.empty();
        }
        try (Parallel one = Parallel.of(1)) {
            PhysicsEngine.named(engine).create(SceneCompiler.compile(new Scene(), new Diagnostics()), 1, one,
                    new Diagnostics());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("this build of Isthmus has no such engine");
        } catch (DiagnosticException e) {
            Diagnostic last = e.diagnostics().getLast();
            return Optional.of(last.found() + "; " + last.remedy());
        }
    }
}
