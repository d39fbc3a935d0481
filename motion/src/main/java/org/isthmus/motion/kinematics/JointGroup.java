package org.isthmus.motion.kinematics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.VelocityLimits;

/// A part of a robot that moves together (an arm, a gripper, both arms): n coordinates `x`, and the hinges and slides
/// that they move.
///
/// A joint follows its coordinate by `q = gain · x + offset`. Most coordinates are one joint's position; joints that
/// the model ties to another one (mimic joints: linear joint equalities) follow that one's coordinate. All joints
/// outside the group stay where [#rest] has them. Immutable.
public final class JointGroup {
    /// A joint and the coordinate it follows.
    ///
    /// @param joint id in the model, a hinge or slide
    /// @param coordinate index in `x`
    /// @param gain not 0
    public record Follower(int joint, int coordinate, double gain, double offset) {}

    private final Model model;
    private final List<String> names;
    private final List<Follower> followers;
    private final DoubleArray lower;
    private final DoubleArray upper;
    private final DoubleArray velocity;
    private final DoubleArray rest;

    private JointGroup(Builder builder) {
        model = builder.model;
        Couplings couplings = builder.couplings;
        TreeMap<Integer, Integer> coordinates = new TreeMap<>();
        builder.selected.forEach(joint -> coordinates.put(couplings.leader(joint), 0));
        names = new ArrayList<>();
        coordinates.replaceAll((joint, unused) -> {
            names.add(model.names().name(ObjectType.JOINT, joint));
            return names.size() - 1;
        });
        followers = couplings.followers(coordinates);
        double[] low = new double[names.size()];
        double[] high = new double[names.size()];
        double[] speed = new double[names.size()];
        limit(low, high, speed);
        lower = DoubleArray.wrap(low);
        upper = DoubleArray.wrap(high);
        velocity = DoubleArray.wrap(speed);
        double[] all = builder.rest.clone();
        couplings.settle(all);
        rest = DoubleArray.wrap(all);
    }

    /// Begins a group without joints, whose rest is the model's reference configuration.
    public static Builder of(Model model) {
        return new Builder(model);
    }

    /// The joints between the world and a frame: an arm.
    public static JointGroup to(Frame tip, Model model) {
        return of(model).to(tip).build();
    }

    /// Chooses the joints of a group.
    public static final class Builder {
        private final Model model;
        private final TreeSet<Integer> selected = new TreeSet<>();
        private final Couplings couplings;
        private double[] rest;

        private Builder(Model model) {
            this.model = model;
            couplings = new Couplings(model);
            rest = model.qpos0().toArray();
        }

        /// Adds joints by name; one that follows another stands for that other one.
        ///
        /// @throws DiagnosticException when the model lacks one, or it is a ball or free joint
        public Builder joints(Collection<String> jointNames) {
            Diagnostics diagnostics = new Diagnostics();
            for (String name : jointNames) {
                int joint = model.names().id(ObjectType.JOINT, name);
                if (joint < 0 || !isScalar(model, joint)) {
                    List<String> known = model.names().all(ObjectType.JOINT);
                    diagnostics.error(SourceLocation.UNKNOWN,
                            "model '" + model.name() + "' has no hinge or slide '" + name + "'",
                            "one of " + String.join(", ", known), Nearest.remedy(name, known));
                } else {
                    selected.add(joint);
                }
            }
            diagnostics.throwIfErrors();
            return this;
        }

        public Builder joints(String... jointNames) {
            return joints(List.of(jointNames));
        }

        /// Adds all hinges and slides between the world and a frame.
        public Builder to(Frame tip) {
            return between(new Frame("world", 0, tip.offset()), tip);
        }

        /// Adds all hinges and slides between the nearest common ancestor of two frames and the second.
        public Builder between(Frame base, Frame tip) {
            TreeSet<Integer> above = new TreeSet<>();
            for (int body = base.body(); body > 0; body = parent(body)) {
                above.add(body);
            }
            for (int body = tip.body(); body > 0 && !above.contains(body); body = parent(body)) {
                addJointsOf(body);
            }
            return this;
        }

        /// Adds all hinges and slides of a body and of all bodies below it: a hand.
        public Builder below(Frame root) {
            boolean[] inside = new boolean[model.sizes().nbody()];
            for (int body = 0; body < inside.length; body++) {
                inside[body] = body == root.body() || body > 0 && inside[parent(body)];
                if (inside[body]) {
                    addJointsOf(body);
                }
            }
            return this;
        }

        /// Makes one joint follow another by `q = gain · q_leader + offset`, in place of what the model says: several
        /// degrees of freedom that move as one.
        public Builder couple(String follower, String leader, double gain, double offset) {
            new Builder(model).joints(follower, leader); // for its messages
            couplings.tie(model.names().id(ObjectType.JOINT, follower), model.names().id(ObjectType.JOINT, leader),
                    gain,
                    offset);
            return this;
        }

        /// Where the joints outside the group are.
        ///
        /// @param qpos [nq]
        public Builder rest(double[] qpos) {
            if (qpos.length != rest.length) {
                throw new IllegalArgumentException(qpos.length + " numbers, expected nq = " + rest.length);
            }
            rest = qpos.clone();
            return this;
        }

