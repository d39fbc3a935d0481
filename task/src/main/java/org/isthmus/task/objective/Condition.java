package org.isthmus.task.objective;

import org.isthmus.task.signal.Row;
import org.isthmus.task.signal.Signals;

/// Whether something is so, declared.
@FunctionalInterface
public interface Condition {
    /// Never.
    Condition NEVER = signals -> row -> false;

    /// Asks for the signals it needs.
    Check bind(Signals signals);

    /// Whether it is so in a world. Called by several threads.
    @FunctionalInterface
    interface Check {
        boolean of(Row row);
    }

    /// Both.
    default Condition and(Condition other) {
        return signals -> {
            Check a = bind(signals);
            Check b = other.bind(signals);
            return row -> a.of(row) && b.of(row);
        };
    }

    /// One of them, or both.
    default Condition or(Condition other) {
        return signals -> {
            Check a = bind(signals);
            Check b = other.bind(signals);
            return row -> a.of(row) || b.of(row);
        };
    }
}
