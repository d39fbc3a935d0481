package org.isthmus.core.progress;

/// Is told when a task or one of its sub-tasks starts, advances or ends; by the thread that did it, so it must be quick.
@FunctionalInterface
public interface ProgressListener {
    void changed(Progress task);
}
