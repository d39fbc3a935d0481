package org.isthmus.task.action;

import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Space;

/// Each number is the control of an actuator, from −1 (lowest) to 1 (highest): joint positions of servos, torques of motors,
/// widths of grippers.
public record ControlRange(String name, List<String> actuators) implements ActionTerm {
    public ControlRange {
        actuators = List.copyOf(actuators);
    }

    @Override
    public String description() {
        return "controls of " + String.join(", ", actuators) + ": −1 lowest, 1 highest of their ranges";
    }

    @Override
    public Space space() {
        return Box.uniform(actuators.size(), -1, 1);
    }

    @Override
    public Actuation bind(WorldBatch batch, double period, Parallel pool) {
        Servos servos = Servos.of(batch.model(), actuators);
        return (world, actions, at) -> {
            for (int i = 0; i < servos.size(); i++) {
                batch.set(Quantity.CTRL, world, servos.ids()[i], servos.inRange(i, actions[at + i]));
            }
        };
    }
}
