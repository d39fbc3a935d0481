package org.isthmus.learn.imitation;

/// Settings of an algorithm that learns from demonstrations.
public sealed interface ImitationConfig permits BehaviourCloningConfig, DiffusionConfig, ActConfig, HitConfig {
    /// The word for the algorithm.
    String algorithm();

    /// The same with eyes that can begin with [EyeWeights].
    ///
    /// @throws IllegalArgumentException when they are no ResNet-18
    ImitationConfig withEyeWeights();

    /// How it is trained where nothing else is said.
    TrainingConfig training();
}
