package org.isthmus.task.action;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.space.Space;

/// Some numbers of an action and what they do, declared.
public interface ActionTerm {
    /// One word.
    String name();

    /// What it does, with units.
    String description();

    /// What its numbers may be.
    Space space();

    /// Prepares it for worlds.
    ///
    /// @param period of control, s
    /// @param pool for what is computed for all worlds together
    /// @throws IllegalArgumentException when the model has not what it names
    Actuation bind(WorldBatch batch, double period, Parallel pool);

    /// A term at work; one that remembers nothing between steps is a function.
    @FunctionalInterface
    interface Actuation {
        /// Computes what is needed for all worlds together, before any of them is acted on.
        ///
        /// @param actions [worlds][stride]
        /// @param at the term's first number in an action
        default void prepare(float[] actions, int at, int stride) {}

        /// Sets the controls of a world.
        ///
        /// @param actions [.., size]
        /// @param at the term's first number
        void act(int world, float[] actions, int at);

        /// Forgets what was commanded: an episode begins in the world's present state and controls.
        default void restart(int world) {}

        /// [worlds][..] what it remembers between steps; empty: nothing.
        default double[] memory() {
            return new double[0];
        }
    }
}
