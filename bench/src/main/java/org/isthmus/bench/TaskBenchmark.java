package org.isthmus.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.physics.Quantity;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.suite.Tasks;

/// Control steps per second of tasks with random actions, episodes beginning anew as they end, and what of the time is physics.
public final class TaskBenchmark implements Benchmark {
    static final String NAME = "task";
    static final String RATE = "1/s";
    private static final String GYMNASIUM = "gymnasium-cart-pole";
    private static final String MUJOCO = "mujoco-pick-cube";
    private static final String RGB = "pick-cube-rgb-";
    /// Sides of images, pixels.
    private static final List<Integer> SIDES = List.of(64, 128);
    private static final int WORLDS = 1024;
    private static final int SEEN_WORLDS = 64;
    private static final int SEEN_STEPS = 5;
    private static final int CART_WORLDS = 256;
    private static final int CART_STEPS = 400;
    /// Control steps that are timed together.
    private static final int STEPS = 50;
    private static final int ROUNDS = 7;
    private static final double MOST_WARM_UP_SECONDS = 120;
    private static final double NANO = 1e-9;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    public TaskBenchmark() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> cases() {
        List<String> all = new ArrayList<>(List.of(GYMNASIUM, MUJOCO));
        SIDES.forEach(side -> all.add(RGB + side));
        Tasks.all().forEach(entry -> all.add(caseOf(entry)));
        return all;
    }

