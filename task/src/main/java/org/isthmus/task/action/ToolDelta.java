package org.isthmus.task.action;

import java.util.List;

import org.isthmus.core.math.Quaternions;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Space;

/// Six numbers move the tool: three its position, three its orientation, along and about the axes of a frame; position servos of the arm
/// follow by inverse kinematics. The target adds up from what was commanded.
///
/// @param site of the tool
/// @param actuators position servos of hinges or slides that carry it
/// @param metres the position moves in a period at 1, m
/// @param radians it turns in a period at 1, rad
/// @param frame site whose axes they are, the tool's own for example; empty: the world's
/// @param floor the target is never below it, world frame, m: where the tool would only press on a table
public record ToolDelta(
        String name, String site, List<String> actuators, double metres, double radians,
        String frame, double floor) implements ActionTerm {
    /// The target does not run further ahead of the tool than so many periods.
    private static final double LEAD = 3;

    public ToolDelta {
        actuators = List.copyOf(actuators);
    }

    /// Along and about the world's axes.
    public ToolDelta(String name, String site, List<String> actuators, double metres, double radians) {
        this(name, site, actuators, metres, radians, "", Double.NEGATIVE_INFINITY);
    }

    public ToolDelta withFloor(double height) {
        return new ToolDelta(name, site, actuators, metres, radians, frame, height);
    }

    @Override
    public String description() {
        return "moves of " + site + " in " + ToolPose.axes(frame) + ": x, y, z times " + metres
                + " m, turns about x, y, z times " + radians + " rad, each period"
                + (floor == Double.NEGATIVE_INFINITY ? "" : ", no lower than " + floor + " m");
    }

    @Override
    public Space space() {
        return Box.uniform(ToolFollower.ROWS, -1, 1);
    }

    @Override
    public Actuation bind(WorldBatch batch, double period, Parallel pool) {
        return new ToolFollower(batch, pool, site, frame, actuators, ToolFollower.Anchor.ACTUAL, LEAD * metres,
                LEAD * radians, this::move);
    }

    private void move(double[] target, int at, double[] base, int baseAt, double[] action) {
        for (int i = 0; i < 3; i++) {
            action[i] *= metres;
            action[3 + i] *= radians;
        }
        Quaternions.rotate(base, baseAt + 3, action, 0, action, 0);
        Quaternions.rotate(base, baseAt + 3, action, 3, action, 3);
        Quaternions.add(action, 0, target, at);
        target[at + 2] = Math.max(target[at + 2], floor);
        Quaternions.exponential(action, 3, action, 3);
        Quaternions.multiply(action, 3, target, at + 3, target, at + 3);
    }
}
