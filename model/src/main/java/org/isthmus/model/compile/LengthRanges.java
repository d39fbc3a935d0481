package org.isthmus.model.compile;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.compiled.EqualityTable;
import org.isthmus.model.compiled.JointTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Configurations;
import org.isthmus.model.kinematics.DofMotions;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.kinematics.MassMatrix;
import org.isthmus.model.kinematics.TendonLengths;
import org.isthmus.model.kinematics.Transmissions;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.LengthRangeOptions;
import org.isthmus.model.scene.LengthRangeOptions.Mode;
import org.jspecify.annotations.Nullable;

/// The shortest and the longest length of actuators.
///
/// MuJoCo pulls at the actuator in a simulation and sees where it comes to rest. Here the same rest is found directly:
/// a climb along the actuator's moment, weighted by the inverse inertias, from `qpos0` to the nearest extreme that the
/// limits of the joints, couplings of joints and the limits of the tendon itself allow. Other constraints are not
/// seen. The two agree within MuJoCo's tolerance (its soft limits give way by some thousandths).
final class LengthRanges {
    /// A hinge that has turned this far (rad) or a slide that has gone this far (m) does not come to an end.
    private static final double ENDLESS = 1000;
    private static final int MAX_CLIMBS = 2000;
    /// Smallest step of the fastest degree of freedom, rad or m.
    private static final double MIN_STEP = 1e-10;
    private static final double FIRST_STEP = 0.1;
    /// Gains below this part of the length so far, for so many steps, are the end.
    private static final double NO_GAIN = 1e-11;
    private static final int PATIENCE = 20;

    private final Compilation c;
    private final Model model;
    private final Kinematics frames;
    private final DofMotions motions;
    private final TendonLengths tendons;
    private final Transmissions transmissions;
    /// [nv]
    private final double[] inverseInertia;

    private LengthRanges(Compilation c, Model model) {
        this.c = c;
        this.model = model;
        frames = new Kinematics(model);
        motions = new DofMotions(model);
        tendons = new TendonLengths(model);
        transmissions = new Transmissions(model, frames, motions, tendons);
        frames.compute(model.qpos0().toArray());
        motions.compute(frames);
        MassMatrix mass = new MassMatrix(model);
        mass.compute(frames, motions, tendons);
        inverseInertia = new double[model.sizes().nv()];
        for (int i = 0; i < inverseInertia.length; i++) {
            inverseInertia[i] = 1 / mass.diagonal(i);
        }
    }

    /// @param model of the same drafts, without length ranges
    static void compute(Compilation c, Model model) {
        LengthRanges ranges = null;
        for (ActuatorDraft actuator : c.actuators.list) {
            if (!isWanted(c.options.lengthRange, actuator.element)) {
                continue;
            }
            double[] limits = c.options.lengthRange.useLimit ? limitsOf(actuator.target) : null;
            if (limits != null) {
                System.arraycopy(limits, 0, actuator.element.lengthRange, 0, 2);
            } else {
                ranges = ranges == null ? new LengthRanges(c, model) : ranges;
                ranges.set(actuator);
            }
        }
    }

    private static boolean isWanted(LengthRangeOptions options, Actuator e) {
        if (options.mode == Mode.NONE || options.useExisting && e.lengthRange[0] < e.lengthRange[1]) {
            return false;
        }
        boolean muscle = e.gainType == GainType.MUSCLE || e.biasType == BiasType.MUSCLE;
        boolean user = e.gainType == GainType.USER || e.biasType == BiasType.USER;
        return options.mode == Mode.ALL || muscle || user && options.mode == Mode.MUSCLEUSER;
    }

    private static double @Nullable [] limitsOf(@Nullable Draft<?> target) {
        return switch (target) {
            case JointDraft joint when joint.limited -> joint.element.range;
            case TendonDraft tendon when tendon.limited -> tendon.element.range;
            case null, default -> null;
        };
    }

    private void set(ActuatorDraft actuator) {
        double shortest = -climb(actuator, -1);
        double longest = climb(actuator, 1);
        if (Double.isInfinite(shortest) || Double.isInfinite(longest)) {
            c.error(actuator, "has a length that can grow without end", "joints with limits",
                    "limit the joints, or give lengthrange");
            return;
        }
        if (!(shortest < longest)) {
            c.error(actuator, "has a length that does not change from the reference configuration on",
                    "a joint, a tendon or a site with a reference site, whose length changes",
                    "give lengthrange, or another mode of compiler lengthrange");
            return;
        }
        double[] limits = actuator.target instanceof TendonDraft ? limitsOf(actuator.target) : null;
        double[] range = actuator.element.lengthRange;
        range[0] = shortest;
        range[1] = longest;
        if (limits != null) {
            double a = actuator.element.gear[0] * limits[0];
            double b = actuator.element.gear[0] * limits[1];
            range[0] = Math.max(shortest, Math.min(a, b));
            range[1] = Math.min(longest, Math.max(a, b));
        }
    }

