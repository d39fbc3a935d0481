package org.isthmus.task.action;

import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Space;

/// Each number is the control of an actuator in its own unit, as it is: for tasks that are known with those numbers.
///
/// @param bounds of the controls, as many as actuators
public record ControlValue(String name, List<String> actuators, Box bounds) implements ActionTerm {
    /// @throws IllegalArgumentException when there are not as many bounds as actuators
    public ControlValue {
        actuators = List.copyOf(actuators);
        if (bounds.size() != actuators.size()) {
            throw new IllegalArgumentException(
                    "action '" + name + "' with bounds of " + bounds.size() + " numbers for " + actuators.size()
                            + " actuators, expected as many");
        }
    }

    @Override
    public String description() {
        return "controls of " + String.join(", ", actuators) + ", in their units";
    }

    @Override
    public Space space() {
        return bounds;
    }

    @Override
    public Actuation bind(WorldBatch batch, double period, Parallel pool) {
        Servos servos = Servos.of(batch.model(), actuators);
        return (world, actions, at) -> {
            for (int i = 0; i < servos.size(); i++) {
                double value = Math.clamp(actions[at + i], bounds.low().get(i), bounds.high().get(i));
                batch.set(Quantity.CTRL, world, servos.ids()[i], servos.clamp(i, value));
            }
        };
    }
}
