package org.isthmus.learn.rl;

import java.nio.file.Path;
import java.util.SortedMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.learn.policy.PolicyTrial;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;

/// What a learner would do elsewhere: its policy leaves, and acts in episodes that it does not learn from. What it does while it explores says little of
/// that: noise lets fall what the same policy holds.
public final class Exam {
    /// Exams have seeds far from those that are learned from.
    private static final long SEED = 1L << 40;
    private static final int MOST_WORLDS = 64;

    private final Path folder;
    private final Learner learner;
    private final SortedMap<String, String> provenance;
    private final int episodes;
    private final VectorEnv env;

    /// @param folder of the policy, which each exam writes anew
    /// @param provenance see [org.isthmus.learn.policy.PolicySpec]
    /// @param episodes of an exam, 1 or more
    public Exam(Path folder, Learner learner, SortedMap<String, String> provenance, int episodes) {
        this.folder = folder;
        this.learner = learner;
        this.provenance = provenance;
        this.episodes = episodes;
        VectorEnv.Options options = VectorEnv.Options.of(Math.min(episodes, MOST_WORLDS)).with(Autoreset.DISABLED);
        env = learner.worlds().others(learner.images().isEmpty() ? options : options.withImages());
    }

    /// Lets the policy leave as it is now, and act.
    ///
    /// @param seed exams of other seeds have other episodes
    public PolicyTrial take(long seed, Progress progress) {
        LearnedPolicy.write(folder, learner, provenance, new Diagnostics());
        try (OnnxPolicy policy = OnnxPolicy.open(folder, env.worlds(), new Diagnostics())) {
            return PolicyTrial.run(policy, env, episodes, SEED + seed, progress);
        }
    }

    /// The most steps of all worlds that an exam takes.
    long steps() {
        return (long) episodes * env.task().maxSteps();
    }
}
