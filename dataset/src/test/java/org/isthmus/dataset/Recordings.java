package org.isthmus.dataset;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.video.FrameRate;

/// Episodes of a made-up task, the same for the same number.
public final class Recordings {
    public static final int WIDTH = 12;
    public static final int HEIGHT = 8;
    public static final List<Channel> CHANNELS = List.of(
            Channel.actions(3).withUnit("rad").withLabels(List.of("x", "y", "grip")),
            Channel.values("states/qpos", Element.FLOAT64, Timing.STATES, 5),
            Channel.values("rewards", Element.FLOAT32, Timing.STEPS, 1),
            Channel.image("wrist", Timing.STATES, WIDTH, HEIGHT),
            Channel.depth("wrist", Timing.STATES, WIDTH, HEIGHT, 0.001));

    private Recordings() {}

    public static EpisodeInfo info(long number) {
        return EpisodeInfo.of(number % 3 == 0 ? "pick" : "push", FrameRate.of(20)).withLanguage("do it, grün")
                .withSeed(7 + number).withFactor("friction", 0.1 * number)
                .withFactor("cube.position", 0.5, -0.25, number * 1.0)
                .withRobot("panda").withEngine("lane 0.1", "ab".repeat(32));
    }

    public static int steps(long number) {
        return (int) (5 + number % 7);
    }

    public static Success success(long number) {
        return number % 2 == 0 ? Success.YES : Success.NO;
    }

    public static EpisodeEntry record(EpisodeStore store, long number) {
        try (EpisodeWriter writer = store.begin(number, info(number), CHANNELS)) {
            for (int t = 0; t <= steps(number); t++) {
                if (t > 0) {
                    writer.append("actions", action(number, t - 1));
                    writer.append("rewards", 0.5 * t);
                }
                writer.append("states/qpos", state(number, t));
                writer.append("observations/images/wrist", image(number, t));
                writer.appendDepth("observations/depth/wrist", depth(number, t));
            }
            return writer.finish(success(number), List.of(new Segment("reach", 0, 2), new Segment("grasp", 2, 5)));
        }
    }

    public static float[] action(long number, int t) {
        return new float[]{number, t, 0.1f * t};
    }

    public static double[] state(long number, int t) {
        RandomStream random = RandomStream.of(number).child("state", t);
        double[] out = new double[5];
        for (int i = 0; i < out.length; i++) {
            out[i] = random.nextDouble(-1, 1);
        }
        return out;
    }

    public static byte[] image(long number, int t) {
        byte[] out = new byte[WIDTH * HEIGHT * 3];
        RandomStream random = RandomStream.of(number).child("image", t);
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (i / 3 + random.nextInt(20));
        }
        return out;
    }

    public static float[] depth(long number, int t) {
        float[] out = new float[WIDTH * HEIGHT];
        for (int i = 0; i < out.length; i++) {
            out[i] = i == 0 ? Float.NaN : i == 1 ? -1 : i == 2 ? 100 : 0.01f * i + 0.001f * t + 0.0001f * number;
        }
        return out;
    }

    public static List<Long> numbers(List<EpisodeEntry> entries) {
        List<Long> out = new ArrayList<>();
        entries.forEach(entry -> out.add(entry.number()));
        return out;
    }
}
