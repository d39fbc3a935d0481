package org.isthmus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.hand.LandmarkCsv;
import org.isthmus.motion.hand.MarkerMapping;
import org.isthmus.motion.hand.MarkerRecording;
import org.isthmus.motion.retarget.HandRetargeter;
import org.isthmus.motion.retarget.Retargeting;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.motion.retarget.RobotHand;

/// The real recordings of the shared data on all hands and grippers: errors, smoothness, room to the limits; the Mia hand
/// beside what others retargeted to it.
final class HandsCase {
    static final String NAME = "hands";
    private static final double CUTOFF = 6;
    /// The first frame of the recording that is in the reference: there the reference's base moves as the palm's markers do,
    /// to 1.5 mm and 5 mrad over all 260 frames, and nowhere else to better than 20 mm.
    private static final int REFERENCE_START = 131;
    private static final List<String> REFERENCE_NAMES = List.of("j_index_fle", "j_mrl_fle", "j_thumb_opp",
            "j_thumb_fle");

    private HandsCase() {}

    static List<Measurement> run(Consumer<String> progress) {
        Optional<Path> recordings = SharedFolder.find("human_hands");
        Optional<Path> robots = SharedFolder.find("robots");
        if (recordings.isEmpty() || robots.isEmpty()) {
            progress.accept(NAME + SharedFolder.ABSENT);
            return List.of();
        }
        List<Measurement> figures = new ArrayList<>();
        HandMotion gestures = Retargeting.repaired(gestures(recordings.get()), CUTOFF);
        HandMotion capture = Retargeting.repaired(capture(recordings.get()), CUTOFF);
        List<RobotHand> hands = new ArrayList<>();
        for (String name : List.of("allegro", "shadow", "mia")) {
            hands.add(RobotHand.named(name, load(file(robots.get(), name).toString())));
            for (HandRetargeter.Objective objective : List.of(HandRetargeter.Objective.VECTOR,
                    HandRetargeter.Objective.DEXPILOT)) {
                progress.accept(NAME + ", " + name + ", " + objective);
                HandRetargeter.Options options = HandRetargeter.Options.DEFAULT.with(objective);
                add(figures, "621 gestures, " + name + ", " + objective.name().toLowerCase(Locale.ROOT),
                        Retargeting.of(hands.getLast(), options, gestures));
            }
        }
        for (String name : RobotGripper.builtin()) {
            progress.accept(NAME + ", " + name);
            RobotGripper gripper = RobotGripper.named(name, load(name));
            add(figures, "621 gestures, " + name, Retargeting.of(gripper, gestures, 1));
            add(figures, "motion capture, " + name, Retargeting.of(gripper, capture, 1));
        }
        HandRetargeter.Options vector = HandRetargeter.Options.DEFAULT.with(HandRetargeter.Objective.VECTOR);
        Retargeting mia = Retargeting.of(hands.getLast(), vector, capture);
        add(figures, "motion capture, mia, vector", mia);
        compare(figures, mia, recordings.get().resolve("dfki_hand_embodiment/mia_segment.csv"));
        return figures;
    }

    private static Path file(Path robots, String name) {
        return robots.resolve(switch (name) {
            case "mia" -> "mia_hand_urdf/mia_hand_description/urdf/mia_hand.urdf";
            default -> name + "_hand_mjcf/right_hand.xml";
        });
    }

    private static Model load(String pathOrName) {
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(SceneFiles.load(pathOrName, SceneFiles.Options.TOLERANT, diagnostics),
                diagnostics);
    }

    private static HandMotion gestures(Path recordings) {
        String text = text(recordings.resolve("dex-retargeting/human_joint_right.csv"));
        return LandmarkCsv.read("human_joint_right.csv", text, 30, true, new Diagnostics());
    }

    private static HandMotion capture(Path recordings) {
        String text = text(recordings.resolve("dfki_hand_embodiment/recording.tsv"));
        Diagnostics diagnostics = new Diagnostics();
        return MarkerMapping.named("dfki", diagnostics)
                .apply(MarkerRecording.readTsv("recording.tsv", text, diagnostics));
    }

    private static void add(List<Measurement> figures, String what, Retargeting result) {
        result.report().figures().forEach((name, value) -> {
            int comma = name.lastIndexOf(", ");
            String unit = comma < 0 || name.endsWith("range") ? "" : name.substring(comma + 2);
            String metric = unit.isEmpty() ? name : name.substring(0, comma);
            figures.add(MotionBenchmark.figure(NAME, what + ": " + metric, unit, value));
        });
    }

    /// Joint by joint against the reference, frame by frame.
    private static void compare(List<Measurement> figures, Retargeting mia, Path file) {
        List<String> lines = text(file).lines().toList();
        List<String> header = List.of(lines.getFirst().split(",", -1));
        for (String joint : REFERENCE_NAMES) {
            int column = header.indexOf(joint);
            int ours = mia.columns().indexOf(joint);
            int n = lines.size() - 1;
            double[] a = new double[n];
            double[] b = new double[n];
            double difference = 0;
            for (int k = 0; k < n; k++) {
                a[k] = mia.rows()[REFERENCE_START + k][ours];
                b[k] = Double.parseDouble(lines.get(k + 1).split(",", -1)[column]);
                difference += Math.abs(a[k] - b[k]) / n;
            }
            figures.add(MotionBenchmark.figure(NAME, "mia against the reference, " + joint + ": mean difference", "rad",
                    difference));
            double correlation = correlation(a, b);
            if (Double.isFinite(correlation)) {
                figures.add(MotionBenchmark.figure(NAME, "mia against the reference, " + joint + ": correlation", "",
                        correlation));
            }
        }
    }

    /// Pearson's; not a number where one does not change.
    private static double correlation(double[] a, double[] b) {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < a.length; i++) {
            meanA += a[i] / a.length;
            meanB += b[i] / a.length;
        }
        double both = 0;
        double own = 0;
        double other = 0;
        for (int i = 0; i < a.length; i++) {
            both += (a[i] - meanA) * (b[i] - meanB);
            own += (a[i] - meanA) * (a[i] - meanA);
            other += (b[i] - meanB) * (b[i] - meanB);
        }
        return own == 0 || other == 0 ? Double.NaN : both / Math.sqrt(own * other);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
