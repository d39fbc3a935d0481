package org.isthmus.pipeline.seed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.isthmus.core.math.Pose;

/// What a gripper of two fingers did, whoever moved it.
///
/// @param rate frames per second
/// @param tool [frames] origin between the fingertips, y across the jaw, z out of the gripper; in a fixed frame, z up, m
/// @param jaw [frames] 0 closed to 1 open
/// @param measured [frames] whether the tool was seen there, not filled in
/// @param objects [frames] each, by name: upright where the object first lay, m
public record GripperMotion(double rate, List<Pose> tool, double[] jaw, boolean[] measured,
        SequencedMap<String, List<Pose>> objects) {

    public GripperMotion {
        tool = List.copyOf(tool);
        SequencedMap<String, List<Pose>> copy = new LinkedHashMap<>();
        for (Map.Entry<String, List<Pose>> each : objects.entrySet()) {
            copy.put(each.getKey(), List.copyOf(each.getValue()));
        }
        objects = copy;
        if (jaw.length != tool.size() || measured.length != tool.size()
                || copy.values().stream().anyMatch(poses -> poses.size() != jaw.length)) {
            throw new IllegalArgumentException("tool, jaw and objects of different length");
        }
    }

    public int frames() {
        return jaw.length;
    }

    /// When a frame is, s after the first.
    double time(int frame) {
        return frame / rate;
    }

    /// The same motion in another fixed frame.
    ///
    /// @param move of everything; it has to keep z up
    public GripperMotion moved(Pose move) {
        SequencedMap<String, List<Pose>> others = new LinkedHashMap<>();
        objects.forEach((name, poses) -> others.put(name, poses.stream().map(move::times).toList()));
        return new GripperMotion(rate, tool.stream().map(move::times).toList(), jaw, measured, others);
    }
}
