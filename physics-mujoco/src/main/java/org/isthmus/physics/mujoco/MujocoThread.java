package org.isthmus.physics.mujoco;

import java.util.concurrent.locks.LockSupport;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;

/// A thread on which MuJoCo is called, so that its fatal errors end nothing else.
///
/// At a fatal error MuJoCo calls a handler that must not come back: what called it would go on with what does not hold, and by default the
/// process ends. Java cannot unwind native frames. So the handler tells whoever waits and then sleeps for ever: this thread is lost, with the
/// memory of the call that failed, and no frame is ever returned to. It is a daemon, so that the JVM can end.
final class MujocoThread extends Thread {
    /// Turns of waiting before it sleeps: about as long as a thread takes to wake.
    private static final int SPINS = 2000;
    /// MuJoCo's compiler needs more than Java's threads have.
    private static final long STACK_BYTES = 8L << 20;

    private volatile @Nullable Runnable work;
    private volatile @Nullable Thread waiting;
    private volatile @Nullable String fatal;
    private volatile boolean isEnding;
    /// Of the work before; seen by the caller after `work` is null.
    private @Nullable Throwable thrown;
    private @Nullable String warning;

    MujocoThread(String name) {
        super(null, null, name, STACK_BYTES);
        setDaemon(true);
        start();
    }

    /// Runs work on this thread and waits for it; on this thread already, just runs it.
    ///
    /// @throws DiagnosticException with MuJoCo's message when it ends in a fatal error
    void call(Runnable task) {
        if (Thread.currentThread() == this) {
            task.run();
        } else {
            throwIfLost();
            begin(task);
            finish();
        }
    }

    /// Begins work; [#finish] must follow.
    void begin(Runnable task) {
        waiting = Thread.currentThread();
        work = task;
        LockSupport.unpark(this);
    }

    /// Waits for the end of what was begun.
    ///
    /// @throws DiagnosticException with MuJoCo's message when it ended in a fatal error
    void finish() {
        for (int spin = 0; work != null && fatal == null; spin++) {
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
        throwIfLost();
        Throwable what = thrown;
        thrown = null;
        if (what instanceof RuntimeException e) {
            throw e;
        } else if (what instanceof Error e) {
            throw e;
        }
    }

    /// Whether a fatal error has ended it.
    boolean isLost() {
        return fatal != null;
    }

    /// @throws DiagnosticException when a fatal error has ended this thread
    void throwIfLost() {
        String message = fatal;
        if (message != null) {
            throw error("MuJoCo stopped with a fatal error: " + message, "a model and a state that MuJoCo can simulate",
                    "simplify what it names, or use another engine");
        }
    }

    static DiagnosticException error(String found, String expected, String remedy) {
        return new Diagnostics().fatal(SourceLocation.UNKNOWN, found, expected, remedy);
    }

    /// Lets it end once it is idle.
    void end() {
        isEnding = true;
        LockSupport.unpark(this);
    }

    @Override
    public void run() {
        for (int spin = 0; !isEnding; spin++) {
            Runnable task = work;
            if (task != null) {
                attempt(task);
                spin = 0;
            } else if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // nothing is printed: whatever it is, the caller gets it
    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            thrown = e;
        }
        work = null;
        LockSupport.unpark(waiting);
    }

    /// MuJoCo's handler of fatal errors: never returns.
    static void lose(String message) {
        if (Thread.currentThread() instanceof MujocoThread lost) {
            lost.fatal = message;
            LockSupport.unpark(lost.waiting);
        }
        while (true) {
            LockSupport.park();
        }
    }

    /// MuJoCo's handler of warnings.
    static void warn(String message) {
        if (Thread.currentThread() instanceof MujocoThread thread) {
            thread.warning = message;
        }
    }

    /// What MuJoCo warned of last since this was asked before; to be called on this thread.
    @Nullable
    String takeWarning() {
        String taken = warning;
        warning = null;
        return taken;
    }
}
