package org.isthmus.motion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.hand.LandmarkCsv;
import org.isthmus.motion.hand.MarkerMapping;
import org.isthmus.motion.hand.MarkerRecording;
import org.isthmus.testkit.SharedData;

/// Real hands that tests use; a test that asks for one is skipped where the shared data is absent.
public final class Recordings {
    private Recordings() {}

    /// 621 frames of 21 landmarks of a right hand, 30 Hz.
    public static HandMotion landmarks() throws IOException {
        String text = Files.readString(SharedData.require("human_hands/dex-retargeting/human_joint_right.csv"));
        return LandmarkCsv.read("hand.csv", text, 30, true, new Diagnostics());
    }

    /// A minute of motion capture at 100 Hz, with lost markers.
    public static HandMotion markers() throws IOException {
        String text = Files.readString(SharedData.require("human_hands/dfki_hand_embodiment/recording.tsv"));
        MarkerRecording recording = MarkerRecording.readTsv("recording.tsv", text, new Diagnostics());
        return MarkerMapping.named("dfki", new Diagnostics()).apply(recording);
    }

    /// Which marker of that recording is what; places of knuckles and wrist are estimates from its markers.
    public static String mapping() throws IOException {
        try (InputStream in = Objects.requireNonNull(MarkerMapping.class.getResourceAsStream("dfki.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
