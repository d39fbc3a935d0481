package org.isthmus.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

import org.isthmus.bench.H5pyPeer.Recorded;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.lerobot.LeRobotExporter;
import org.isthmus.dataset.lerobot.LeRobotOptions;
import org.isthmus.dataset.lerobot.LeRobotVersion;
import org.isthmus.dataset.robomimic.RobomimicExporter;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoCodec;

/// Episodes and frames recorded and exported per second: rendered images of an arm over boxes, as drawn and with a sensor's noise.
public final class DatasetBenchmark implements Benchmark {
    private static final String NAME = "dataset";
    private static final String NOTE = "EmbodiChain publishes 14 to 38 /s";
    private static final String NO_PEER = "no peer";
    private static final String CAMERA = "observations/images/top";
    private static final int FRAMES = 24;
    private static final int ROUNDS = 5;
    private static final double WARM_SECONDS = 4;
    private static final int ARM = 7;
    private static final List<Channel> NUMBERS = List.of(Channel.actions(ARM),
            Channel.values("states/qpos", Element.FLOAT64, Timing.STATES, ARM + 2));

    public DatasetBenchmark() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> cases() {
        return List.of("640x480", "640x480-noise", "128x128", "128x128-noise", "no-images", "export");
    }

    @Override
    public List<Measurement> run(String caseName, Consumer<String> progress) {
        progress.accept(caseName);
        try (Scratch temporary = Scratch.make()) {
            Path scratch = temporary.path();
            return switch (caseName) {
                case "640x480" -> record(caseName, 640, 480, false, scratch);
                case "640x480-noise" -> record(caseName, 640, 480, true, scratch);
                case "128x128" -> record(caseName, 128, 128, false, scratch);
                case "128x128-noise" -> record(caseName, 128, 128, true, scratch);
                case "no-images" -> record(new Rows(new byte[0][], 0, 0, 100), caseName, scratch);
                default -> export(progress, scratch);
            };
        }
    }

    /// What is recorded: numbers, and images unless there are none.
    ///
    /// @param frames [count][height][width][3], shown again and again
    private record Rows(byte[][] frames, int width, int height, int steps) {
        List<Channel> channels() {
            List<Channel> all = new ArrayList<>(NUMBERS);
            if (frames.length > 0) {
                all.add(Channel.image("top", Timing.STEPS, width, height));
            }
            return all;
        }

        EpisodeEntry record(EpisodeStore store) {
            EpisodeInfo info = EpisodeInfo.of("bench", FrameRate.of(20));
            float[] action = new float[ARM];
            double[] qpos = new double[ARM + 2];
            try (EpisodeWriter writer = store.begin(info, channels())) {
                writer.append("states/qpos", qpos);
                for (int t = 0; t < steps; t++) {
                    for (int k = 0; k < ARM; k++) {
                        action[k] = (float) StrictMath.sin(0.05 * t * (k + 1));
                        qpos[k] = action[k];
                    }
                    writer.append(Channel.ACTIONS, action);
                    writer.append("states/qpos", qpos);
                    if (frames.length > 0) {
                        writer.append(CAMERA, frames[t % frames.length]);
                    }
                }
                return writer.finish(Success.YES, List.of());
            }
        }
    }

    private static List<Measurement> record(String caseName, int width, int height, boolean noisy, Path scratch) {
        byte[][] frames = CameraFrames.of(FRAMES, width, height, noisy);
        return record(new Rows(frames, width, height, width > 200 ? 48 : 200), caseName, scratch);
    }

    /// Ours on one thread and on two, and h5py, in turn.
    private static List<Measurement> record(Rows rows, String caseName, Path scratch) {
        Optional<H5pyPeer> peer = H5pyPeer.of(rows.frames, rows.width, rows.height, rows.steps, scratch);
        List<Recorded> one = new ArrayList<>();
        List<Recorded> two = new ArrayList<>();
        List<Recorded> theirs = new ArrayList<>();
        try (EpisodeStore single = EpisodeStore.openForWriting(scratch.resolve("one"), 1, new Diagnostics());
                EpisodeStore twin = EpisodeStore.openForWriting(scratch.resolve("two"), 2, new Diagnostics())) {
            for (double warm = 0; warm < WARM_SECONDS;) {
                warm += recorded(rows, single).wall() + recorded(rows, twin).wall();
            }
            for (int r = 0; r < ROUNDS; r++) {
                one.add(recorded(rows, single));
                Path file = scratch.resolve("peer-" + r + ".hdf5");
                peer.ifPresent(p -> theirs.add(p.record(file)));
                two.add(recorded(rows, twin));
            }
        } finally {
            peer.ifPresent(H5pyPeer::close);
        }
        return figures(rows, caseName, one, two, theirs, peer.map(H5pyPeer::version).orElse(""));
    }

