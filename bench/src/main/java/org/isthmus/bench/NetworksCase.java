package org.isthmus.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.Channel;
import org.isthmus.learn.imitation.ActConfig;
import org.isthmus.learn.imitation.BehaviourCloningConfig;
import org.isthmus.learn.imitation.Demonstrations;
import org.isthmus.learn.imitation.DiffusionConfig;
import org.isthmus.learn.imitation.ImitationConfig;
import org.isthmus.learn.imitation.ImitationTrainer;
import org.isthmus.learn.policy.Observations;
import org.isthmus.learn.policy.OnnxPolicy;

/// The networks of imitation, small as they are by default, with as many numbers as PickCube has: a step of training beside the same network in PyTorch, one
/// thread each and in turn; and how long a policy takes to choose an action.
final class NetworksCase {
    static final String STEP = "step-";
    static final List<String> KINDS = List.of("bc", "act", "diffusion", "unet");
    private static final int SEEN = 47;
    private static final int ACTION = 7;
    private static final int BATCH = 64;
    private static final int ROUNDS = 7;
    private static final int EPISODES = 20;
    private static final int LENGTH = 50;
    private static final int CALLS = 2000;
    /// For so many calls, or fewer.
    private static final double MOST_SECONDS = 5;
    private static final double NANO = 1e-9;
    private static final double MILLI = 1e3;

    private NetworksCase() {}

    private static ImitationConfig config(String kind) {
        return switch (kind) {
            case "bc" -> BehaviourCloningConfig.DEFAULT;
            case "act" -> ActConfig.DEFAULT;
            case "unet" -> DiffusionConfig.DEFAULT.withDenoiser(DiffusionConfig.Denoiser.UNET);
            default -> DiffusionConfig.DEFAULT;
        };
    }

    /// A step of training of each, on one thread and on two, in as many shards of a batch.
    static List<Measurement> steps(String caseName, String kind) {
        List<Measurement> all = new ArrayList<>();
        for (int threads = 1; threads <= 2; threads++) {
            all.add(step(caseName, kind, threads));
        }
        return all;
    }

    private static Measurement step(String caseName, String kind, int threads) {
        int count = kind.equals("bc") || kind.equals("diffusion") ? 50 : 20;
        String metric = "step of training, " + BATCH + " samples, " + threads + (threads == 1 ? " thread" : " threads");
        ImitationConfig config = config(kind);
        try (Parallel pool = Parallel.of(threads);
                ImitationTrainer ours = new ImitationTrainer(demonstrations(), config,
                        config.training().withBatch(BATCH).withShards(threads), 1, pool)) {
            Optional<PythonProcess> found = PythonProcess.start("torch_peer.py",
                    List.of(kind, "" + SEEN, "" + ACTION, "" + BATCH, "" + threads));
            if (found.isEmpty()) {
                double seconds = Interleaved.median(seconds(ours, count), seconds(ours, count), seconds(ours, count));
                return Measurement.alone(LearnBenchmark.NAME, caseName, metric, "ms", MILLI * seconds / count,
                        "PyTorch is not found: pip install torch");
            }
            try (PythonProcess peer = found.get()) {
                long numbers = Long.parseLong(peer.readLine());
                if (numbers != ours.parameters()) {
                    throw new IllegalStateException("the peer learns " + numbers + " numbers, we " + ours.parameters());
                }
                double[] mine = new double[ROUNDS];
                double[] theirs = new double[ROUNDS];
                for (int r = -1; r < ROUNDS; r++) { // the first round does not count
                    mine[Math.max(r, 0)] = seconds(ours, count);
                    theirs[Math.max(r, 0)] = Double.parseDouble(peer.ask("" + count));
                }
                return Measurement.ofDuration(LearnBenchmark.NAME, caseName,
                        metric + ", " + numbers + " learned numbers", "ms", MILLI * Interleaved.median(mine) / count,
                        MILLI * Interleaved.median(theirs) / count, peer.version());
            }
        }
    }

