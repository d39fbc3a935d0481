package org.isthmus.motion.skill;

import org.isthmus.motion.skill.Skill.Action;
import org.isthmus.motion.trajectory.Trajectory;

/// What skills are made of.
final class Actions {
    private final double period;

    /// @param period of control, s
    Actions(double period) {
        this.period = period;
    }

    /// Follows a motion of the arm.
    Action follow(Trajectory motion) {
        double[][][] controls = new double[1][][];
        return (world, tick) -> {
            if (tick == 0) {
                controls[0] = world.servos().controls(motion, period, world.qpos());
            }
            world.command(controls[0][Math.min(tick, controls[0].length - 1)]);
            return tick >= controls[0].length - 1;
        };
    }

    /// Does something with another arm of the same world.
    static Action by(SkillWorld other, Action action) {
        return (world, tick) -> action.act(other, tick);
    }

    /// Two things at once, until both are done.
    static Action both(Action a, Action b) {
        boolean[] done = new boolean[2];
        return (world, tick) -> {
            done[0] = done[0] || a.act(world, tick);
            done[1] = done[1] || b.act(world, tick);
            return done[0] && done[1];
        };
    }

    /// Keeps all commands.
    Action rest(double seconds) {
        return (world, tick) -> (tick + 1) * period >= seconds;
    }

    /// Moves the jaw to a coordinate.
    ///
    /// @param speed of the coordinate, 1/s
    Action moveJaw(double coordinate, double speed) {
        double[] from = new double[1];
        return (world, tick) -> {
            from[0] = tick == 0 ? world.jaw() : from[0];
            double step = speed * (tick + 1) * period;
            boolean there = Math.abs(coordinate - from[0]) <= step;
            world.commandJaw(there ? coordinate : from[0] + Math.copySign(step, coordinate - from[0]));
            return there;
        };
    }

    /// Closes the jaw until it presses: its command runs ahead of it by what makes the force.
    ///
    /// @param shut the coordinate at which it is closed
    /// @param force of the servo, N
    /// @param speed of the coordinate, 1/s
    Action close(double shut, double force, double speed) {
        double[] command = new double[1];
        return (world, tick) -> {
            double now = world.jaw();
            command[0] = tick == 0 ? now : command[0];
            double ahead = force / world.servos().jawStiffness();
            double left = shut - command[0];
            command[0] += Math.copySign(Math.min(Math.abs(left), speed * period), left);
            boolean presses = Math.abs(now - command[0]) >= ahead;
            world.commandJaw(command[0]);
            return presses || command[0] == shut;
        };
    }
}
