package org.isthmus.pipeline.gaps;

import java.util.Arrays;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.policy.Policy;
import org.isthmus.pipeline.Actor;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.solve.ScriptedSolver;

/// Policies at work in reality, in worlds that begin their episodes together. Each looks only when it has to know something new.
final class RealPolicy {
    private RealPolicy() {}

    /// Sends chunks of actions and looks before each.
    private static Actor ofActions(Policy policy, Reality reality) {
        return (env, actions) -> {
            int step = env.steps()[0];
            if (step == 0) {
                begin(policy, reality, env);
            }
            if (step % policy.spec().action().steps() == 0) {
                reality.look(all(env));
            }
            policy.act(reality, actions);
        };
    }

    /// Looks once, and has the key pose that the policy sees executed by [GraspScript].
    private static Actor ofKeyPose(Policy policy, Reality reality, VectorEnv worlds, Parallel pool) {
        float[] keys = new float[worlds.worlds() * GraspScript.NUMBERS];
        ScriptedSolver solver = new ScriptedSolver(worlds, ArmOnTable.gripper(GapTask.ROBOT, worlds.model()),
                world -> GraspScript.moves(s -> GraspScript.pose(keys, world * GraspScript.NUMBERS)), pool);
        return (env, actions) -> {
            if (env.steps()[0] == 0) {
                begin(policy, reality, env);
                reality.look(all(env));
                policy.act(reality, keys);
            }
            solver.act(actions);
        };
    }

    /// As a dataset's policy is.
    static Actor of(Policy policy, GapDataset dataset, Reality reality, VectorEnv worlds, Parallel pool) {
        return dataset.isAdapted() ? ofKeyPose(policy, reality, worlds, pool) : ofActions(policy, reality);
    }

    private static void begin(Policy policy, Reality reality, VectorEnv env) {
        reality.begin();
        policy.reset(env.seeds(), all(env));
    }

    private static boolean[] all(VectorEnv env) {
        boolean[] all = new boolean[env.worlds()];
        Arrays.fill(all, true);
        return all;
    }
}
