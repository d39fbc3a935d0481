package org.isthmus.motion.retarget;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.hand.Settings;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;

/// An arm with a gripper of two fingers.
///
/// ```json
/// {"tool": "tcp", "turn": [0.7071, 0, 0.7071, 0], "left": "left_pad", "right": "right_pad"}
/// ```
///
/// @param arm the joints that carry the tool
/// @param tool z out of the gripper, y across the jaw: the frame that the file names, turned by the quaternion `turn`
/// @param jawGroup the joints between tool and fingers
public record RobotGripper(JointGroup arm, Frame tool, JointGroup jawGroup, Jaw jaw) {
    private static final List<String> BUILTIN = List.of("panda", "widowx-250s");

    /// Names of the descriptions that come with the product, for the templates of the same names.
    public static List<String> builtin() {
        return BUILTIN;
    }

    /// A gripper by the name of its description.
    ///
    /// @throws DiagnosticException when there is no such description, or the model does not fit it
    public static RobotGripper named(String name, Model model) {
        return named(name, "", model);
    }

    /// One of several such grippers in a model.
    ///
    /// @param prefix of its names in the model, such as `left/`
    /// @throws DiagnosticException as above
    public static RobotGripper named(String name, String prefix, Model model) {
        Diagnostics diagnostics = new Diagnostics();
        if (!BUILTIN.contains(name)) {
            throw diagnostics.fatal(SourceLocation.UNKNOWN, "there is no gripper '" + name + "'",
                    "one of " + String.join(", ", BUILTIN), Nearest.remedy(name, BUILTIN));
        }
        try (InputStream in = RobotGripper.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + ".json is missing");
            }
            return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), prefix, model, diagnostics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a description for a model; the arm begins at the model's first keyframe, where there is one.
    ///
    /// @throws DiagnosticException with everything that is wrong in it
    public static RobotGripper read(String file, String text, Model model, Diagnostics diagnostics) {
        return read(file, text, "", model, diagnostics);
    }

    /// Reads a description for one of several such grippers in a model.
    ///
    /// @param prefix of its names in the model, such as `left/`
    /// @throws DiagnosticException with everything that is wrong in it
    public static RobotGripper read(String file, String text, String prefix, Model model, Diagnostics diagnostics) {
        Settings settings = Settings.parse(file, text, diagnostics);
        String toolName = settings.text("tool");
        double[] turn = settings.has("turn") ? settings.numbers("turn", 4).orElse(new double[]{1, 0, 0, 0})
                : new double[]{1, 0, 0, 0};
        String leftName = settings.text("left");
        String rightName = settings.text("right");
        settings.finish();
        diagnostics.throwIfErrors();
        Frame tool = Frame.of(model, prefix + toolName).moved(Pose.rotated(Quat.of(turn, 0).normalized()));
        Frame left = Frame.of(model, prefix + leftName);
        Frame right = Frame.of(model, prefix + rightName);
        double[] rest = model.sizes().nkey() > 0 ? model.keyframes().qpos().slice(0, model.sizes().nq())
                : model.qpos0().toArray();
        JointGroup arm = JointGroup.of(model).rest(rest).to(tool).build();
        JointGroup jawGroup = JointGroup.of(model).rest(rest).between(tool, left).between(tool, right).build();
        return new RobotGripper(arm, tool, jawGroup, new Jaw(jawGroup, left, right));
    }

    /// The arm where the jaw is open by a width and everything else stands somewhere.
    ///
    /// @param qpos [nq] where everything is
    /// @param width m
    public JointGroup arm(double[] qpos, double width) {
        double[] rest = qpos.clone();
        jawGroup.toQpos(new double[]{jaw.coordinate(width)}, rest);
        return JointGroup.of(arm.model()).rest(rest).to(tool).build();
    }

    /// The bodies of the tool and all that the jaw moves.
    public List<Frame> hand() {
        Model model = arm.model();
        TreeSet<Integer> bodies = new TreeSet<>(Set.of(tool.body()));
        jawGroup.followers().forEach(f -> bodies.add(model.joints().bodyId().get(f.joint())));
        for (int body = 1; body < model.sizes().nbody(); body++) {
            if (bodies.contains(model.bodies().parentId().get(body))) {
                bodies.add(body);
            }
        }
        return bodies.stream().map(body -> new Frame("", body, Pose.IDENTITY)).toList();
    }
}
