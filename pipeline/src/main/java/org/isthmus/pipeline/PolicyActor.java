package org.isthmus.pipeline;

import java.util.List;
import java.util.stream.IntStream;

import org.isthmus.learn.policy.Observations;
import org.isthmus.learn.policy.Policy;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.objective.Reward;

/// A policy that acts, so that its trials can be recorded.
///
/// Its sub-tasks are how far it came: the first of the task's rewards of which less than half was ever reached in the episode, [#DONE] after the last. Costs,
/// and potentials, which tell of a step only, are not among them.
public final class PolicyActor implements Actor {
    /// When all rewards were reached.
    public static final String DONE = "done";
    private static final double REACHED = 0.5;

    private final Policy policy;
    private final Observations observations;
    private final List<Reward> rewards;
    /// Places among the rewards of those that are to be reached.
    private final int[] stages;
    /// [worlds] stages that were reached in this episode, in their order
    private final int[] reached;
    /// [worlds] where an episode begins
    private final boolean[] begins;

    /// @param policy of as many worlds
    /// @param env in which it acts, of a task that is [fitted][org.isthmus.learn.policy.PolicySpec#fitted] to it
    public PolicyActor(Policy policy, VectorEnv env) {
        this.policy = policy;
        observations = Observations.of(env);
        rewards = env.task().rewards();
        stages = stages(rewards);
        reached = new int[env.worlds()];
        begins = new boolean[env.worlds()];
    }

    @Override
    public void act(VectorEnv env, float[] actions) {
        for (int w = 0; w < begins.length; w++) {
            begins[w] = env.steps()[w] == 0;
            reached[w] = begins[w] ? 0 : reached(env, w);
        }
        policy.reset(env.seeds(), begins);
        policy.act(observations, actions);
    }

    private int reached(VectorEnv env, int world) {
        int n = reached[world];
        while (n < stages.length && env.rewardTerms()[world * rewards.size() + stages[n]]
                >= REACHED * rewards.get(stages[n]).weight()) {
            n++;
        }
        return n;
    }

    static int[] stages(List<Reward> rewards) {
        return IntStream.range(0, rewards.size())
                .filter(i -> rewards.get(i).weight() > 0 && !rewards.get(i).isPotential()).toArray();
    }

    @Override
    public String phase(int world) {
        return reached[world] < stages.length ? rewards.get(stages[reached[world]]).name() : DONE;
    }
}
