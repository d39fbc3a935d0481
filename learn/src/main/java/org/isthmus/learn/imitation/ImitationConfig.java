package org.isthmus.learn.imitation;

/// Settings of an algorithm that learns from demonstrations.
public sealed interface ImitationConfig permits BehaviourCloningConfig, DiffusionConfig, ActConfig, HitConfig {
    /// The word for the algorithm.
    String algorithm();

    /// How it is trained where nothing else is said.
    TrainingConfig training();
}
