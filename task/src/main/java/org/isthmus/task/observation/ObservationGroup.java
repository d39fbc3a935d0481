package org.isthmus.task.observation;

import java.util.List;

import org.isthmus.task.signal.Signal;

/// The observations that one reader gets, in order, each with as many past values as its history says, the oldest first.
///
/// @param history values of each observation, this step's included; 1: only this step's
/// @param isPrivileged whether it may hold what only a simulation knows
public record ObservationGroup(String name, int history, boolean isPrivileged, List<Observation<?>> observations) {
    /// The name of the group that policies see.
    public static final String POLICY = "policy";

    public ObservationGroup {
        observations = List.copyOf(observations);
        if (history < 1 || history > 1000) {
            throw new IllegalArgumentException(
                    "group '" + name + "' with a history of " + history + ", expected 1 to 1000");
        }
    }

    /// What a policy sees: measured signals only.
    public static ObservationGroup policy(List<Observation<Signal.Measured>> observations) {
        return visible(POLICY, 1, observations);
    }

    /// Another group that holds measured signals only.
    public static ObservationGroup visible(
            String name, int history, List<Observation<Signal.Measured>> observations) {
        return new ObservationGroup(name, history, false, List.copyOf(observations));
    }

    /// What critics and teachers see: anything.
    public static ObservationGroup privileged(String name, int history, List<Observation<?>> observations) {
        return new ObservationGroup(name, history, true, observations);
    }
}
