package org.isthmus.motion.retarget;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.hand.Finger;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.hand.Settings;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;

/// A dexterous hand of a robot: which of its frames stand for which parts of a human hand.
///
/// ```json
/// {"palm": "palm", "side": "right",
/// "fingers": {"INDEX": {"knuckle": "ff_base", "middle": "ff_medial", "tip": "ff_distal", "tipOffset": [0, 0,
/// 0.0387]}},  "couple": {"FFJ1": {"follows": "FFJ2", "law": [1, 0]}}}
/// ```
///
/// Fingers that the robot lacks are left out. `couple` ties joints that one motor moves and the model does not tie, by
/// `gain · q + offset`: then one degree of freedom of the robot does what several of the human hand do.
///
/// The hand's own frame, as a human hand's ([HandMotion#palm]), comes from its shape with all joints at 0, or next to
/// it: z along the fingers, y from the last finger's knuckle to the first one's, origin in the middle of the knuckles.
public final class RobotHand {
    private static final List<String> BUILTIN = List.of("allegro", "shadow", "mia", "five-finger-hand");

    private final JointGroup group;
    private final List<Finger> fingers;
    private final List<Frame> frames;
    private final Pose shape;
    /// from the knuckle to the middle, and from there to the tip, m
    private final Map<Finger, double[]> lengths = new EnumMap<>(Finger.class);
    private final boolean isRight;

    private RobotHand(JointGroup group, List<Finger> fingers, List<Frame> frames, boolean isRight) {
        this.group = group;
        this.fingers = List.copyOf(fingers);
        this.frames = List.copyOf(frames);
        this.isRight = isRight;
        GroupKinematics kinematics = new GroupKinematics(group, frames);
        double[] open = new double[group.size()];
        group.clamp(open);
        kinematics.compute(open);
        for (int i = 0; i < fingers.size(); i++) {
            lengths.put(fingers.get(i),
                    new double[]{kinematics.position(3 * i).distance(kinematics.position(3 * i + 1)),
                        kinematics.position(3 * i + 1).distance(kinematics.position(3 * i + 2))});
        }
        shape = shape(kinematics);
    }

    private Pose shape(GroupKinematics kinematics) {
        Vec3 along = Vec3.ZERO;
        Vec3 center = Vec3.ZERO;
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < fingers.size(); i++) {
            if (fingers.get(i) != Finger.THUMB) {
                others.add(i);
                along = along.plus(kinematics.position(3 * i + 2).minus(kinematics.position(3 * i)));
                center = center.plus(kinematics.position(3 * i));
            }
        }
        Vec3 side = kinematics.position(3 * others.getFirst()).minus(kinematics.position(3 * others.getLast()));
        Quat axes = HandMotion.axes(along.normalized(), isRight ? side : side.negate()).toQuat();
        return new Pose(center.times(1.0 / others.size()), axes);
    }

    /// Names of the descriptions that come with the product.
    public static List<String> builtin() {
        return BUILTIN;
    }

    /// A hand by the name of its description; the model is the maker's, from URDF or MJCF, or the template of that
    /// name.
    ///
    /// @throws DiagnosticException when there is no such description, or the model does not fit it
    public static RobotHand named(String name, Model model) {
        Diagnostics diagnostics = new Diagnostics();
        if (!BUILTIN.contains(name)) {
            throw diagnostics.fatal(SourceLocation.UNKNOWN, "there is no hand '" + name + "'",
                    "one of " + String.join(", ", BUILTIN), Nearest.remedy(name, BUILTIN));
        }
        try (InputStream in = RobotHand.class.getResourceAsStream(name + ".json")) {
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
    /// @throws DiagnosticException with everything that is wrong in it
    public static RobotHand read(String file, String text, Model model, Diagnostics diagnostics) {
        Settings settings = Settings.parse(file, text, diagnostics);
        String side = settings.text("side");
        settings.check("side", side, List.of("left", "right"));
        String palm = settings.text("palm");
        Settings byFinger = settings.object("fingers");
        for (String name : byFinger.names()) {
            byFinger.check(name, name, Arrays.stream(Finger.values()).map(Finger::name).toList());
        }
        List<Finger> fingers = new ArrayList<>();
        List<Frame> frames = new ArrayList<>();
        diagnostics.throwIfErrors();
        for (Finger finger : Finger.values()) {
            if (byFinger.has(finger.name())) {
                fingers.add(finger);
                readFinger(byFinger.object(finger.name()), model, frames, diagnostics);
            }
        }
        if (fingers.stream().filter(f -> f != Finger.THUMB).count() < 2) {
            settings.error("fingers", fingers.toString(), "two fingers or more besides the thumb", "");
        }
        diagnostics.throwIfErrors();
        JointGroup.Builder builder = JointGroup.of(model);
        if (settings.has("couple")) {
            couple(settings.object("couple"), builder);
        }
        settings.finish();
        diagnostics.throwIfErrors();
        Frame root = Frame.of(model, palm);
        for (int i = 2; i < frames.size(); i += 3) {
            builder.between(root, frames.get(i));
        }
        return new RobotHand(builder.build(), fingers, frames, side.equals("right"));
    }

    private static void readFinger(Settings settings, Model model, List<Frame> frames, Diagnostics diagnostics) {
        String knuckle = settings.text("knuckle");
        String middle = settings.text("middle");
        String tip = settings.text("tip");
        double[] offset = settings.has("tipOffset") ? settings.numbers("tipOffset", 3).orElse(new double[3])
                : new double[3];
        double[] bend = settings.has("middleOffset") ? settings.numbers("middleOffset", 3).orElse(new double[3])
                : new double[3];
        settings.finish();
        diagnostics.throwIfErrors();
        frames.add(Frame.of(model, knuckle));
        frames.add(Frame.of(model, middle).moved(Pose.at(Vec3.of(bend, 0))));
        frames.add(Frame.of(model, tip).moved(Pose.at(Vec3.of(offset, 0))));
    }

    private static void couple(Settings settings, JointGroup.Builder builder) {
        for (String joint : settings.names()) {
            Settings tie = settings.object(joint);
            String leader = tie.text("follows");
            double[] law = tie.numbers("law", 2).orElse(new double[]{1, 0});
            tie.finish();
            builder.couple(joint, leader, law[0], law[1]);
        }
    }

    public JointGroup group() {
        return group;
    }

    /// The fingers that the hand has, thumb first.
    public List<Finger> fingers() {
        return fingers;
    }

    /// [fingers · 3] knuckle, middle and tip of each finger
    public List<Frame> frames() {
        return frames;
    }

    /// The hand's own frame in the world of its model.
    public Pose shape() {
        return shape;
    }

    /// From knuckle over middle to tip, all joints at 0, m.
    public double length(Finger finger) {
        double[] both = lengths.getOrDefault(finger, new double[2]);
        return both[0] + both[1];
    }

    /// From knuckle to middle, m.
    double firstLength(Finger finger) {
        return lengths.getOrDefault(finger, new double[2])[0];
    }

    public boolean isRight() {
        return isRight;
    }
}
