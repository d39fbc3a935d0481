package org.isthmus.learn.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Names, shapes and first values of the parameters of a network, in the order in which they were added.
public final class Layout {
    private final String prefix;
    private final List<Parameter> parameters;

    public Layout() {
        this("", new ArrayList<>());
    }

    private Layout(String prefix, List<Parameter> parameters) {
        this.prefix = prefix;
        this.parameters = parameters;
    }

    /// The same layout, for a part whose parameters are named after it.
    public Layout in(String part) {
        return new Layout(prefix + part + ".", parameters);
    }

    /// Adds a parameter that is learned.
    ///
    /// @throws IllegalArgumentException when the name is taken
    public Parameter add(String name, Initializer initializer, long... shape) {
        return add(name, initializer, shape, false);
    }

    /// Adds a parameter that stays as it begins or as it is read.
    ///
    /// @throws IllegalArgumentException when the name is taken
    public Parameter fixed(String name, Initializer initializer, long... shape) {
        return add(name, initializer, shape, true);
    }

    private Parameter add(String name, Initializer initializer, long[] shape, boolean isFixed) {
        String whole = prefix + name;
        if (parameters.stream().anyMatch(p -> p.name().equals(whole))) {
            throw new IllegalArgumentException("there is a parameter '" + whole + "' already");
        }
        Parameter parameter = new Parameter(whole, parameters.size(), size(isFixed), shape.clone(), isFixed,
                initializer);
        parameters.add(parameter);
        return parameter;
    }

    /// All parameters.
    public List<Parameter> parameters() {
        return Collections.unmodifiableList(parameters);
    }

    /// The number of learned numbers.
    public long size() {
        return size(false);
    }

    /// The number of fixed numbers.
    public long fixedSize() {
        return size(true);
    }

    private long size(boolean isFixed) {
        return parameters.stream().filter(p -> p.isFixed() == isFixed).mapToLong(Parameter::size).sum();
    }
}
