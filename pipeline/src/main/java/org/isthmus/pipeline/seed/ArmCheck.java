package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.ik.IkSolver;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.plan.AllowedCollisions;
import org.isthmus.motion.plan.CollisionChecker;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.task.solve.Way;

/// Whether an arm can follow a way of its tool, from where it is, without a jump and without touching what is fixed to the world.
final class ArmCheck {
    static final String OUT_OF_REACH = "out of reach";
    /// What is nearer counts as touching, m.
    private static final double CLEAR = 1e-3;
    /// Steps of ways in which they are looked at, m.
    private static final double STEP = 0.02;
    private static final int MOST_STEPS = 40;
    /// From step to step no joint goes further, rad: else the arm would have to change its posture.
    private static final double JUMP = 0.6;
    private final IkSolver ik;
    private final CollisionChecker checker;

    ArmCheck(RobotGripper gripper) {
        ik = new IkSolver(gripper.arm(), List.of(IkTask.pose(gripper.tool())), IkSolver.Options.WARM);
        checker = new CollisionChecker(gripper.arm(), new CollisionChecker.Options(CLEAR, STEP), List.of(),
                allButWorld(gripper.arm().model()));
    }

    /// Objects are to be touched, and where loose things are is not known to the checker: pairs with the world's own geoms are left.
    private static AllowedCollisions allButWorld(Model model) {
        List<Frame> bodies = new ArrayList<>();
        IntStream.range(1, model.sizes().nbody()).forEach(b -> bodies.add(new Frame("", b, Pose.IDENTITY)));
        return AllowedCollisions.NONE.and(bodies, bodies);
    }

    /// Follows a way.
    ///
    /// @param x [n] where the arm is; out: at the way's end, where it gets there
    /// @return empty, or what is in the way, in words
    String follow(double[] x, Way.Path path, double length) {
        int steps = (int) Math.clamp(Math.ceil(length / STEP), 1, MOST_STEPS);
        double[] next = x.clone();
        for (int i = 1; i <= steps; i++) {
            if (!ik.solve(next, path.at((double) i / steps))) {
                return OUT_OF_REACH;
            }
            for (int k = 0; k < x.length; k++) {
                if (Math.abs(next[k] - x[k]) > JUMP) {
                    return "out of reach without changing posture";
                }
            }
            if (!checker.isFree(next)) {
                return "the arm would touch the table";
            }
            System.arraycopy(next, 0, x, 0, x.length);
        }
        return "";
    }

    /// Whether a pose can be reached from a posture, without touching.
    ///
    /// @param x [n] the posture; it stays
    boolean isFree(double[] x, Pose tool) {
        double[] there = x.clone();
        return ik.solve(there, tool) && checker.isFree(there);
    }
}
