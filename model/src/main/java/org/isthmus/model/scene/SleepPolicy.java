package org.isthmus.model.scene;

/// When a body's tree may sleep.
public enum SleepPolicy {
    AUTO,
    NEVER,
    ALLOWED,
    /// Asleep at the start.
    INIT
}
