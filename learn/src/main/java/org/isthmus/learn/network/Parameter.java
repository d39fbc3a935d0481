package org.isthmus.learn.network;

import org.isthmus.learn.tensor.Torch;

/// An array of numbers of a network, learned or fixed: its place among all numbers of its layout, not the numbers themselves.
public final class Parameter {
    private final String name;
    private final int index;
    private final long offset;
    /// [axes] their lengths
    private final long[] shape;
    private final boolean isFixed;
    private final Initializer initializer;

    Parameter(String name, int index, long offset, long[] shape, boolean isFixed,
            Initializer initializer) {
        this.name = name;
        this.index = index;
        this.offset = offset;
        this.shape = shape;
        this.isFixed = isFixed;
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

    /// Whether it stays as it begins, while others are learned.
    public boolean isFixed() {
        return isFixed;
    }

    /// Where it begins among all learned, or among all fixed numbers of its layout.
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
