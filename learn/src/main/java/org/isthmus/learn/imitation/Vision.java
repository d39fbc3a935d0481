package org.isthmus.learn.imitation;

/// Networks for cameras to choose from.
public enum Vision {
    /// Three convolutions: for processors without an accelerator.
    SMALL,
    /// Three convolutions of half the channels whose map has four times the places: for small images in which it matters where things are.
    FINE,
    /// The residual network of 18 layers, normalised in groups.
    RESNET18
}
