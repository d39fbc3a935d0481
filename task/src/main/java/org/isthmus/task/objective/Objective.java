package org.isthmus.task.objective;

import org.isthmus.task.signal.Row;
import org.isthmus.task.signal.Signals;

/// A number that says how things are, declared; tasks add them up with weights.
@FunctionalInterface
public interface Objective {
    /// Asks for the signals it needs.
    Value bind(Signals signals);

    /// What it is in a world. Called by several threads.
    @FunctionalInterface
    interface Value {
        double of(Row row);
    }
}
