package org.isthmus.task.action;

import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Space;

/// Each number moves the target of a position servo, from −1 to 1 times a speed. Targets add up from what was commanded, not from
/// where the joints are, so that weight does not make them drift.
///
/// @param speed of the targets at 1, rad/s or m/s
public record JointDelta(String name, List<String> actuators, double speed) implements ActionTerm {
    public JointDelta {
        actuators = List.copyOf(actuators);
    }

    @Override
    public String description() {
        return "velocities of the targets of " + String.join(", ", actuators) + ": −1 to 1 times " + speed
                + " rad/s or m/s";
    }

    @Override
    public Space space() {
        return Box.uniform(actuators.size(), -1, 1);
    }

    @Override
    public Actuation bind(WorldBatch batch, double period, Parallel pool) {
        return new KeptTargets(batch, Servos.of(batch.model(), actuators), speed * period, true);
    }
}
