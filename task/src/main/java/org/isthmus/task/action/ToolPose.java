package org.isthmus.task.action;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quaternions;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Space;

/// Six numbers say where the tool shall be, in a frame: position and orientation; position servos of the arm follow by inverse kinematics, no faster
/// than the limits.
///
/// At 0 the tool shall be at `middle`; the first three numbers move it by up to `room` along the frame's axes, the others are a rotation vector, in
/// parts of `turn`, by which it is turned about them.
///
/// @param site of the tool
/// @param actuators position servos of hinges or slides that carry it
/// @param frame site of the frame; empty: the world's
/// @param middle in that frame
/// @param room along each axis at 1, m
/// @param turn about each axis at 1, rad
/// @param metres that the tool is moved in a period at most, m
/// @param radians that it is turned in a period at most, rad
public record ToolPose(
        String name, String site, List<String> actuators, String frame, Pose middle, Vec3 room,
        double turn, double metres, double radians) implements ActionTerm {
    public ToolPose {
        actuators = List.copyOf(actuators);
    }

    /// In words, whose axes they are.
    static String axes(String frame) {
        return frame.isEmpty() ? "world axes" : "axes of " + frame;
    }

    @Override
    public String description() {
        return "where " + site + " shall be in " + axes(frame) + ": " + middle.position() + " and x, y, z times " + room
                + " m, turned about x, y, z by " + turn + " rad";
    }

    @Override
    public Space space() {
        return Box.uniform(ToolFollower.ROWS, -1, 1);
    }

    @Override
    public Actuation bind(WorldBatch batch, double period, Parallel pool) {
        double[] centre = middle.position().toArray();
        double[] reach = room.toArray();
        double[] upright = middle.rotation().toArray();
        return new ToolFollower(batch, pool, site, frame, actuators, ToolFollower.Anchor.COMMANDED, metres,
                radians, (target, at, base, baseAt, action) -> {
                    for (int i = 0; i < 3; i++) {
                        action[i] = centre[i] + action[i] * reach[i];
                        action[3 + i] *= turn;
                    }
                    Quaternions.exponential(action, 3, action, 3);
                    Quaternions.multiply(action, 3, upright, 0, action, 3);
                    Quaternions.rotate(base, baseAt + 3, action, 0, target, at);
                    Quaternions.add(base, baseAt, target, at);
                    Quaternions.multiply(base, baseAt + 3, action, 3, target, at + 3);
                });
    }
}
