package org.isthmus.core.progress;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/// A request to stop, made by one thread and honoured by others between units of work. It cannot be taken back.
public final class Cancellation {
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    public Cancellation() {}

    /// Asks to stop; the first reason stays.
    ///
    /// @param why a short phrase for the user: `Ctrl-C`, `the disk is full`
    public void cancel(String why) {
        reason.compareAndSet(null, why);
    }

    public boolean isCancelled() {
        return reason.get() != null;
    }

    /// Why, or empty when nobody asked to stop.
    public Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }

    /// Ends the calling work if somebody asked to stop.
    ///
    /// @throws CancellationException with the reason
    public void check() {
        String why = reason.get();
        if (why != null) {
            throw new CancellationException("cancelled: " + why);
        }
    }
}
