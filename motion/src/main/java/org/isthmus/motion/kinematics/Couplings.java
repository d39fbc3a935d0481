package org.isthmus.motion.kinematics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.compiled.EqualityTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.ObjectType;

/// Which joints follow which: the active linear joint equalities of a model, and what its user ties besides.
///
/// MuJoCo's equality is `q₁ − q₁⁰ = a₀ + a₁ (q₂ − q₂⁰) + …`; polynomials of higher degree are not followed, since then
/// limits and Jacobians would not be constant: such joints are free coordinates.
final class Couplings {
    /// A joint that follows another; `leader` −1: it stands at `offset`.
    private record Tie(int leader, double gain, double offset) {}

    private final Model model;
    private final Map<Integer, Tie> ties = new TreeMap<>();

    Couplings(Model model) {
        this.model = model;
        EqualityTable equalities = model.equalities();
        for (int i = 0; i < equalities.type().length(); i++) {
            if (equalities.type().get(i) == EqualityType.JOINT.ordinal() && equalities.active0().get(i) != 0
                    && isLinear(equalities, i)) {
                follow(equalities, i);
            }
        }
    }

    private static boolean isLinear(EqualityTable equalities, int i) {
        return equalities.data().get(11 * i + 2) == 0 && equalities.data().get(11 * i + 3) == 0
                && equalities.data().get(11 * i + 4) == 0;
    }

    private void follow(EqualityTable equalities, int i) {
        int follower = equalities.obj1Id().get(i);
        int leader = equalities.obj2Id().get(i);
        double constant = equalities.data().get(11 * i);
        double gain = leader < 0 ? 0 : equalities.data().get(11 * i + 1);
        double offset = reference(follower) + constant - (gain == 0 ? 0 : gain * reference(leader));
        if (!ties.containsKey(follower) && !leads(follower, leader)) {
            ties.put(follower, new Tie(gain == 0 ? -1 : leader, gain, offset));
        }
    }

    private double reference(int joint) {
        return model.qpos0().get(model.joints().qposAdr().get(joint));
    }

    /// Makes one joint follow another.
    ///
    /// @throws DiagnosticException when the leader follows the follower
    void tie(int follower, int leader, double gain, double offset) {
        ties.remove(follower);
        if (follower == leader || leads(follower, leader) || gain == 0) {
            throw new Diagnostics().fatal(SourceLocation.UNKNOWN,
                    "joint '" + model.names().name(ObjectType.JOINT, follower) + "' cannot follow '"
                            + model.names().name(ObjectType.JOINT, leader) + "' with gain " + gain,
                    "a leader that does not follow it, and a gain that is not 0", "");
        }
        ties.put(follower, new Tie(leader, gain, offset));
    }

    /// Whether `joint` is above `other` in the order of who follows whom.
    private boolean leads(int joint, int other) {
        int above = other;
        while (above >= 0) {
            if (above == joint) {
                return true;
            }
            Tie tie = ties.get(above);
            above = tie == null ? -1 : tie.leader;
        }
        return false;
    }

    /// Whether the joint is tied to a constant.
    boolean isFixed(int joint) {
        return resolve(joint).leader < 0;
    }

    /// The joint whose position decides this one's.
    int leader(int joint) {
        int leader = resolve(joint).leader;
        return leader < 0 ? joint : leader;
    }

    /// Through all joints between: what the joint is of its first leader.
    private Tie resolve(int joint) {
        Tie all = new Tie(joint, 1, 0);
        while (all.leader >= 0 && ties.containsKey(all.leader)) {
            Tie next = ties.get(all.leader);
            all = new Tie(next.leader, all.gain * next.gain, all.gain * next.offset + all.offset);
        }
        return all;
    }

    /// Every joint that a coordinate moves.
    ///
    /// @param coordinates index in `x` by joint
    List<JointGroup.Follower> followers(Map<Integer, Integer> coordinates) {
        List<JointGroup.Follower> followers = new ArrayList<>();
        for (int joint = 0; joint < model.sizes().njnt(); joint++) {
            if (JointGroup.isScalar(model, joint)) {
                Tie tie = resolve(joint);
                Integer coordinate = coordinates.get(tie.leader);
                if (coordinate != null) {
                    followers.add(new JointGroup.Follower(joint, coordinate, tie.gain, tie.offset));
                }
            }
        }
        return List.copyOf(followers);
    }

    /// Puts every joint that follows where its leader has it.
    void settle(double[] qpos) {
        for (int joint : ties.keySet()) {
            Tie tie = resolve(joint);
            double lead = tie.leader < 0 ? 0 : qpos[model.joints().qposAdr().get(tie.leader)];
            qpos[model.joints().qposAdr().get(joint)] = tie.gain * lead + tie.offset;
        }
    }
}
