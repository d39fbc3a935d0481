package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.motion.hand.Finger;
import org.isthmus.motion.hand.MarkerMapping;

/// A recording of a hand that nobody made: a hand reaches for a block, pinches it, carries it 30 cm and lets it go, as a motion-capture system
/// would have seen it, with noise and lost markers. For tests, and for a first try where no real recording is at hand.
public final class SampleRecording {
    private static final int RATE = 100;
    /// Standard deviation of markers, m.
    private static final double NOISE = 4e-4;
    private static final double MILLIMETRES = 1000;
    /// Distances of the fingertips, m: open, and around the block.
    private static final double OPEN = 0.11;
    private static final double PINCHED = 0.05;
    private static final double HALF_BLOCK = 0.02;
    private static final Vec3 FROM = new Vec3(0.4, 0.15, HALF_BLOCK);
    private static final Vec3 TO = new Vec3(0.42, -0.15, HALF_BLOCK);
    private static final double HIGH = 0.12;
    /// Of the tool at the contact: it comes from behind and above.
    private static final double TILT = 0.35;
    /// The palm markers' frame → the tool's.
    private static final Pose TOOL_IN_HAND = toolInHand();
    /// Phases: until when, s.
    private static final double REACHED = 1.4;
    private static final double SHUT = 1.8;
    private static final double CARRIED = 3.4;
    private static final double OPENED = 3.8;
    private static final double END = 5;

    private SampleRecording() {}

    private static Pose toolInHand() {
        MarkerMapping mapping = mapping();
        Vec3 roots = root(mapping, Finger.THUMB).lerp(root(mapping, Finger.INDEX), 0.5);
        Vec3 approach = new Vec3(0.5, 0.2, 0.84).normalized();
        Vec3 across = approach.cross(Vec3.X).normalized();
        return new Pose(roots.plusScaled(approach, 0.09),
                Rotation.fromColumns(across.cross(approach), across, approach).toQuat());
    }

    private static MarkerMapping mapping() {
        return MarkerMapping.named("dfki", new Diagnostics());
    }

    private static Vec3 root(MarkerMapping mapping, Finger finger) {
        return mapping.points().getOrDefault(finger.knuckle(), Vec3.ZERO);
    }

    /// The recording as Qualisys Track Manager exports one, tab-separated; markers are those of the mapping `dfki`, and `block_…`.
    ///
    /// @param seed of noise
    public static String tsv(long seed) {
        RandomStream random = RandomStream.of(seed).child("sample recording");
        List<SequencedMap<String, Vec3>> frames = new ArrayList<>();
        for (int f = 0; f < RATE * END; f++) {
            frames.add(frame((double) f / RATE));
        }
        List<String> names = List.copyOf(frames.getFirst().sequencedKeySet());
        StringBuilder out = new StringBuilder();
        out.append("NO_OF_FRAMES\t").append(frames.size()).append("\nNO_OF_MARKERS\t").append(names.size())
                .append("\nFREQUENCY\t").append(RATE)
                .append("\nDESCRIPTION\tmade by a program: no human moved\nDATA_INCLUDED\t3D\nMARKER_NAMES\t")
                .append(String.join("\t", names)).append('\n');
        List<String> columns = new ArrayList<>(List.of("Frame", "Time"));
        names.forEach(name -> columns.addAll(List.of(name + " X", name + " Y", name + " Z")));
        out.append(String.join("\t", columns)).append('\n');
        for (int f = 0; f < frames.size(); f++) {
            out.append(f + 1).append('\t').append(String.format(Locale.ROOT, "%.3f", (double) f / RATE));
            for (Map.Entry<String, Vec3> marker : frames.get(f).entrySet()) {
                write(out, marker.getValue(), isLost(marker.getKey(), (double) f / RATE), random);
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static void write(StringBuilder out, Vec3 at, boolean isLost, RandomStream random) {
        for (int k = 0; k < 3; k++) {
            double seen = at.get(k) + NOISE * random.nextGaussian();
            out.append('\t').append(String.format(Locale.ROOT, "%.3f", isLost ? 0 : MILLIMETRES * seen));
        }
    }

    /// The thumb is hidden while it closes, the index finger for a moment on the way.
    private static boolean isLost(String marker, double time) {
        return marker.equals("thumb_tip") && time > 1.5 && time < 1.75
                || marker.equals("index_tip") && time > 2.5 && time < 2.6;
    }

    /// Where all markers are, m.
    private static SequencedMap<String, Vec3> frame(double time) {
        Pose block = block(time);
        Pose tool = tool(time);
        double gap = OPEN + (PINCHED - OPEN) * (time < CARRIED ? smooth((time - REACHED) / (SHUT - REACHED))
                : 1 - smooth((time - CARRIED) / (OPENED - CARRIED)));
        Pose hand = tool.times(TOOL_IN_HAND.inverse());
        SequencedMap<String, Vec3> markers = new LinkedHashMap<>();
        markers.put("hand_top", hand.transform(new Vec3(0, 0, 0.045)));
        markers.put("hand_left", hand.transform(new Vec3(0, 0.015, 0)));
        markers.put("hand_right", hand.transform(new Vec3(0, -0.015, 0)));
        tips(markers, tool, "thumb", new Vec3(0, gap / 2, 0));
        tips(markers, tool, "index", new Vec3(0, -gap / 2, 0));
        tips(markers, tool, "middle", new Vec3(0.02, -gap / 2 - 0.015, -0.01));
        tips(markers, tool, "ring", new Vec3(0.04, -gap / 2 - 0.03, -0.02));
        tips(markers, tool, "little", new Vec3(0.06, -gap / 2 - 0.04, -0.03));
        markers.put("block_top", block.transform(new Vec3(0.015, 0, HALF_BLOCK)));
        markers.put("block_left", block.transform(new Vec3(-0.012, 0.014, HALF_BLOCK - 0.01)));
        markers.put("block_right", block.transform(new Vec3(-0.012, -0.014, HALF_BLOCK - 0.01)));
        return markers;
    }

    private static void tips(Map<String, Vec3> markers, Pose tool, String finger, Vec3 tip) {
        markers.put(finger + "_tip", tool.transform(tip));
        markers.put(finger + "_middle", tool.transform(tip.plus(new Vec3(0, 0, -0.035))));
    }

    private static Pose block(double time) {
        double share = smooth((time - SHUT) / (CARRIED - SHUT));
        double lift = HIGH * Math.min(1, 4 * share * (1 - share) * 1.6);
        return Pose.at(FROM.lerp(TO, share).plus(new Vec3(0, 0, lift)));
    }

    private static Pose tool(double time) {
        Quat down = Quat.fromAxisAngle(Vec3.Y, Math.PI - TILT);
        Vec3 held = block(time).position();
        Vec3 rest = time < SHUT ? new Vec3(0.15, 0.25, 0.3) : new Vec3(0.15, 0, 0.3);
        double away = time < SHUT ? 1 - smooth(time / REACHED) : smooth((time - OPENED) / (END - OPENED));
        Vec3 at = held.lerp(rest, away).plus(new Vec3(0, 0, 0.05 * Math.sqrt(Math.max(0, away * (1 - away)))));
        Quat turned = Quat.fromAxisAngle(Vec3.Z, 0.5 * away).times(down);
        return new Pose(at, turned.normalized());
    }

    /// Minimum jerk from 0 to 1.
    private static double smooth(double t) {
        double s = Math.clamp(t, 0.0, 1.0);
        return s * s * s * (10 + s * (6 * s - 15));
    }
}
