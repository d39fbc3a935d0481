package org.isthmus.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.ik.IkSolver;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;

/// Where a recorded episode has a robot: rows of a channel as positions of a model's joints.
///
/// @param qpos [rows][nq]
/// @param missed rows whose tool pose could not be reached
record EpisodeMotion(List<double[]> qpos, int missed) {
    private static final List<String> USUAL = List.of("states/qpos", "observations/state", "states/state",
            "observations/qpos", Channel.ACTIONS);
    /// The tool of BridgeData's angles 0, 0, 0 in the base's frame: its x axis points down.
    private static final Quat BRIDGE_TOOL = Quat.fromAxisAngle(new Vec3(0, 1, 0), StrictMath.PI / 2);
    private static final int BRIDGE_NUMBERS = 7;
    private static final String SKIPPED = "-";

    /// The channel that is meant: the named, else the first that usually holds it.
    static String channel(Episode episode, String wanted, SourceLocation place, Diagnostics diagnostics) {
        List<String> names = episode.channels().stream().map(Channel::name).toList();
        List<String> tried = wanted.isEmpty() ? USUAL : List.of(wanted);
        return tried.stream().filter(names::contains).findFirst().orElseThrow(() -> diagnostics.fatal(place,
                "no channel " + String.join(", ", tried), "one of " + String.join(", ", names), "name it: --channel"));
    }

    /// Columns are joints.
    ///
    /// @param joints their names, `-` where a column is none; empty: told by the channel's labels, or by there being as many as joints
    static EpisodeMotion ofJoints(Episode episode, String channel, Model model, List<String> joints,
            SourceLocation place, Diagnostics diagnostics) {
        Channel what = episode.channel(channel);
        int width = what.rowSize();
        double[] rest = rest(model);
        int[] addresses = joints.isEmpty() ? told(what, model, place, diagnostics)
                : addresses(joints, model, place, diagnostics);
        if (addresses.length > width) {
            throw diagnostics.fatal(place, addresses.length + " joints for channel '" + channel + "'",
                    "up to " + width, "");
        }
        long rows = what.rows(episode.steps());
        double[] all = episode.values(channel, 0, rows);
        List<double[]> out = new ArrayList<>();
        for (int t = 0; t < rows; t++) {
            double[] qpos = rest.clone();
            for (int i = 0; i < addresses.length; i++) {
                if (addresses[i] >= 0) {
                    qpos[addresses[i]] = all[t * width + i];
                }
            }
            out.add(qpos);
        }
        return new EpisodeMotion(out, 0);
    }

    private static double[] rest(Model model) {
        int nq = model.sizes().nq();
        return model.sizes().nkey() > 0 ? model.keyframes().qpos().slice(0, nq) : model.qpos0().toArray();
    }

    private static int[] told(Channel what, Model model, SourceLocation place, Diagnostics diagnostics) {
        if (what.labels().isEmpty()) {
            if (what.rowSize() != model.sizes().nq()) {
                throw diagnostics.fatal(place, "channel '" + what.name() + "' has " + what.rowSize()
                        + " columns without names", model.sizes().nq() + " as the model's positions",
                        "name the joint of each column: --joints a,b,-,c");
            }
            int[] same = new int[what.rowSize()];
            Arrays.setAll(same, i -> i);
            return same;
        }
        List<String> names = model.names().all(ObjectType.JOINT).stream().map(EpisodeMotion::plain).toList();
        List<String> unknown = new ArrayList<>();
        int[] out = new int[what.labels().size()];
        for (int i = 0; i < out.length; i++) {
            int joint = names.indexOf(plain(what.labels().get(i)));
            out[i] = joint < 0 ? -1 : model.joints().qposAdr().get(joint);
            if (joint < 0) {
                unknown.add(what.labels().get(i));
            }
        }
        if (unknown.size() == out.length) {
            throw diagnostics.fatal(place,
                    "none of the columns of channel '" + what.name() + "' is a joint of the model: "
                            + String.join(", ", unknown),
                    "such as " + model.names().all(ObjectType.JOINT),
                    "name the joint of each column: --joints a,b,-,c");
        }
        if (!unknown.isEmpty()) {
            diagnostics.warning(place, "columns that are no joints of the model are left out: "
                    + String.join(", ", unknown), "", "");
        }
        return out;
    }