    private static Recorded recorded(Rows rows, EpisodeStore store) {
        long wall = System.nanoTime();
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        EpisodeEntry entry = rows.record(store);
        return new Recorded((System.nanoTime() - wall) * 1e-9,
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) * 1e-9, entry.bytes());
    }

    private static List<Measurement> figures(Rows rows, String caseName, List<Recorded> one, List<Recorded> two,
            List<Recorded> theirs, String version) {
        boolean hasImages = rows.frames.length > 0;
        double count = hasImages ? rows.steps : 1;
        String things = hasImages ? "frames" : "episodes of " + rows.steps + " steps";
        List<Measurement> all = new ArrayList<>();
        all.add(rate(caseName, things + " per processor second, 1 thread", count, one, theirs, Recorded::processor,
                version));
        all.add(rate(caseName, things + " per second, 1 thread", count, one, theirs, Recorded::wall, version));
        all.add(rate(caseName, things + " per second, 2 threads", count, two, theirs, Recorded::wall, version));
        if (hasImages) {
            all.add(Measurement.alone(NAME, caseName, "episodes of " + rows.steps + " frames per second, 2 threads",
                    "1/s", 1 / median(two, Recorded::wall), caseName.startsWith("640") ? NOTE : NO_PEER));
        }
        String metric = hasImages ? "size per frame" : "size per episode";
        double ours = 1e-3 * median(one, Recorded::bytes) / count;
        all.add(theirs.isEmpty() ? Measurement.alone(NAME, caseName, metric, "kB", ours, H5pyPeer.HOW_TO_INSTALL)
                : Measurement.ofDuration(NAME, caseName, metric, "kB", ours,
                        1e-3 * median(theirs, Recorded::bytes) / count, version));
        return all;
    }

    private static Measurement rate(String caseName, String metric, double count, List<Recorded> ours,
            List<Recorded> theirs, ToDoubleFunction<Recorded> of, String version) {
        double rate = count / median(ours, of);
        return theirs.isEmpty() ? Measurement.alone(NAME, caseName, metric, "1/s", rate, H5pyPeer.HOW_TO_INSTALL)
                : Measurement.ofRate(NAME, caseName, metric, "1/s", rate, count / median(theirs, of), version);
    }

    private static double median(List<Recorded> all, ToDoubleFunction<Recorded> of) {
        return Interleaved.median(all.stream().mapToDouble(of).toArray());
    }

    /// Of eight episodes with images of 128 by 128 and four of 640 by 480: frames written per second, by the clock on the wall.
    private static List<Measurement> export(Consumer<String> progress, Path scratch) {
        List<Measurement> all = new ArrayList<>();
        for (int[] size : new int[][]{{128, 128, 8}, {640, 480, 4}}) {
            String images = size[0] + "x" + size[1];
            Rows rows = new Rows(CameraFrames.of(FRAMES, size[0], size[1], true), size[0], size[1], 60);
            Path folder = scratch.resolve(images);
            try (EpisodeStore store = EpisodeStore.openForWriting(folder, 2, new Diagnostics())) {
                for (int i = 0; i < size[2]; i++) {
                    rows.record(store);
                }
                for (String format : List.of("lerobot, AV1", "lerobot, H264", "robomimic")) {
                    progress.accept("export, " + images + ", " + format);
                    double[] rates = new double[3];
                    for (int r = 0; r < rates.length; r++) {
                        Path target = scratch.resolve(images + "-" + Arrays.hashCode(format.toCharArray()) + "-" + r);
                        long start = System.nanoTime();
                        export(store, format, target);
                        rates[r] = size[2] * rows.steps / ((System.nanoTime() - start) * 1e-9);
                    }
                    Arrays.sort(rates);
                    all.add(Measurement.alone(NAME, "export", String.format(Locale.ROOT, "%s frames per second to %s",
                            images, format), "1/s", rates[1], NO_PEER));
                }
            }
        }
        return all;
    }

    private static void export(EpisodeStore store, String format, Path target) {
        ExportJob job = new ExportJob(store, store.episodes(), target, 2, Progress.silent(), new Diagnostics());
        if (format.equals("robomimic")) {
            RobomimicExporter.export(job);
        } else {
            VideoCodec codec = format.endsWith("AV1") ? VideoCodec.AV1 : VideoCodec.H264;
            LeRobotExporter.export(job, LeRobotOptions.of(LeRobotVersion.V3_0, codec));
        }
    }
}
