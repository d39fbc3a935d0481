package org.isthmus.bench;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.policy.Observations;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.learn.policy.PolicyTrial;
import org.isthmus.learn.rl.LearnedPolicy;
import org.isthmus.learn.rl.Ppo;
import org.isthmus.learn.rl.PpoConfig;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.suite.Tasks;

/// A quadruped learns to walk with commanded velocities: how long that takes, and how far it then is from what is commanded.
final class WalkCase {
    static final String CASE = "ppo-walk";
    private static final String TASK = "WalkFlat-v1";
    private static final long STEPS = 6_000_000;
    private static final int EPISODES = 64;
    /// Of the first episode that it is tried in, far from those that are learned from.
    private static final long SEED = 1L << 40;
    private static final double NANO = 1e-9;

    private WalkCase() {}

    /// How a policy walks.
    ///
    /// @param upright share of the episodes to whose end it did not fall
    /// @param velocity mean distance from the commanded velocity, forwards and sideways, m/s
    /// @param turning mean difference from the commanded turning, rad/s
    /// @param commanded mean length of the commanded velocity, m/s: the distance of who stands still
    private record Gait(double upright, double velocity, double turning, double commanded) {}

    static List<Measurement> run(Consumer<String> progress) {
        long start = System.nanoTime();
        try (Scratch scratch = Scratch.make();
                Parallel pool = Parallel.ofAllProcessors();
                Ppo learner = new Ppo(Tasks.named(TASK).make(), PpoConfig.of(TASK), 1, pool)) {
            while (learner.steps() < STEPS) {
                learner.iterate();
            }
            double seconds = (System.nanoTime() - start) * NANO;
            LearnedPolicy.write(scratch.path(), learner, new TreeMap<>(), new Diagnostics());
            try (OnnxPolicy policy = OnnxPolicy.open(scratch.path(), EPISODES, new Diagnostics())) {
                Gait gait = walk(policy, learner.worlds().others(VectorEnv.Options.of(EPISODES)
                        .with(Autoreset.DISABLED)));
                String remark = String.format(Locale.ROOT,
                        "%.0f %% of %d episodes of 20 s upright; commands of %.2f m/s on the mean", 100 * gait.upright,
                        EPISODES, gait.commanded);
                progress.accept(CASE + ": " + remark);
                return List.of(
                        Measurement.alone(LearnBenchmark.NAME, CASE, "time of " + STEPS + " steps", "s", seconds,
                                remark),
                        Measurement.alone(LearnBenchmark.NAME, CASE, "off the velocity", "m/s", gait.velocity, remark),
                        Measurement.alone(LearnBenchmark.NAME, CASE, "off the turning", "rad/s", gait.turning,
                                remark));
            }
        }
    }

    /// Every world's first episode. Who has fallen counts with what it does then.
    private static Gait walk(OnnxPolicy policy, VectorEnv env) {
        int worlds = env.worlds();
        Observations observations = PolicyTrial.begin(policy, env, SEED);
        List<String> labels = env.observationLabels(ObservationGroup.POLICY);
        int velocity = labels.indexOf("velocity[0]");
        int turning = labels.indexOf("turning[2]");
        int command = labels.indexOf("command[0]");
        float[] actions = new float[worlds * env.singleActionSpace().size()];
        boolean[] fell = new boolean[worlds];
        double off = 0;
        double offTurn = 0;
        double commanded = 0;
        int steps = env.task().maxSteps();
        for (int t = 0; t < steps; t++) {
            policy.act(observations, actions);
            env.step(actions);
            float[] seen = env.observation(ObservationGroup.POLICY);
            for (int w = 0; w < worlds; w++) {
                int at = w * labels.size();
                // as observed: velocities times 2, turning times 0.25
                double x = seen[at + velocity] / 2 - seen[at + command];
                double y = seen[at + velocity + 1] / 2 - seen[at + command + 1];
                off += StrictMath.hypot(x, y);
                offTurn += Math.abs(seen[at + turning] / 0.25 - seen[at + command + 2]);
                commanded += StrictMath.hypot(seen[at + command], seen[at + command + 1]);
                fell[w] |= env.terminated()[w];
            }
        }
        double n = (double) steps * worlds;
        int upright = 0;
        for (boolean each : fell) {
            upright += each ? 0 : 1;
        }
        return new Gait((double) upright / worlds, off / n, offTurn / n, commanded / n);
    }
}
