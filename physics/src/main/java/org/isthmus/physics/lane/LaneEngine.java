package org.isthmus.physics.lane;

import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Capabilities;
import org.isthmus.physics.Dynamics;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.WorldBatch;
import org.isthmus.physics.trace.Precision;

/// The lane engine in one of its forms: vectors or scalars, single or double.
public abstract sealed class LaneEngine implements PhysicsEngine {
    private final String name;
    private final Precision precision;
    private final Form form;

    private LaneEngine(String name, Precision precision, Form form) {
        this.name = name;
        this.precision = precision;
        this.form = form;
    }

    /// Engine `lane`: vectors of `float`. The default.
    public static final class Single extends LaneEngine {
        public Single() {
            super("lane", Precision.FLOAT, Form.HANDOVER);
        }
    }

    /// Engine `lane-double`: vectors of `double`.
    public static final class Double extends LaneEngine {
        public Double() {
            super("lane-double", Precision.DOUBLE, Form.HANDOVER);
        }
    }

    /// Engine `scalar`: the bits of `lane` without vectors, quick to start.
    public static final class ScalarSingle extends LaneEngine {
        public ScalarSingle() {
            super("scalar", Precision.FLOAT, Form.SCALAR);
        }
    }

    /// Engine `scalar-double`: the bits of `lane-double` without vectors.
    public static final class ScalarDouble extends LaneEngine {
        public ScalarDouble() {
            super("scalar-double", Precision.DOUBLE, Form.SCALAR);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true);
    }

    @Override
    public WorldBatch create(
            Model model, int worlds, Set<Parameter> varied, Parallel pool, Diagnostics diagnostics) {
        Unsupported.report(model, diagnostics);
        diagnostics.throwIfErrors();
        return new LaneBatch(model, worlds, varied, pool, form, precision);
    }

    @Override
    public Dynamics dynamics(Model model, Parallel pool) {
        return new LaneDynamics(model, form, precision, pool);
    }
}
