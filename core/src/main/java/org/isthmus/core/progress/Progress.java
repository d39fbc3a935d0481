package org.isthmus.core.progress;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/// One task: its name, how much of it is done, what it does now, and the sub-tasks that are open in it.
///
///     try (Progress scale = Progress.start("scale", episodes, cancellation, listener)) {
///         for (…) { scale.checkCancelled(); …; scale.advance(1); }
///     }
///
/// A sub-task is one unit of the task it was opened in: while open, its fraction counts towards that unit, and closing it
/// advances the task by one. Safe for several threads.
public final class Progress implements AutoCloseable {
    /// The total of a task that cannot say how much there is to do.
    public static final long UNKNOWN = -1;

    private final String name;
    private final @Nullable Progress parent;
    private final Cancellation cancellation;
    private final ProgressListener listener;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final AtomicLong done = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<Progress> open = new CopyOnWriteArrayList<>();
    private volatile long total;
    private volatile long doneBefore;
    private volatile String message = "";

    private Progress(String name, long total, @Nullable Progress parent, Cancellation cancellation,
            ProgressListener listener, LongSupplier nanoTime) {
        this.name = name;
        this.total = checkTotal(total);
        this.parent = parent;
        this.cancellation = cancellation;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /// Starts a task.
    ///
    /// @param total units to do, or [#UNKNOWN]
    public static Progress start(String name, long total, Cancellation cancellation, ProgressListener listener) {
        return start(name, total, cancellation, listener, System::nanoTime);
    }

    /// Starts a task whose time comes from `nanoTime`, in ns from any origin.
    public static Progress start(String name, long total, Cancellation cancellation, ProgressListener listener,
            LongSupplier nanoTime) {
        Progress task = new Progress(name, total, null, cancellation, listener, nanoTime);
        listener.changed(task);
        return task;
    }

    /// A task that nobody watches or cancels.
    public static Progress silent() {
        return start("", UNKNOWN, new Cancellation(), task -> {});
    }

    /// Opens a sub-task, one unit of this task.
    public Progress sub(String subName, long subTotal) {
        Progress sub = new Progress(subName, subTotal, this, cancellation, listener, nanoTime);
        open.add(sub);
        listener.changed(sub);
        return sub;
    }

    /// Adds `units` to what is done.
    public void advance(long units) {
        done.addAndGet(units);
        listener.changed(this);
    }

    /// Says that `units` were done by an earlier run that this one resumes: they count as done, not towards the rate.
    public void resumeFrom(long units) {
        doneBefore = units;
        advance(units);
    }

    /// Sets the units to do, or [#UNKNOWN], once that is known better.
    public void total(long units) {
        total = checkTotal(units);
        listener.changed(this);
    }

    /// Says in a few words what is being done now.
    public void message(String text) {
        message = text;
        listener.changed(this);
    }

    /// Whether somebody asked to stop, for work that has something to bring to safety first.
    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    /// Ends the work if somebody asked to stop.
    ///
    /// @throws java.util.concurrent.CancellationException with the reason
    public void checkCancelled() {
        cancellation.check();
    }

    /// Ends the task, whether or not all of it was done. A second call does nothing.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        Progress above = parent;
        if (above != null) {
            above.done.incrementAndGet();
            above.open.remove(this);
        }
        listener.changed(this);
    }

    public String name() {
        return name;
    }

    public long done() {
        return done.get();
    }

    /// Units to do, or [#UNKNOWN].
    public long total() {
        return total;
    }

    public String message() {
        return message;
    }

    public boolean isClosed() {
        return closed.get();
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /// The task that no other holds.
    public Progress root() {
        Progress task = this;
        while (task.parent != null) {
            task = task.parent;
        }
        return task;
    }

    /// The sub-tasks that are open, in the order of their opening.
    public List<Progress> openSubTasks() {
        return List.copyOf(open);
    }

    /// The part done, in [0, 1], with that of open sub-tasks; empty when the total is unknown.
    public OptionalDouble fraction() {
        long all = total;
        if (all == UNKNOWN) {
            return OptionalDouble.empty();
        }
        double units = done.get() + open.stream().mapToDouble(sub -> sub.fraction().orElse(0)).sum();
        return OptionalDouble.of(all == 0 ? 1 : Math.clamp(units / all, 0, 1));
    }

    /// Time since the start.
    public Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    }

    /// Units per second done since the start; 0 at the start.
    public double rate() {
        double seconds = elapsed().toNanos() * 1e-9;
        return seconds > 0 ? (done.get() - doneBefore) / seconds : 0;
    }

    /// The time that the rest takes at the mean rate so far; empty when the total is unknown or nothing was done yet.
    public Optional<Duration> remaining() {
        OptionalDouble part = fraction();
        double before = total > 0 ? (double) doneBefore / total : 0;
        double now = part.orElse(0) - before;
        if (part.isEmpty() || !(now > 0)) {
            return Optional.empty();
        }
        double nanosLeft = elapsed().toNanos() * ((1 - part.getAsDouble()) / now);
        return Optional.of(Duration.ofNanos(Math.round(nanosLeft)));
    }

    private static long checkTotal(long total) {
        if (total < UNKNOWN) {
            throw new IllegalArgumentException("total " + total + ", expected 0 or more, or UNKNOWN");
        }
        return total;
    }
}
