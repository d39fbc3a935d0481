package org.isthmus.motion.body;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.hand.Settings;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;

/// A humanoid: which of its frames stand for which key points of a human, its soles, and its limbs as capsules.
///
/// ```json
/// {"base": "pelvis", "points": {"left_hip": "left_hip_pitch_link", …},
/// "soles": {"left": {"frame": "left_ankle_roll_link", "size": [0.12, 0.05, 0.03, 0.035]}, "right": {…}},
/// "limbs": {"left_forearm": {"from": "left_elbow", "to": "left_wrist", "radius": [0.04]}, …}}
/// ```
///
/// A sole's `size` is how far it reaches ahead, back, to each side and down from its frame, m.
///
/// @param base the body with the free joint
/// @param group all hinges and slides below it
/// @param points [12] frames of the key points
/// @param soles [2][4] corners of the left and the right sole; heels first
/// @param limbs what must not touch
public record RobotBody(Frame base, JointGroup group, List<Frame> points, List<List<Frame>> soles, List<Limb> limbs) {
    private static final List<String> BUILTIN = List.of("g1");
    private static final List<String> POINTS = Arrays.stream(KeyPoint.values())
            .map(p -> p.name().toLowerCase(Locale.ROOT)).toList();

    /// A capsule between two key points.
    ///
    /// @param radius m
    public record Limb(String name, KeyPoint from, KeyPoint to, double radius) {
        /// Whether one hangs on the other, or both on one point: they touch by construction.
        boolean isJoinedTo(Limb other) {
            return from == other.from || from == other.to || to == other.from || to == other.to;
        }
    }

    /// Names of the descriptions that come with the product.
    public static List<String> builtin() {
        return BUILTIN;
    }

    /// A humanoid by the name of its description.
    ///
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when there is no such description, or the model does not fit it
    public static RobotBody named(String name, Model model) {
        Diagnostics diagnostics = new Diagnostics();
        if (!BUILTIN.contains(name)) {
            throw diagnostics.fatal(SourceLocation.UNKNOWN, "there is no humanoid '" + name + "'",
                    "one of " + String.join(", ", BUILTIN), Nearest.remedy(name, BUILTIN));
        }
        try (InputStream in = RobotBody.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + ".json is missing");
            }
            return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), model, diagnostics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a description for a model.
    ///
    /// @throws org.isthmus.core.diagnostics.DiagnosticException with everything that is wrong in it
    public static RobotBody read(String file, String text, Model model, Diagnostics diagnostics) {
        Settings settings = Settings.parse(file, text, diagnostics);
        String baseName = settings.text("base");
        Settings named = settings.object("points");
        List<String> names = POINTS.stream().map(named::text).toList();
        named.finish();
        Settings soles = settings.object("soles");
        List<Settings> sides = List.of(soles.object("left"), soles.object("right"));
        soles.finish();
        List<Limb> limbs = limbs(settings.object("limbs"));
        settings.finish();
        diagnostics.throwIfErrors();
        Frame base = Frame.of(model, baseName);
        List<Frame> points = names.stream().map(name -> Frame.of(model, name)).toList();
        List<List<Frame>> corners = sides.stream().map(side -> corners(side, model, diagnostics)).toList();
        diagnostics.throwIfErrors();
        return new RobotBody(base, JointGroup.of(model).below(base).build(), points, corners, limbs);
    }

    private static List<Frame> corners(Settings sole, Model model, Diagnostics diagnostics) {
        String name = sole.text("frame");
        double[] size = sole.numbers("size", 4).orElse(new double[4]);
        sole.finish();
        diagnostics.throwIfErrors();
        Frame foot = Frame.of(model, name);
        List<Frame> corners = new ArrayList<>();
        for (double x : new double[]{-size[1], size[0]}) {
            for (int side = -1; side <= 1; side += 2) {
                corners.add(foot.moved(Pose.at(new Vec3(x, side * size[2], -size[3]))));
            }
        }
        return corners;
    }

    private static List<Limb> limbs(Settings settings) {
        List<Limb> limbs = new ArrayList<>();
        for (String name : settings.names()) {
            Settings limb = settings.object(name);
            String from = limb.text("from");
            String to = limb.text("to");
            double radius = limb.numbers("radius", 1).orElse(new double[1])[0];
            limb.finish();
            if (limb.check("from", from, POINTS) & limb.check("to", to, POINTS)) {
                limbs.add(new Limb(name, point(from), point(to), radius));
            }
        }
        return limbs;
    }

    private static KeyPoint point(String name) {
        return KeyPoint.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
