package org.isthmus.learn.network;

import org.isthmus.learn.tensor.Torch;

/// A learned array of a network: its place among all numbers of its layout, not the numbers themselves.
public final class Parameter {
    private final String name;
    private final int index;
    private final long offset;
    private final long[] shape;
    private final Initializer initializer;

    Parameter(String name, int index, long offset, long[] shape, Initializer initializer) {
        this.name = name;
        this.index = index;
        this.offset = offset;
        this.shape = shape;
        this.initializer = initializer;
    }

    /// Unique within its layout; parts are separated by dots.
    public String name() {
        return name;
    }

    /// Its number within its layout.
    public int index() {
        return index;
    }

    /// Where it begins among all numbers of its layout.
    public long offset() {
        return offset;
    }

    /// Lengths of its axes.
    public long[] shape() {
        return shape.clone();
    }

    /// How many axes it has.
    public int rank() {
        return shape.length;
    }

    /// How many numbers it has.
    public long size() {
        return Torch.size(shape);
    }

    Initializer initializer() {
        return initializer;
    }
}
