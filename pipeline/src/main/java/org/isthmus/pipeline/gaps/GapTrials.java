package org.isthmus.pipeline.gaps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.quality.Proportion;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.pipeline.Actor;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.objective.Reward;

/// Trials of a policy in reality under a gap. Trial n has the same world whatever the policy.
final class GapTrials {
    private static final int WORLDS = 25;
    private static final String GRASP = "grasp";
    private static final double HALF = 0.5;

    private final GapPreset preset;
    private final String engine;
    private final long seed;
    private final Parallel pool;

    /// @param engine that is reality
    /// @param seed of trial 0; trial n has `seed + n`
    GapTrials(GapPreset preset, String engine, long seed, Parallel pool) {
        this.preset = preset;
        this.engine = engine;
        this.seed = seed;
        this.pool = pool;
    }

    /// @param policy folder of a policy of the dataset
    /// @param progress advances by one with each trial
    GapCell run(GapDataset dataset, Gap gap, Path policy, Progress progress, Diagnostics diagnostics) {
        long start = System.nanoTime();
        Task task = GapTask.real(gap, preset.pixels());
        int successes = 0;
        SortedMap<String, Long> failures = new TreeMap<>();
        for (int first = 0; first < preset.trials(); first += WORLDS) {
            int count = Math.min(WORLDS, preset.trials() - first);
            VectorEnv env = new VectorEnv(task, new VectorEnv.Options(count, engine, Autoreset.DISABLED, false), pool);
            try (OnnxPolicy acting = OnnxPolicy.open(policy, count, diagnostics)) {
                Reality reality = new Reality(env, dataset.isAdapted(), preset.samples(), pool);
                Actor actor = RealPolicy.of(acting, dataset, reality, env, pool);
                env.reset(seed + first);
                boolean[] wasHeld = play(env, actor, progress);
                for (int w = 0; w < count; w++) {
                    if (env.succeeded()[w]) {
                        successes++;
                    } else {
                        failures.merge(wasHeld[w] ? "lost" : "not grasped", 1L, Long::sum);
                    }
                }
            }
            progress.advance(count);
        }
        return new GapCell(dataset, gap, new Proportion(successes, preset.trials()), failures,
                1e-9 * (System.nanoTime() - start));
    }

    /// [worlds] whether the cube was between the fingers at some time of the episodes that are played
    private static boolean[] play(VectorEnv env, Actor actor, Progress progress) {
        List<Reward> rewards = env.task().rewards();
        List<String> names = new ArrayList<>(rewards.stream().map(Reward::name).toList());
        int grasp = names.indexOf(GRASP);
        boolean[] wasHeld = new boolean[env.worlds()];
        float[] actions = new float[env.worlds() * env.singleActionSpace().size()];
        for (int t = 0; t < env.task().maxSteps(); t++) {
            progress.checkCancelled();
            actor.act(env, actions);
            env.step(actions);
            for (int w = 0; w < wasHeld.length; w++) {
                wasHeld[w] |= env.rewardTerms()[w * rewards.size() + grasp] > HALF * rewards.get(grasp).weight();
            }
        }
        return wasHeld;
    }
}
