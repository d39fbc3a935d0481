package org.isthmus.pipeline.seed;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.motion.ik.IkSolver;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.plan.CollisionChecker;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.task.solve.Sight;

/// Whether an arm can follow a way of its tool, from where it is, without a jump and without touching what is fixed to the world.
final class ArmCheck {
    /// Steps of ways in which they are looked at, m.
    private static final double STEP = 0.02;
    private static final int MOST_STEPS = 40;
    /// From step to step no joint goes further, rad: else the arm would have to change its posture.
    private static final double JUMP = 0.6;

    private final RobotGripper gripper;
    private final Bodies bodies;
    private final IkSolver ik;
    private final GroupKinematics kinematics;

    /// What keeps an arm from following a way.
    ///
    /// @param words empty: nothing
    /// @param thing what it would touch, as messages call it; empty: it does not get that far
    record Trouble(String words, String thing) {
        static final Trouble NONE = new Trouble("", "");
        static final Trouble OUT_OF_REACH = new Trouble("out of reach", "");

        boolean isNone() {
            return words.isEmpty();
        }
    }

    ArmCheck(RobotGripper gripper) {
        this.gripper = gripper;
        bodies = Bodies.of(gripper);
        ik = new IkSolver(gripper.arm(), List.of(IkTask.pose(gripper.tool())), IkSolver.Options.WARM);
        kinematics = new GroupKinematics(gripper.arm(), gripper.tool());
    }

    Surroundings look(Sight sight) {
        return new Surroundings(gripper, bodies, sight);
    }

    /// Follows a way.
    ///
    /// @param x [n] where the arm is; out: at the way's end, where it gets there
    Trouble follow(double[] x, ToolPath path, CollisionChecker checker) {
        int steps = (int) Math.clamp(Math.ceil(path.length() / STEP), 1, MOST_STEPS);
        double[] next = x.clone();
        for (int i = 1; i <= steps; i++) {
            if (!ik.solve(next, path.at((double) i / steps))) {
                return Trouble.OUT_OF_REACH;
            }
            for (int k = 0; k < x.length; k++) {
                if (Math.abs(next[k] - x[k]) > JUMP) {
                    return new Trouble("out of reach without changing posture", "");
                }
            }
            if (!checker.isFree(next)) {
                return touching(next, checker);
            }
            System.arraycopy(next, 0, x, 0, x.length);
        }
        return Trouble.NONE;
    }

    private Trouble touching(double[] x, CollisionChecker checker) {
        String thing = bodies.fixed().stream()
                .filter(body -> !checker.near(x, body.body(), Surroundings.TOUCHING).isEmpty())
                .map(body -> body.body() == 0 ? "the table" : "'" + body.name() + "'").findFirst().orElse("something");
        return new Trouble("the arm would touch " + thing, thing);
    }

    /// Whether a pose can be reached from a posture, without touching.
    ///
    /// @param x [n] the posture; it stays
    boolean isFree(double[] x, Pose tool, CollisionChecker checker) {
        double[] there = x.clone();
        return ik.solve(there, tool) && checker.isFree(there);
    }

    /// Brings the arm to a pose.
    ///
    /// @param x [n] where it is; out: there
    boolean reach(double[] x, Pose tool) {
        return ik.solve(x, tool);
    }

    /// Where the tool is.
    ///
    /// @param x [n] where the arm is
    Pose tool(double[] x) {
        kinematics.compute(x);
        return kinematics.pose(0);
    }
}
