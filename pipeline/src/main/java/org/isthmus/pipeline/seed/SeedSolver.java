package org.isthmus.pipeline.seed;

import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.solve.ScriptedSolver;

/// Executes a seed in all worlds of an environment, in closed loop, for whatever arm the task has.
///
/// For each episode the seed's pieces go to the frames of things where they are; how, [SeedRun] tells. What a world does depends on that world only.
public final class SeedSolver {
    /// Tasks that are shorter leave no time for long reaches, s.
    private static final double LITTLE_TIME = 4;

    private final VectorEnv env;
    private final ScriptedSolver solver;
    private final SeedRun[] runs;

    /// @param env of a task that seeds can do ([Errand#ids])
    /// @param gripper of the environment's model
    /// @throws IllegalArgumentException when the task is another, or the object is no simple solid
    public SeedSolver(VectorEnv env, RobotGripper gripper, Seed seed, Parallel pool) {
        this.env = env;
        Task task = env.task();
        Errand errand = Errand.of(task.id()).orElseThrow(() -> new IllegalArgumentException("task '" + task.id()
                + "' cannot be done by seeds " + Nearest.remedy(task.id(), Errand.ids())));
        SeedWays ways = new SeedWays(seed);
        ArmCheck arm = new ArmCheck(gripper);
        double opening = gripper.jaw().width();
        Map<String, GraspOptions> grasps = new TreeMap<>();
        SeedRun.Grasping grasping = body -> grasps.computeIfAbsent(body,
                name -> new GraspOptions(env.model(), name, ways.contact(), opening));
        runs = new SeedRun[env.worlds()];
        for (int w = 0; w < runs.length; w++) {
            runs[w] = new SeedRun(errand, ways, arm, grasping, task.duration() < LITTLE_TIME);
        }
        solver = new ScriptedSolver(env, gripper, world -> runs[world].script(), pool);
    }

    /// Gives the actions of one period. Worlds whose episode is new begin the seed.
    ///
    /// @param actions [worlds][size]
    public void act(float[] actions) {
        for (int w = 0; w < runs.length; w++) {
            if (env.steps()[w] == 0) {
                runs[w].forget();
            }
        }
        solver.act(actions);
    }

    /// The segment that a world is at; empty before the first and after the last.
    public String phase(int world) {
        return solver.move(world);
    }

    /// Why a world's attempt has not succeeded: step and reason.
    public String failure(int world) {
        String failure = runs[world].failure();
        String phase = phase(world);
        return !failure.isEmpty() ? failure : phase.isEmpty() ? "end: not as the task wants it"
                : phase + ": out of time";
    }
}