        /// @throws DiagnosticException when couplings leave a coordinate no range
        public JointGroup build() {
            return new JointGroup(this);
        }

        private int parent(int body) {
            return model.bodies().parentId().get(body);
        }

        private void addJointsOf(int body) {
            int first = model.bodies().jntAdr().get(body);
            for (int joint = first; joint < first + model.bodies().jntNum().get(body); joint++) {
                if (isScalar(model, joint) && !couplings.isFixed(joint)) {
                    selected.add(joint);
                }
            }
        }
    }

    static boolean isScalar(Model model, int joint) {
        int type = model.joints().type().get(joint);
        return type == JointType.HINGE.ordinal() || type == JointType.SLIDE.ordinal();
    }

    /// Limits of followers narrow those of their coordinate.
    private void limit(double[] low, double[] high, double[] speed) {
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        Arrays.fill(speed, Double.POSITIVE_INFINITY);
        Map<String, Double> speeds = velocityLimits();
        IntArray limited = model.joints().limited();
        for (Follower f : followers) {
            int c = f.coordinate;
            if (limited.get(f.joint) != 0) {
                double a = (model.joints().range().get(2 * f.joint) - f.offset) / f.gain;
                double b = (model.joints().range().get(2 * f.joint + 1) - f.offset) / f.gain;
                low[c] = Math.max(low[c], Math.min(a, b));
                high[c] = Math.min(high[c], Math.max(a, b));
            }
            double own = speeds.getOrDefault(model.names().name(ObjectType.JOINT, f.joint), Double.POSITIVE_INFINITY);
            speed[c] = Math.min(speed[c], own / Math.abs(f.gain));
        }
        Diagnostics diagnostics = new Diagnostics();
        for (int c = 0; c < low.length; c++) {
            if (low[c] > high[c]) {
                diagnostics.error(SourceLocation.UNKNOWN, "the limits of the joints that follow '" + names.get(c)
                        + "' exclude each other", "limits that agree", "correct limits or couplings");
            }
        }
        diagnostics.throwIfErrors();
    }

    private Map<String, Double> velocityLimits() {
        Map<String, Double> limits = new TreeMap<>();
        for (CustomField field : model.customFields()) {
            if (field instanceof CustomField.Tuple tuple && tuple.name().endsWith(VelocityLimits.FIELD)) {
                tuple.entries().forEach(entry -> limits.put(entry.object(), entry.parameter()));
            }
        }
        return limits;
    }

    public Model model() {
        return model;
    }

    /// The number n of coordinates.
    public int size() {
        return names.size();
    }

    /// [n] names of the joints whose positions are the coordinates.
    public List<String> names() {
        return List.copyOf(names);
    }

    public List<Follower> followers() {
        return List.copyOf(followers);
    }

    /// [n] lower limits, rad or m; −∞ where there is none
    public DoubleArray lower() {
        return lower;
    }

    /// [n] upper limits; ∞ where there is none
    public DoubleArray upper() {
        return upper;
    }

    /// [n] greatest speeds, rad/s or m/s; ∞ where the robot's description has none
    public DoubleArray velocity() {
        return velocity;
    }

    /// [nq] configuration of the whole model: where joints outside the group are
    public DoubleArray rest() {
        return rest;
    }

    /// Half the range where a coordinate has one, else the joint's position at rest.
    public double[] middle() {
        double[] x = fromQpos(rest.toArray());
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(lower.get(i)) && Double.isFinite(upper.get(i))) {
                x[i] = (lower.get(i) + upper.get(i)) / 2;
            }
        }
        return x;
    }

    /// The coordinates of the model's configuration.
    public double[] fromQpos(double[] qpos) {
        double[] x = new double[size()];
        for (Follower f : followers) {
            if (model.names().name(ObjectType.JOINT, f.joint).equals(names.get(f.coordinate))) {
                x[f.coordinate] = qpos[model.joints().qposAdr().get(f.joint)];
            }
        }
        return x;
    }

    /// Writes the positions of the group's joints; leaves all others.
    ///
    /// @param x [n]
    /// @param qpos [nq] in and out
    public void toQpos(double[] x, double[] qpos) {
        for (int i = 0; i < followers.size(); i++) {
            Follower f = followers.get(i);
            qpos[model.joints().qposAdr().get(f.joint)] = f.gain * x[f.coordinate] + f.offset;
        }
    }

    /// The configuration of the whole model with the group at `x` and all else at rest.
    public double[] qpos(double[] x) {
        double[] qpos = rest.toArray();
        toQpos(x, qpos);
        return qpos;
    }

    /// Moves every coordinate to the nearest value within its limits.
    public void clamp(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.min(Math.max(x[i], lower.get(i)), upper.get(i));
        }
    }

    /// Whether all coordinates are within their limits, the limits included.
    public boolean isWithinLimits(double[] x) {
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] >= lower.get(i) && x[i] <= upper.get(i))) {
                return false;
            }
        }
        return true;
    }
}
