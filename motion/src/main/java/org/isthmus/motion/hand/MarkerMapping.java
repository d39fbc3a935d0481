package org.isthmus.motion.hand;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;

/// Which marker of a recording is which landmark of the hand.
///
/// Three markers on the back of the hand move with it as a rigid body. Their frame has its origin in the middle of the
/// second and third marker, z from there to the first, y from the third to the second, as near as that allows, and x
/// across. Landmarks either are a marker, or stand still in that frame (wrist and knuckles, which carry no markers).
///
/// ```json
/// {"hand": "right", "palm": ["hand_top", "hand_left", "hand_right"],
///  "markers": {"THUMB_TIP": "thumb_tip"}, "points": {"WRIST": [0.02, 0, -0.03]}}
/// ```
///
/// Landmarks are named `WRIST`, and the finger's name with `_KNUCKLE`, `_MIDDLE`, `_DISTAL` or `_TIP`; points are in m.
///
/// @param palm names of the three markers
/// @param markers name of the marker by landmark
/// @param points position in the palm markers' frame by landmark, m
public record MarkerMapping(boolean isRight, List<String> palm, Map<Integer, String> markers,
        Map<Integer, Vec3> points) {
    private static final List<String> BUILTIN = List.of("dfki");
    private static final List<String> PARTS = List.of("KNUCKLE", "MIDDLE", "DISTAL", "TIP");
    private static final List<String> LANDMARKS = landmarks();

    public MarkerMapping {
        palm = List.copyOf(palm);
        markers = Map.copyOf(markers);
        points = Map.copyOf(points);
    }

    private static List<String> landmarks() {
        List<String> names = new ArrayList<>(List.of("WRIST"));
        for (Finger finger : Finger.values()) {
            PARTS.forEach(part -> names.add(finger + "_" + part));
        }
        return List.copyOf(names);
    }

    /// Names of the mappings that come with the product: of the hands of DFKI's embodiment recordings, whose wrist and
    /// knuckles are estimates.
    public static List<String> builtin() {
        return BUILTIN;
    }

    /// A mapping by its name.
    ///
    /// @throws DiagnosticException when there is none
    public static MarkerMapping named(String name, Diagnostics diagnostics) {
        if (!BUILTIN.contains(name)) {
            throw diagnostics.fatal(SourceLocation.UNKNOWN, "there is no mapping of markers '" + name + "'",
                    "a .json file, or one of " + String.join(", ", BUILTIN), Nearest.remedy(name, BUILTIN));
        }
        try (InputStream in = MarkerMapping.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + ".json is missing");
            }
            return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), diagnostics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a mapping file.
    ///
    /// @throws DiagnosticException with everything that is wrong in it
    public static MarkerMapping read(String file, String text, Diagnostics diagnostics) {
        Settings settings = Settings.parse(file, text, diagnostics);
        String hand = settings.text("hand");
        settings.check("hand", hand, List.of("left", "right"));
        List<String> palm = settings.texts("palm");
        if (palm.size() != 3) {
            settings.error("palm", palm.size() + " markers", "3", "");
        }
        Map<Integer, String> markers = new TreeMap<>();
        Settings named = settings.object("markers");
        for (String name : named.names()) {
            if (named.check(name, name, LANDMARKS)) {
                markers.put(LANDMARKS.indexOf(name), named.text(name));
            }
        }
        Map<Integer, Vec3> points = new TreeMap<>();
        Settings fixed = settings.object("points");
        for (String name : fixed.names()) {
            if (fixed.check(name, name, LANDMARKS)) {
                fixed.numbers(name, 3).ifPresent(xyz -> points.put(LANDMARKS.indexOf(name), Vec3.of(xyz, 0)));
            }
        }
        settings.finish();
        diagnostics.throwIfErrors();
        return new MarkerMapping(hand.equals("right"), palm, markers, points);
    }

    /// The landmarks of a recording; those that the mapping does not name are unknown.
    ///
    /// @throws DiagnosticException when the recording lacks a marker
    public HandMotion apply(MarkerRecording recording) {
        Diagnostics diagnostics = new Diagnostics();
        int[] back = palm.stream().mapToInt(name -> index(recording, name, diagnostics)).toArray();
        Map<Integer, Integer> source = new TreeMap<>();
        new TreeMap<>(markers).forEach((landmark, name) -> source.put(landmark, index(recording, name, diagnostics)));
        diagnostics.throwIfErrors();
        double[][] all = new double[recording.points().length][];
        Arrays.setAll(all, f -> frame(recording.points()[f], back, source));
        return new HandMotion(recording.rate(), all, isRight);
    }

    private static int index(MarkerRecording recording, String name, Diagnostics diagnostics) {
        int index = recording.markers().indexOf(name);
        if (index < 0) {
            diagnostics.error(SourceLocation.UNKNOWN, "the recording has no marker '" + name + "'",
                    "one of " + String.join(", ", recording.markers()),
                    Nearest.remedy(name, recording.markers()));
        }
        return index;
    }

    private double[] frame(double[] recorded, int[] back, Map<Integer, Integer> source) {
        double[] frame = new double[3 * HandMotion.LANDMARKS];
        Arrays.fill(frame, Double.NaN);
        source.forEach((landmark, marker) -> System.arraycopy(recorded, 3 * marker, frame, 3 * landmark, 3));
        Vec3 top = Vec3.of(recorded, 3 * back[0]);
        Vec3 left = Vec3.of(recorded, 3 * back[1]);
        Vec3 right = Vec3.of(recorded, 3 * back[2]);
        if (top.plus(left).plus(right).isFinite()) {
            Vec3 origin = left.lerp(right, 0.5);
            Pose hand = new Pose(origin, HandMotion.axes(top.minus(origin).normalized(), left.minus(right)).toQuat());
            points.forEach((landmark, point) -> hand.transform(point).into(frame, 3 * landmark));
        }
        return frame;
    }
}
