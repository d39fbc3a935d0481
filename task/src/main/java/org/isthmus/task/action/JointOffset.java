package org.isthmus.task.action;

import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Space;

/// Each number puts the target of a position servo beside where it was when the episode began, from −1 to 1 times a distance.
///
/// @param distance of the targets at 1, rad or m
public record JointOffset(String name, List<String> actuators, double distance) implements ActionTerm {
    public JointOffset {
        actuators = List.copyOf(actuators);
    }

    @Override
    public String description() {
        return "targets of " + String.join(", ", actuators) + " beside their first ones: −1 to 1 times " + distance
                + " rad or m";
    }

    @Override
    public Space space() {
        return Box.uniform(actuators.size(), -1, 1);
    }

    @Override
    public Actuation bind(WorldBatch batch, double period, Parallel pool) {
        return new KeptTargets(batch, Servos.of(batch.model(), actuators), distance, false);
    }
}