    /// The greatest `side · length`; infinite when there is none.
    private double climb(ActuatorDraft actuator, int side) {
        double[] qpos = model.qpos0().toArray();
        double length = side * length(actuator, qpos);
        double step = FIRST_STEP;
        int idle = 0;
        for (int i = 0; i < MAX_CLIMBS && idle < PATIENCE && step >= MIN_STEP; i++) {
            double[] direction = direction(actuator, side, qpos);
            double before = length;
            for (boolean up = false; !up && step >= MIN_STEP; step = up ? 2 * step : step / 2) {
                double[] tried = qpos.clone();
                Configurations.integrate(model, tried, direction, step);
                double reached = side * length(actuator, tried);
                up = reached > length;
                if (up) {
                    qpos = tried;
                    length = reached;
                }
            }
            if (isEndless(qpos)) {
                return Double.POSITIVE_INFINITY;
            }
            idle = length - before < NO_GAIN * Math.max(1, Math.abs(length)) ? idle + 1 : 0;
        }
        return length;
    }

    /// Puts `qpos` within the constraints and measures there.
    private double length(ActuatorDraft actuator, double[] qpos) {
        Configurations.clampToLimits(model, qpos);
        couple(qpos);
        frames.compute(qpos);
        return transmissions.length(actuator.id);
    }

    /// Where the actuator's force would move the joints, with 1 as the greatest speed.
    private double[] direction(ActuatorDraft actuator, int side, double[] qpos) {
        frames.compute(qpos);
        motions.compute(frames);
        double[] row = new double[model.sizes().nv()];
        transmissions.addMoment(actuator.id, row);
        pullBack(qpos, row);
        double greatest = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] *= side * inverseInertia[i];
            greatest = Math.max(greatest, Math.abs(row[i]));
        }
        for (int i = 0; i < row.length && greatest > 0; i++) {
            row[i] /= greatest;
        }
        return row;
    }

    private boolean isEndless(double[] qpos) {
        for (int i = 0; i < qpos.length; i++) {
            if (Math.abs(qpos[i] - model.qpos0().get(i)) > ENDLESS) {
                return true;
            }
        }
        return false;
    }

    /// Sets joints that follow another one.
    private void couple(double[] qpos) {
        for (int i = 0; i < model.sizes().neq(); i++) {
            if (isCoupling(i)) {
                EqualityTable equalities = model.equalities();
                int follower = model.joints().qposAdr().get(equalities.obj1Id().get(i));
                qpos[follower] = model.qpos0().get(follower) + polynomial(i, offset(qpos, i));
            }
        }
    }

    /// Gives what moves a follower to the joint it follows (the transpose of [#couple]'s derivative).
    private void pullBack(double[] qpos, double[] row) {
        JointTable joints = model.joints();
        for (int i = model.sizes().neq() - 1; i >= 0; i--) {
            if (isCoupling(i)) {
                int follower = joints.dofAdr().get(model.equalities().obj1Id().get(i));
                int leader = model.equalities().obj2Id().get(i);
                if (leader >= 0) {
                    row[joints.dofAdr().get(leader)] += slope(i, offset(qpos, i)) * row[follower];
                }
                row[follower] = 0;
            }
        }
    }

    private boolean isCoupling(int equality) {
        EqualityTable equalities = model.equalities();
        if (equalities.type().get(equality) != EqualityType.JOINT.ordinal()
                || equalities.active0().get(equality) == 0) {
            return false;
        }
        int type = model.joints().type().get(equalities.obj1Id().get(equality));
        return type == JointType.HINGE.ordinal() || type == JointType.SLIDE.ordinal();
    }

    /// How far the leading joint is from its reference; 0 where there is none.
    private double offset(double[] qpos, int equality) {
        int leader = model.equalities().obj2Id().get(equality);
        if (leader < 0) {
            return 0;
        }
        int at = model.joints().qposAdr().get(leader);
        return qpos[at] - model.qpos0().get(at);
    }

    private double polynomial(int equality, double x) {
        DoubleArray data = model.equalities().data();
        int at = 11 * equality;
        return data.get(at)
                + x * (data.get(at + 1) + x * (data.get(at + 2) + x * (data.get(at + 3) + x * data.get(at + 4))));
    }

    private double slope(int equality, double x) {
        DoubleArray data = model.equalities().data();
        int at = 11 * equality;
        return data.get(at + 1) + x * (2 * data.get(at + 2) + x * (3 * data.get(at + 3) + x * 4 * data.get(at + 4)));
    }
}
