package org.isthmus.physics.dynamics;

import java.util.EnumSet;
import java.util.Set;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Slot;
import org.isthmus.physics.trace.Vec;

/// The numbers of a model as kernels see them: constants, or loads from a world's slots where worlds differ.
public final class Parameters {
    private final Model model;
    private final Set<Parameter> varied;
    private final Place place;

    /// Where a world keeps its own numbers.
    @FunctionalInterface
    public interface Place {
        Slot slot(Parameter parameter, int index);
    }

    /// @param varied tables of which every world has its own
    public Parameters(Model model, Set<Parameter> varied, Place place) {
        this.model = model;
        this.varied = EnumSet.noneOf(Parameter.class);
        this.varied.addAll(varied);
        this.place = place;
    }

    /// The model's numbers only.
    public static Parameters constant(Model model) {
        return new Parameters(model, Set.of(), (_, _) -> {
            throw new IllegalStateException("no parameter is varied");
        });
    }

    public Model model() {
        return model;
    }

    public boolean isVaried(Parameter parameter) {
        return varied.contains(parameter);
    }

    /// One number.
    public Expr get(Graph g, Parameter parameter, int index) {
        return isVaried(parameter) ? g.load(place.slot(parameter, index))
                : g.constant(parameter.of(model, index));
    }

    /// Row `row` of a table of three columns that is a point in a frame, seen from where the frame has a constant pose.
    public Vec point(Graph g, Pose frame, Parameter parameter, int row) {
        if (!isVaried(parameter)) {
            return Vec.constant(g, frame.transform(new Vec3(parameter.of(model, 3 * row),
                    parameter.of(model, 3 * row + 1), parameter.of(model, 3 * row + 2))));
        }
        return Mat.constant(g, frame.rotation().toRotation()).times(vec(g, parameter, row))
                .plus(Vec.constant(g, frame.position()));
    }

    /// Row `row` of a table of three columns.
    public Vec vec(Graph g, Parameter parameter, int row) {
        return new Vec(get(g, parameter, 3 * row), get(g, parameter, 3 * row + 1), get(g, parameter, 3 * row + 2));
    }
}
