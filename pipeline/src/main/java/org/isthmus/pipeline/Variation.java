package org.isthmus.pipeline;

import java.util.Locale;

/// What can differ between a task's episodes beside its own factors; in the order in which it is added.
public enum Variation {
    /// Masses, friction, gains, damping ([org.isthmus.task.randomize.StandardFactors#physics]).
    PHYSICS,
    /// Sizes of loose things ([org.isthmus.task.randomize.StandardFactors#shapes]).
    SHAPES,
    /// Light, textures, surroundings, cameras ([org.isthmus.task.randomize.StandardFactors#looks]).
    LOOKS,
    /// Things that stand beside and have nothing to do with it ([org.isthmus.task.scene.Distractors]).
    DISTRACTORS;

    /// In recipes and project files: `physics`, `shapes`, `looks`, `distractors`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