    private static String caseOf(Tasks.Entry entry) {
        return entry.id().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Measurement> run(String caseName, Consumer<String> progress) {
        return switch (caseName) {
            case GYMNASIUM -> besideGymnasium(progress);
            case MUJOCO -> new PickCubeCase().run(progress);
            case String rgb when rgb.startsWith(RGB) -> seen(rgb, Integer.parseInt(rgb.substring(RGB.length())),
                    progress);
            default -> {
                Tasks.Entry entry = Tasks.all().stream().filter(e -> caseOf(e).equals(caseName)).findFirst()
                        .orElseThrow();
                yield measure(entry, caseName, progress);
            }
        };
    }

    /// A task alone: its rates, its resets, and its time outside physics.
    private static List<Measurement> measure(Tasks.Entry entry, String caseName, Consumer<String> progress) {
        List<Measurement> all = new ArrayList<>();
        for (int threads : new int[]{1, 2}) {
            progress.accept(caseName + ", " + threads + " threads");
            try (Parallel pool = Parallel.of(threads)) {
                Play play = Play.of(entry.make(), VectorEnv.Options.of(WORLDS), pool);
                play.warmUp();
                all.add(Measurement.alone(NAME, caseName,
                        "control steps per second, " + WORLDS + " worlds, " + threads + " threads", RATE,
                        (double) WORLDS * STEPS / play.fastestSeconds(STEPS), ""));
                if (threads == 1) {
                    all.addAll(new Shares(play).measure(caseName));
                }
            }
        }
        return all;
    }

    /// PickCube with an image of its camera after each step.
    private static List<Measurement> seen(String caseName, int side, Consumer<String> progress) {
        Task task = Tasks.named("PickCube-v1").make();
        Task seen = task.withCameras(List.of(task.cameras().getFirst().sized(side, side)));
        List<Measurement> all = new ArrayList<>();
        for (int threads : new int[]{1, 2}) {
            progress.accept(caseName + ", " + threads + " threads");
            try (Parallel pool = Parallel.of(threads)) {
                Play play = Play.of(seen, VectorEnv.Options.of(SEEN_WORLDS).withImages(), pool);
                play.warmUp();
                all.add(Measurement.alone(NAME, caseName, "control steps per second with an image of " + side + " × "
                        + side + " each, " + SEEN_WORLDS + " worlds, " + threads + " threads", RATE,
                        (double) SEEN_WORLDS * SEEN_STEPS / play.fastestSeconds(SEEN_STEPS), ""));
                if (threads == 1) {
                    double seconds = Interleaved.medianSeconds(1, ROUNDS, () -> play.env.reset(1))[0];
                    all.add(Measurement.alone(NAME, caseName, "reset of one world among " + SEEN_WORLDS
                            + ", its image included", "µs", 1e6 * seconds / SEEN_WORLDS, ""));
                }
            }
        }
        return all;
    }

    private static List<Measurement> besideGymnasium(Consumer<String> progress) {
        List<Measurement> all = new ArrayList<>();
        try (Parallel one = Parallel.of(1)) {
            Play play = Play.of(Tasks.named("CartPole-v1").make(), VectorEnv.Options.of(CART_WORLDS), one);
            play.warmUp();
            for (String mode : List.of("vector_entry_point", "sync")) {
                progress.accept(GYMNASIUM + ", " + mode);
                all.add(besideGymnasium(play, mode));
            }
        }
        return all;
    }

    private static Measurement besideGymnasium(Play play, String mode) {
        String metric = "control steps per CPU second, " + CART_WORLDS + " worlds";
        double steps = (double) CART_WORLDS * CART_STEPS;
        Optional<PythonProcess> found = PythonProcess.start("gymnasium_peer.py", List.of(mode, "" + CART_WORLDS));
        if (found.isEmpty()) {
            double seconds = Interleaved.medianSeconds(1, ROUNDS, () -> play.steps(CART_STEPS))[0];
            return Measurement.alone(NAME, GYMNASIUM, metric, RATE, steps / seconds,
                    "Gymnasium is not found: run crosscheck/run once, or pip install gymnasium");
        }
        try (PythonProcess peer = found.get()) {
            double[] ours = new double[ROUNDS];
            double[] theirs = new double[ROUNDS];
            for (int r = -1; r < ROUNDS; r++) { // the first round does not count
                long start = CLOCK.getCurrentThreadCpuTime();
                play.steps(CART_STEPS);
                ours[Math.max(r, 0)] = (CLOCK.getCurrentThreadCpuTime() - start) * NANO;
                theirs[Math.max(r, 0)] = Double.parseDouble(peer.ask("" + CART_STEPS));
            }
            return Measurement.ofRate(NAME, GYMNASIUM, metric, RATE, steps / Interleaved.median(ours),
                    steps / Interleaved.median(theirs),
                    peer.version());
        }
    }

    /// An environment with random actions.
    ///
    /// @param actions [ACTIONS][worlds·size], played again and again
    record Play(VectorEnv env, float[][] actions) {
        /// As many as an arm's episode has steps: fewer, again and again, add up to ways nearly twice as long, into the table.
        private static final int ACTIONS = 50;

        static Play of(Task task, VectorEnv.Options options, Parallel pool) {
            VectorEnv env = new VectorEnv(task, options, pool);
            int worlds = options.worlds();
            int n = env.singleActionSpace().size();
            float[][] actions = new float[ACTIONS][worlds * n];
            RandomStream random = RandomStream.of(1);
            for (float[] each : actions) {
                for (int w = 0; w < worlds; w++) {
                    env.singleActionSpace().sample(random, each, w * n);
                }
            }
            env.reset(1);
            return new Play(env, actions);
        }

        void steps(int count) {
            for (int t = 0; t < count; t++) {
                env.step(actions[t % ACTIONS]);
            }
        }

        /// Until vectors have taken over, and a little more.
        void warmUp() {
            long start = System.nanoTime();
            while (!env.batch().isWarm() && (System.nanoTime() - start) * NANO < MOST_WARM_UP_SECONDS) {
                steps(STEPS / 5);
            }
            steps(STEPS);
        }

        /// The time of so many steps by the clock on the wall: whatever else runs on the machine only ever adds time.
        double fastestSeconds(int count) {
            double fastest = Double.POSITIVE_INFINITY;
            for (int r = 0; r < ROUNDS; r++) {
                long start = System.nanoTime();
                steps(count);
                fastest = Math.min(fastest, (System.nanoTime() - start) * NANO);
            }
            return fastest;
        }
    }

    /// What of a control step is physics: the same steps once more, with the controls that were sent and nothing else.
    private record Shares(Play play) {
        List<Measurement> measure(String caseName) {
            double[] resets = new double[ROUNDS];
            double[] all = new double[ROUNDS];
            double[] physics = new double[ROUNDS];
            VectorEnv env = play.env;
            double[][] controls = new double[STEPS][env.worlds() * env.model().sizes().nu()];
            for (int r = -1; r < ROUNDS; r++) { // the first round does not count
                int round = Math.max(r, 0);
                resets[round] = seconds(() -> env.reset(1));
                all[round] = 0;
                for (int t = 0; t < STEPS; t++) {
                    float[] actions = play.actions[t % Play.ACTIONS];
                    all[round] += seconds(() -> env.step(actions));
                    env.batch().read(Quantity.CTRL, controls[t]);
                }
                env.reset(1);
                physics[round] = 0;
                for (int t = 0; t < STEPS; t++) {
                    env.batch().write(Quantity.CTRL, controls[t]);
                    physics[round] += seconds(() -> env.batch().step(env.task().substeps()));
                }
            }
            return List.of(
                    Measurement.alone(NAME, caseName, "time of steps outside physics", "%",
                            100 * (1 - Interleaved.median(physics) / Interleaved.median(all)), ""),
                    Measurement.alone(NAME, caseName, "reset of one world among " + env.worlds(), "µs",
                            1e6 * Interleaved.median(resets) / env.worlds(), ""));
        }

        private static double seconds(Runnable work) {
            long start = CLOCK.getCurrentThreadCpuTime();
            work.run();
            return (CLOCK.getCurrentThreadCpuTime() - start) * NANO;
        }
    }
}
