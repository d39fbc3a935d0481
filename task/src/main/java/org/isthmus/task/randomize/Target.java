package org.isthmus.task.randomize;

import java.util.Set;

import org.isthmus.physics.Parameter;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.image.Looks;

/// What the numbers of a factor do to a world.
public interface Target {
    /// Nothing: the numbers are a goal, or are read by others ([org.isthmus.task.signal.Signal.Goal]).
    Target NONE = new Target() {
        @Override
        public String description() {
            return "goal";
        }

        @Override
        public Effect bind(WorldBatch batch) {
            return (world, xi, at) -> {};
        }
    };

    /// What changes, with units.
    String description();

    /// Parameters that must differ between worlds for it.
    default Set<Parameter> parameters() {
        return Set.of();
    }

    /// What it does to physics.
    ///
    /// @throws IllegalArgumentException when the model has not what it names
    Effect bind(WorldBatch batch);

    /// What it does to how worlds look, where they are drawn at all.
    ///
    /// @throws IllegalArgumentException when the scene has not what it names
    default Effect bindLook(Looks looks) {
        return (world, xi, at) -> {};
    }

    /// A target at work.
    @FunctionalInterface
    interface Effect {
        /// Changes a world, which begins an episode or is within one.
        ///
        /// @param xi [.., size] what was drawn
        /// @param at the first of the factor's numbers
        void apply(int world, double[] xi, int at);
    }
}
