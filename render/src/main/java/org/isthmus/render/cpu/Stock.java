package org.isthmus.render.cpu;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/// Workspaces that threads take and give back; makes one where none is left.
final class Stock<T> {
    private final Supplier<T> maker;
    private final ArrayDeque<T> free = new ArrayDeque<>();

    Stock(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T take() {
        return free.isEmpty() ? maker.get() : free.removeLast();
    }

    synchronized void give(T used) {
        free.addLast(used);
    }
}
