package org.isthmus.task;

/// The way of actions from the learner to the actuators.
///
/// @param mostDelay control steps that an action can come late, at most
/// @param delayFactor the factor that draws how many; empty: always `mostDelay`
/// @param dropped probability that an action is lost, and the one before acts on
public record ActionLink(int mostDelay, String delayFactor, double dropped) {
    /// Actions act at once, all of them.
    public static final ActionLink DIRECT = new ActionLink(0, "", 0);

    /// @throws IllegalArgumentException when a number is out of its range
    public ActionLink {
        if (mostDelay < 0 || mostDelay > 1000 || !(dropped >= 0 && dropped < 1)) {
            throw new IllegalArgumentException(
                    "actions late by up to " + mostDelay + " steps, dropped with probability "
                            + dropped + ", expected 0 to 1000 and 0 to below 1");
        }
    }
}
