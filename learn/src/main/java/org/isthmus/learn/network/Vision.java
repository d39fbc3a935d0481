package org.isthmus.learn.network;

/// Networks for cameras to choose from.
public enum Vision {
    /// Three convolutions with a fine map: for processors without an accelerator, and small images in which it matters where things are.
    SMALL,
    /// The residual network of 18 layers, normalised in groups.
    RESNET18,
    /// The same, normalised by fixed moments, as torchvision has it: to begin with weights of another training.
    RESNET18_FIXED;

    /// The same network, as one that can begin with [weights of another training][org.isthmus.learn.imitation.EyeWeights].
    ///
    /// @throws IllegalArgumentException when it is no ResNet-18
    public Vision withWeights() {
        if (this != RESNET18 && this != RESNET18_FIXED) {
            throw new IllegalArgumentException("cameras are seen by the network " + this + ", expected a ResNet-18");
        }
        return RESNET18_FIXED;
    }
}