    /// `kLeftShoulderPitch` and `left_shoulder_pitch_joint` are the same.
    private static String plain(String name) {
        String bare = name.matches("k[A-Z].*") ? name.substring(1) : name;
        String letters = bare.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        return letters.endsWith("joint") ? letters.substring(0, letters.length() - "joint".length()) : letters;
    }

    private static int[] addresses(List<String> joints, Model model, SourceLocation place, Diagnostics diagnostics) {
        int[] out = new int[joints.size()];
        for (int i = 0; i < out.length; i++) {
            String name = joints.get(i);
            int id = model.names().id(ObjectType.JOINT, name);
            if (id < 0 && !name.equals(SKIPPED)) {
                diagnostics.error(place, "no joint '" + name + "' in the model",
                        "one of " + model.names().all(ObjectType.JOINT), "");
            }
            out[i] = id < 0 ? -1 : model.joints().qposAdr().get(id);
        }
        diagnostics.throwIfErrors();
        return out;
    }

    /// Columns are the tool's pose as BridgeData keeps it: x, y, z (m, in the base's frame), roll, pitch, yaw from a tool that points down, and how far
    /// the gripper is open, 0 to 1.
    ///
    /// @param tool the site, body or geom that the pose is of
    static EpisodeMotion ofTool(Episode episode, String channel, Model model, String tool, SourceLocation place,
            Diagnostics diagnostics) {
        Channel what = episode.channel(channel);
        if (what.rowSize() != BRIDGE_NUMBERS) {
            throw diagnostics.fatal(place, "channel '" + channel + "' has " + what.rowSize() + " columns",
                    "x, y, z, roll, pitch, yaw, gripper", "choose another: --channel");
        }
        Frame frame = Frame.of(model, tool);
        JointGroup arm = JointGroup.of(model).to(frame).rest(rest(model)).build();
        IkSolver first = new IkSolver(arm, List.of(IkTask.pose(frame)), IkSolver.Options.DEFAULT);
        IkSolver next = new IkSolver(arm, List.of(IkTask.pose(frame)), IkSolver.Options.WARM);
        double[] x = arm.fromQpos(rest(model));
        long rows = what.rows(episode.steps());
        double[] all = episode.values(channel, 0, rows);
        List<double[]> out = new ArrayList<>();
        int missed = 0;
        for (int t = 0; t < rows; t++) {
            int at = BRIDGE_NUMBERS * t;
            Pose target = new Pose(new Vec3(all[at], all[at + 1], all[at + 2]),
                    Quat.fromRollPitchYaw(all[at + 3], all[at + 4], all[at + 5]).times(BRIDGE_TOOL));
            missed += next.solve(x, target) || first.solve(x, target) ? 0 : 1;
            double[] qpos = rest(model);
            arm.toQpos(x, qpos);
            open(model, frame.body(), all[at + 6], qpos);
            out.add(qpos);
        }
        return new EpisodeMotion(out, missed);
    }

    /// Sets the fingers, which are the slides below the tool's body.
    private static void open(Model model, int hand, double opening, double[] qpos) {
        for (int j = 0; j < model.sizes().njnt(); j++) {
            int body = model.joints().bodyId().get(j);
            if (model.joints().type().get(j) == JointType.SLIDE.ordinal()
                    && model.bodies().parentId().get(body) == hand) {
                double lower = model.joints().range().get(2 * j);
                double upper = model.joints().range().get(2 * j + 1);
                qpos[model.joints().qposAdr().get(j)] = lower + Math.clamp(opening, 0, 1) * (upper - lower);
            }
        }
    }

    /// @throws DiagnosticException when more than half of the rows could not be reached
    void checkReached(SourceLocation place, Diagnostics diagnostics) {
        if (2 * missed > qpos.size()) {
            throw diagnostics.fatal(place, missed + " of " + qpos.size() + " poses of the tool are out of reach", "",
                    "check that robot and tool are those of the episode");
        }
        if (missed > 0) {
            diagnostics.warning(place, missed + " of " + qpos.size()
                    + " poses of the tool are out of reach; the nearest are shown", "", "");
        }
    }
}
