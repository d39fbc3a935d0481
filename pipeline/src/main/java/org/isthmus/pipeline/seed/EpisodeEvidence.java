package org.isthmus.pipeline.seed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;

/// A robot's demonstration, as it is imported from other formats, as a gripper's motion. Two layouts are known:
///
/// - BridgeData's: `observations/state` of 7 numbers, x, y, z, roll, pitch, yaw, jaw; angles turn from a gripper that points down, whose
///   x axis is out of it. The jaw is the action's, where that has 7 numbers: fingers move late.
/// - robosuite's: `observations/robot0_eef_pos`, `…_eef_quat` (x, y, z, w; z out of the gripper), `…_gripper_qpos`.
final class EpisodeEvidence {
    private static final String STATE = Channel.OBSERVATIONS + "state";
    private static final String POSITION = Channel.OBSERVATIONS + "robot0_eef_pos";
    private static final String TURN = Channel.OBSERVATIONS + "robot0_eef_quat";
    private static final String FINGERS = Channel.OBSERVATIONS + "robot0_gripper_qpos";
    private static final int BRIDGE = 7;
    /// Of the gripper where Bridge's angles are 0: x down, y to the left.
    private static final Quat POINTS_DOWN = Rotation.fromColumns(Vec3.Z.negate(), Vec3.Y, Vec3.X).toQuat();
    /// From axes with x out of the gripper to those with z out of it.
    private static final Quat X_OUT = Quat.fromAxisAngle(Vec3.Y, Math.PI / 2);
    private static final int MAX_STEPS = 1_000_000;

    private EpisodeEvidence() {}

    static Evidence read(Path folder, Evidence.Options options, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(folder);
        try (EpisodeStore store = EpisodeStore.open(folder, diagnostics)) {
            EpisodeEntry entry = store.find(options.episode()).orElseThrow(() -> diagnostics.fatal(place,
                    "no episode " + options.episode() + " of " + store.episodes().size(), "an episode that is there",
                    "'isthmus data info' lists them"));
            try (Episode episode = store.read(options.episode(), diagnostics)) {
                if (episode.steps() > MAX_STEPS) {
                    throw diagnostics.fatal(place, episode.steps() + " steps", "at most " + MAX_STEPS, "");
                }
                int[] range = Evidence.range((int) episode.steps(), options, place, diagnostics);
                List<Pose> tool = new ArrayList<>();
                // [frames] 0 closed to 1 open
                double[] jaw = new double[range[1] - range[0]];
                boolean isBridge = hasRows(episode, STATE, BRIDGE);
                if (isBridge) {
                    bridge(episode, range, tool, jaw);
                } else if (hasRows(episode, POSITION, 3) && hasRows(episode, TURN, 4)
                        && hasRows(episode, FINGERS, 2)) {
                    robosuite(episode, range, tool, jaw);
                } else {
                    throw diagnostics.fatal(place, "an episode that does not tell where the gripper is: "
                            + episode.channels().stream().map(Channel::name).toList(),
                            STATE + " with x, y, z, roll, pitch, yaw and jaw, or " + POSITION + ", " + TURN + " and "
                                    + FINGERS,
                            "take another episode or dataset");
                }
                checkJaw(jaw, place, diagnostics);
                boolean[] measured = new boolean[jaw.length];
                Arrays.fill(measured, true);
                double rate = episode.info().rate().perSecond();
                return new Evidence(folder.getFileName() + ", episode " + options.episode(), entry.sha256(),
                        isBridge ? "a robot's demonstration (Bridge)" : "a robot's demonstration (robosuite)",
                        new GripperMotion(rate, tool, jaw, measured, new LinkedHashMap<>()), range[0]);
            }
        }
    }

    private static boolean hasRows(Episode episode, String channel, int size) {
        return episode.has(channel) && episode.channel(channel).rowSize() == size
                && episode.channel(channel).role() == Channel.Role.VALUES;
    }

    /// @param range [2] first frame, and the one after the last
    /// @param jaw [frames] out
    private static void bridge(Episode episode, int[] range, List<Pose> tool, double[] jaw) {
        // [frames][7] both
        double[] rows = episode.values(STATE, range[0], range[1]);
        boolean isTold = hasRows(episode, Channel.ACTIONS, BRIDGE);
        double[] actions = isTold ? episode.values(Channel.ACTIONS, range[0], range[1]) : rows;
        for (int f = 0; f < jaw.length; f++) {
            int at = BRIDGE * f;
            Quat turn = Quat.fromRollPitchYaw(rows[at + 3], rows[at + 4], rows[at + 5]);
            tool.add(new Pose(Vec3.of(rows, at), turn.times(POINTS_DOWN).times(X_OUT).normalized()));
            jaw[f] = Math.clamp(actions[at + BRIDGE - 1], 0.0, 1.0);
        }
    }

    /// @param range [2] first frame, and the one after the last
    /// @param jaw [frames] out
    private static void robosuite(Episode episode, int[] range, List<Pose> tool, double[] jaw) {
        // [frames][3], [4], [2]
        double[] positions = episode.values(POSITION, range[0], range[1]);
        double[] turns = episode.values(TURN, range[0], range[1]);
        double[] fingers = episode.values(FINGERS, range[0], range[1]);
        double most = 1e-9;
        for (int f = 0; f < jaw.length; f++) {
            tool.add(new Pose(Vec3.of(positions, 3 * f), new Quat(turns[4 * f + 3], turns[4 * f], turns[4 * f + 1],
                    turns[4 * f + 2]).normalized()));
            jaw[f] = Math.abs(fingers[2 * f] - fingers[2 * f + 1]);
            most = Math.max(most, jaw[f]);
        }
        for (int f = 0; f < jaw.length; f++) {
            jaw[f] /= most;
        }
    }

    /// @param jaw [frames]
    private static void checkJaw(double[] jaw, SourceLocation place, Diagnostics diagnostics) {
        for (double share : jaw) {
            if (!Double.isFinite(share)) {
                throw diagnostics.fatal(place, "a jaw at " + share, "numbers", "take another episode");
            }
        }
    }
}
