package org.isthmus.core.progress;

import java.util.function.LongSupplier;

/// A clock that a test moves.
final class ManualTime implements LongSupplier {
    private long nanos = Long.MAX_VALUE - 1_500_000_000L; // runs over, as System.nanoTime may

    void forward(double seconds) {
        nanos += (long) (seconds * 1e9);
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}
