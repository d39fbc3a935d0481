package org.isthmus.task;

/// When a world whose episode has ended begins the next; the meaning is that of Gymnasium's `AutoresetMode`.
public enum Autoreset {
    /// With the next step, whose action is ignored, and whose reward is 0.
    NEXT_STEP,
    /// At once: the step gives the first observation of the next episode, and the last of this one beside it.
    SAME_STEP,
    /// Never: the caller resets. Ended worlds go on as they are.
    DISABLED
}
