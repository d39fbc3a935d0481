package org.isthmus.physics;

import java.util.List;
import java.util.Optional;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;

/// N worlds of one model that are stepped together. Stepping allocates nothing. Not safe for several threads; a step uses the pool
/// it was made with.
public interface WorldBatch {
    Model model();

    int worlds();

    /// Simulated time of a world, s: steps since its reset times the time step. It stands still in a world that diverged.
    double time(int world);

    /// Whether a world's numbers have grown beyond bounds. Such a world is frozen in the last state before; it can be reset or restored.
    boolean isDiverged(int world);

    /// One number of a world.
    double get(Quantity quantity, int world, int index);

    /// Sets one number of a world. Quaternions are normalised when used.
    void set(Quantity quantity, int world, int index, double value);

    /// One parameter of a world; the model's where it is the same in all worlds.
    double get(Parameter parameter, int world, int index);

    /// Sets one parameter of a world. Resetting keeps it.
    ///
    /// @throws IllegalArgumentException when it was not named as varied when the batch was made
    void set(Parameter parameter, int world, int index, double value);

    /// Advances every world by `substeps` time steps with its present controls.
    void step(int substeps);

    /// The contacts at a world's present state and controls, with their forces. Costs about a step of a few worlds and changes nothing.
    List<Contact> contacts(int world);

    /// Measures all sensors in the present states, with the accelerations that the present controls cause: MuJoCo's `mj_forward`. Nothing
    /// moves. Steps do not pay for it. Sensors with a delay or an interval are sampled by these calls, at most once a step.
    void sense();

    /// Another batch of the same model and the same varied parameters, all worlds at `qpos0`. What was compiled for this one serves both.
    WorldBatch withWorlds(int worlds, Parallel pool);

    /// What the constraint solver did so far in steps.
    SolverWork solverWork();

    /// Whether steps have reached their full speed: the batch is compiled while it runs. Results do not depend on it.
    boolean isWarm();

    /// Puts a world back to `qpos0` at rest, controls and activations zero.
    void reset(int world);

    /// Resets many worlds.
    ///
    /// @param which [worlds]
    default void reset(boolean[] which) {
        for (int w = 0; w < worlds(); w++) {
            if (which[w]) {
                reset(w);
            }
        }
    }

    /// Copies everything that decides a world's future to `out`.
    ///
    /// @param out at least [#snapshotLength] numbers
    void snapshot(int world, double[] out, int at);

    /// Makes a world continue as the one whose snapshot was taken; with the same bits where the engine promises it ([Capabilities#exactRestore]).
    void restore(int world, double[] in, int at);

    /// How many numbers a snapshot has.
    int snapshotLength();

    /// Takes snapshots of many worlds.
    ///
    /// @param which [worlds]
    /// @param out [worlds][snapshotLength]; rows of other worlds stay as they are
    default void snapshot(boolean[] which, double[] out) {
        for (int w = 0; w < worlds(); w++) {
            if (which[w]) {
                snapshot(w, out, w * snapshotLength());
            }
        }
    }

    /// Restores many worlds, each from its row.
    ///
    /// @param which [worlds]
    /// @param in [worlds][snapshotLength]
    default void restore(boolean[] which, double[] in) {
        for (int w = 0; w < worlds(); w++) {
            if (which[w]) {
                restore(w, in, w * snapshotLength());
            }
        }
    }

    /// How many worlds have diverged and what made the first of them; empty: none.
    default Optional<Divergence> divergence() {
        return Divergence.of(this);
    }

    /// Copies a quantity of all worlds.
    ///
    /// @param out [worlds][size]
    default void read(Quantity quantity, double[] out) {
        int size = quantity.size(model().sizes());
        for (int w = 0; w < worlds(); w++) {
            for (int i = 0; i < size; i++) {
                out[w * size + i] = get(quantity, w, i);
            }
        }
    }

    /// Sets a quantity of all worlds.
    ///
    /// @param in [worlds][size]
    default void write(Quantity quantity, double[] in) {
        int size = quantity.size(model().sizes());
        for (int w = 0; w < worlds(); w++) {
            for (int i = 0; i < size; i++) {
                set(quantity, w, i, in[w * size + i]);
            }
        }
    }
}