    /// Of so many steps.
    private static double seconds(ImitationTrainer trainer, int count) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            trainer.step();
        }
        return (System.nanoTime() - start) * NANO;
    }

    /// How long a policy of one world takes to compute what it does next, anew for each action.
    static List<Measurement> thinking(String caseName) {
        List<Measurement> all = new ArrayList<>();
        for (String kind : KINDS) {
            ImitationConfig config = switch (config(kind)) {
                case BehaviourCloningConfig c -> new BehaviourCloningConfig(c.history(), c.chunk(), 1, c.hidden(),
                        c.modes(), c.eyes());
                case DiffusionConfig c -> new DiffusionConfig(c.history(), c.horizon(), 1, c.diffusionSteps(),
                        c.samplingSteps(), c.denoiser(), c.stepSize(), c.encoder(), c.channels(), c.layers(), c.width(),
                        c.heads(), c.dropout(), c.eyes());
                case ActConfig c -> new ActConfig(c.chunk(), c.ensembling(), 1, c.size(), c.heads(), c.feedForward(),
                        c.encoderLayers(), c.decoderLayers(), c.latent(), c.divergence(), c.dropout(), c.eyes(),
                        c.patch());
                case ImitationConfig other -> other;
            };
            double[] seconds = calls(config);
            for (double share : new double[]{0.5, 0.99}) {
                all.add(Measurement.alone(LearnBenchmark.NAME, caseName,
                        kind + ", one world, " + (share == 0.5 ? "median" : "99 % of calls below"), "ms",
                        MILLI * seconds[(int) (share * seconds.length)], ""));
            }
        }
        return all;
    }

    /// [calls] in rising order, s
    private static double[] calls(ImitationConfig config) {
        try (Scratch scratch = Scratch.make();
                Parallel pool = Parallel.of(1);
                ImitationTrainer trainer = new ImitationTrainer(demonstrations(), config, config.training(), 1, pool)) {
            trainer.write(scratch.path(), new Diagnostics());
            return calls(scratch.path());
        }
    }

    private static double[] calls(Path folder) {
        Observations observations = Observations.ofValues(new float[SEEN]);
        try (OnnxPolicy policy = OnnxPolicy.open(folder, 1, new Diagnostics())) {
            policy.reset(new long[]{1}, new boolean[]{true});
            calls(policy, observations); // those do not count
            return calls(policy, observations);
        }
    }

    private static double[] calls(OnnxPolicy policy, Observations observations) {
        float[] actions = new float[ACTION];
        double[] seconds = new double[CALLS];
        double sum = 0;
        int n = 0;
        for (; n < CALLS && sum < MOST_SECONDS; n++) {
            long start = System.nanoTime();
            policy.act(observations, actions);
            seconds[n] = (System.nanoTime() - start) * NANO;
            sum += seconds[n];
        }
        double[] sorted = Arrays.copyOf(seconds, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /// Numbers drawn by chance.
    private static Demonstrations demonstrations() {
        RandomStream stream = RandomStream.of(1);
        int[] steps = new int[EPISODES];
        Arrays.fill(steps, LENGTH);
        return new Demonstrations(
                List.of(signal(Channel.values(Channel.OBSERVATIONS + "policy", Channel.Element.FLOAT32,
                        Channel.Timing.STATES, SEEN), LENGTH + 1, stream)),
                List.of(), signal(Channel.actions(ACTION), LENGTH, stream), steps, 20, "PickCube-v1", "panda");
    }

    private static Demonstrations.Signal signal(Channel channel, int rows, RandomStream stream) {
        List<float[]> episodes = new ArrayList<>();
        for (int e = 0; e < EPISODES; e++) {
            float[] values = new float[rows * channel.rowSize()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) stream.nextGaussian();
            }
            episodes.add(values);
        }
        return Demonstrations.Signal.of(channel, episodes);
    }
}
