package org.isthmus.task.action;

import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.space.Discrete;
import org.isthmus.task.space.Space;

/// One of several controls of an actuator: push left, push right.
///
/// @param controls [choices]
public record Choice(String name, String actuator, DoubleArray controls) implements ActionTerm {
    @Override
    public String description() {
        return "which control " + actuator + " gets: one of " + controls;
    }

    @Override
    public Space space() {
        return new Discrete(controls.length());
    }

    @Override
    public Actuation bind(WorldBatch batch, double period, Parallel pool) {
        int id = Servos.of(batch.model(), List.of(actuator)).ids()[0];
        return (world, actions, at) -> {
            int choice = Math.clamp((long) actions[at], 0, controls.length() - 1);
            batch.set(Quantity.CTRL, world, id, controls.get(choice));
        };
    }
}
