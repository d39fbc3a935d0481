package org.isthmus.pipeline.seed;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.file.SmallFile;
import org.isthmus.core.math.Pose;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.hand.LandmarkCsv;
import org.isthmus.motion.hand.MarkerMapping;
import org.isthmus.motion.hand.MarkerRecording;

/// What a demonstration was seen as, and the gripper's motion in it.
///
/// @param file its name, without folders
/// @param sha256 of the file or episode, hexadecimal
/// @param kind what it is, in words
/// @param first the frame of the evidence that is the motion's first
public record Evidence(String file, String sha256, String kind, GripperMotion motion, int first) {
    /// How to read evidence.
    ///
    /// @param markers which marker is which landmark, of `.tsv`: a name that is built in, or a `.json` file
    /// @param rate frames per second of a `.csv`
    /// @param isLeft whether a `.csv` is of a left hand
    /// @param from first frame that is taken
    /// @param to the frame after the last that is taken
    /// @param episode of a store: its number
    public record Options(String markers, double rate, boolean isLeft, int from, int to, long episode) {
        /// DFKI's markers, all of a recording, 30 landmarks per second, the store's first episode.
        public static final Options DEFAULT = new Options("dfki", 30, false, 0, Integer.MAX_VALUE, 0);

        public Options withFrames(int first, int end) {
            return new Options(markers, rate, isLeft, first, end, episode);
        }

        public Options withEpisode(long number) {
            return new Options(markers, rate, isLeft, from, to, number);
        }
    }

    /// Longest file that is read.
    private static final int MAX_BYTES = 1 << 30;

    /// Reads a hand's markers (`.tsv`), its landmarks (`.csv`), or an episode of a store (a folder).
    ///
    /// @throws DiagnosticException when it cannot be read, or shows no gripper that closes
    public static Evidence read(Path file, Options options, Diagnostics diagnostics) {
        if (Files.isDirectory(file)) {
            return EpisodeEvidence.read(file, options, diagnostics);
        }
        String name = String.valueOf(file.getFileName());
        byte[] bytes = SmallFile.bytes(file, MAX_BYTES, "markers or landmarks of a hand", "check the name",
                diagnostics);
        String text = new String(bytes, StandardCharsets.UTF_8);
        SourceLocation place = SourceLocation.of(file);
        if (name.endsWith(".tsv")) {
            MarkerRecording recording = MarkerRecording.readTsv(file.toString(), text, diagnostics);
            MarkerMapping mapping = mapping(options.markers, diagnostics);
            HandMotion hand = mapping.apply(recording);
            int[] range = range(hand.frames(), options, place, diagnostics);
            SequencedMap<String, List<Pose>> objects = new LinkedHashMap<>();
            ObjectTracks.of(recording, mapping).forEach(
                    (object, poses) -> objects.put(object, poses.subList(range[0], range[1])));
            GripperMotion motion = HandProjector.project(hand.slice(range[0], range[1]), objects, place, diagnostics);
            return new Evidence(name, Sha256.of(bytes), "markers of a human hand", motion, range[0]);
        }
        if (name.endsWith(".csv")) {
            HandMotion hand = LandmarkCsv.read(file.toString(), text, options.rate, !options.isLeft, diagnostics);
            int[] range = range(hand.frames(), options, place, diagnostics);
            GripperMotion motion = HandProjector.project(hand.slice(range[0], range[1]), new LinkedHashMap<>(), place,
                    diagnostics);
            return new Evidence(name, Sha256.of(bytes), "landmarks of a human hand", motion, range[0]);
        }
        throw diagnostics.fatal(place, "no evidence that is known",
                "markers of a hand (.tsv), landmarks of a hand (.csv), or a store of episodes (a folder)",
                "'isthmus data import' makes a store of other formats");
    }

    private static MarkerMapping mapping(String which, Diagnostics diagnostics) {
        return which.endsWith(".json")
                ? MarkerMapping.read(which,
                        SmallFile.text(Path.of(which), MAX_BYTES, "how markers are named", "check the name",
                                diagnostics),
                        diagnostics)
                : MarkerMapping.named(which, diagnostics);
    }

    /// [2] the frames that are taken
    static int[] range(int frames, Options options, SourceLocation place, Diagnostics diagnostics) {
        int to = Math.min(frames, options.to);
        if (options.from < 0 || options.from + 1 >= to) {
            throw diagnostics.fatal(place, "frames " + options.from + " to " + options.to + " of " + frames,
                    "at least two frames that are there", "");
        }
        return new int[]{options.from, to};
    }
}
