package org.isthmus.learn.imitation;

/// Networks for cameras to choose from.
public enum Vision {
    /// Three convolutions: for processors without an accelerator.
    SMALL,
    /// The residual network of 18 layers, normalised in groups.
    RESNET18
}
