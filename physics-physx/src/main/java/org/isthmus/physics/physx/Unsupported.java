package org.isthmus.physics.physx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.SensorType;
import org.isthmus.model.scene.Transmission;
import org.isthmus.physics.GeomDistances;
import org.isthmus.physics.Parameter;

/// Tells what of a model PhysX, its binding or this engine does not have: errors for what a world would not be the same world without, warnings
/// for what is left out.
final class Unsupported {
    /// MuJoCo's number of a joint in a tendon's path.
    private static final int JOINT = 1;
    private static final int POLYNOMIAL = 5;
    private static final int EQUALITY_DATA = 11;
    private static final String REMEDY = "use another engine, such as lane or mujoco";
    private static final Set<Parameter> WITHOUT_MEANING = Set.of(Parameter.GEOM_SOLREF, Parameter.GEOM_SOLIMP);
    private static final Set<SensorType> OF_ACCELERATION = Set.of(SensorType.ACCELEROMETER, SensorType.FORCE,
            SensorType.TORQUE, SensorType.FRAMELINACC, SensorType.FRAMEANGACC, SensorType.JOINTLIMITFRC,
            SensorType.TENDONLIMITFRC);

    private final Model model;
    private final Diagnostics diagnostics;

    private Unsupported(Model model, Diagnostics diagnostics) {
        this.model = model;
        this.diagnostics = diagnostics;
    }

    static void report(Model model, Set<Parameter> varied, Diagnostics diagnostics) {
        Unsupported check = new Unsupported(model, diagnostics);
        check.joints();
        check.geoms();
        check.actuators();
        check.tendons();
        check.equalities();
        check.bodies();
        check.contacts();
        check.sensors();
        check.parameters(varied);
    }

    /// Whether a tendon is a weighted sum of joints, not a path through space.
    static boolean isFixed(Model model, int tendon) {
        return model.wraps().type().get(model.tendons().adr().get(tendon)) == JOINT;
    }

    private void error(String found, String expected) {
        diagnostics.error(SourceLocation.UNKNOWN, "the engine physx lacks " + found, expected, REMEDY);
    }

    private void warning(String found, String remedy) {
        diagnostics.warning(SourceLocation.UNKNOWN, "the engine physx " + found, "", remedy);
    }

    private String name(ObjectType type, int id) {
        String name = model.names().name(type, id);
        return type.word() + " " + (name.isEmpty() ? id : "'" + name + "'");
    }

    private void joints() {
        for (int j = 0; j < model.sizes().njnt(); j++) {
            JointType type = JointType.values()[model.joints().type().get(j)];
            String joint = name(ObjectType.JOINT, j);
            if (type == JointType.BALL) {
                error("ball joints: " + joint, "hinges, slides and free joints");
            }
            if (isAny(model.joints().stiffnessPoly().slice(2 * j, 2 * j + 2))) {
                error("springs that are not linear: " + joint, "one number for its stiffness");
            }
            int first = model.joints().dofAdr().get(j);
            boolean isFree = type == JointType.FREE;
            for (int d = first; d < first + type.dofCount(); d++) {
                if (isAny(model.dofs().dampingPoly().slice(2 * d, 2 * d + 2))) {
                    error("damping that is not linear: " + joint, "one number for its damping");
                }
                if (isFree && (model.dofs().armature().get(d) != 0 || model.dofs().frictionLoss().get(d) != 0)) {
                    error("armature and dry friction of free joints: " + joint, "none");
                }
            }
            if (isFree && model.joints().stiffness().get(j) != 0) {
                error("springs of free joints: " + joint, "none");
            }
        }
    }

    private static boolean isAny(double[] values) {
        for (double value : values) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }

    private void geoms() {
        Set<Integer> colliding = new TreeSet<>();
        for (GeomDistances.Pair pair : GeomDistances.pairs(model)) {
            colliding.add(pair.first());
            colliding.add(pair.second());
        }
        for (int g : colliding) {
            GeomType type = GeomType.values()[model.geoms().type().get(g)];
            boolean moves = model.bodies().weldId().get(model.geoms().bodyId().get(g)) != 0;
            if (type == GeomType.SDF) {
                error("signed distance fields: " + name(ObjectType.GEOM, g), "primitives and meshes");
            }
            if (moves && (type == GeomType.PLANE || type == GeomType.HFIELD)) {
                error("planes and height fields that move: " + name(ObjectType.GEOM, g), "them fixed to the world");
            }
            if (model.geoms().adhesion().get(g) != 0 || isAny(model.geoms().surfaceVel().slice(6 * g, 6 * g + 6))) {
                error("adhesion and moving surfaces: " + name(ObjectType.GEOM, g), "geoms without");
            }
        }
    }

    private void actuators() {
        ActuatorTable a = model.actuators();
        for (int i = 0; i < model.sizes().nu(); i++) {
            String actuator = name(ObjectType.ACTUATOR, i);
            Transmission kind = Transmission.values()[a.trnType().get(i)];
            int target = a.trnId().get(2 * i);
            boolean isJoint = kind == Transmission.JOINT || kind == Transmission.JOINT_IN_PARENT;
            boolean pulls = isJoint && model.joints().type().get(target) >= JointType.SLIDE.ordinal()
                    || kind == Transmission.TENDON && isFixed(model, target);
            if (!pulls) {
                error("the transmission of " + actuator + " (" + kind.keyword() + ")",
                        "hinges, slides and fixed tendons");
            }
            GainType gain = GainType.values()[a.gainType().get(i)];
            BiasType bias = BiasType.values()[a.biasType().get(i)];
            DynType dynamics = DynType.values()[a.dynType().get(i)];
            if (gain.compareTo(GainType.AFFINE) > 0 || bias.compareTo(BiasType.AFFINE) > 0
                    || dynamics.compareTo(DynType.FILTER_EXACT) > 0) {
                error("the law of " + actuator + " (gain " + word(gain) + ", bias " + word(bias) + ", dynamics "
                        + dynamics.keyword() + ")", "fixed or affine; integrator, filter or filterexact");
            }
            if (a.delay().get(i) > 0) {
                error("delays: " + actuator, "no delay");
            }
            if (isAny(a.dampingPoly().slice(2 * i, 2 * i + 2))) {
                error("damping that is not linear: " + actuator, "one number for its damping");
            }
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void tendons() {
        for (int t = 0; t < model.sizes().ntendon(); t++) {
            String tendon = name(ObjectType.TENDON, t);
            boolean isPassive = model.tendons().stiffness().get(t) != 0 || model.tendons().damping().get(t) != 0;
            if (!isFixed(model, t) && isPassive) {
                error("springs and dampers of spatial tendons: " + tendon, "fixed tendons");
            }
            if (isAny(model.tendons().stiffnessPoly().slice(2 * t, 2 * t + 2))
                    || isAny(model.tendons().dampingPoly().slice(2 * t, 2 * t + 2))) {
                error("springs and dampers that are not linear: " + tendon, "one number for each");
            }
            if (model.tendons().limited().get(t) == 1 || model.tendons().frictionLoss().get(t) != 0
                    || model.tendons().armature().get(t) != 0 || model.tendons().actFrcLimited().get(t) == 1) {
                error("limits, dry friction, armature and force ranges of tendons: " + tendon,
                        "those of joints and actuators");
            }
        }
    }

    private void equalities() {
        for (int e = 0; e < model.sizes().neq(); e++) {
            EqualityType type = EqualityType.values()[model.equalities().type().get(e)];
            double[] data = model.equalities().data().slice(EQUALITY_DATA * e, EQUALITY_DATA * (e + 1));
            String equality = name(ObjectType.EQUALITY, e);
            if (type == EqualityType.TENDON) {
                error("equalities of tendons: " + equality, "those of joints and bodies");
            } else if (type == EqualityType.JOINT) {
                int second = model.equalities().obj2Id().get(e);
                if (second >= 0 && ground(model.equalities().obj1Id().get(e)) != ground(second)) {
                    error("equalities of joints that do not stand on the same ground: " + equality,
                            "joints of one robot");
                }
                for (int k = 2; k < POLYNOMIAL; k++) {
                    if (data[k] != 0) {
                        error("equalities of joints that are not linear: " + equality, "polycoef with two numbers");
                        break;
                    }
                }
            }
        }
    }

    /// The body that a joint's tree stands on: the world, a mocap body, or itself where it flies.
    private int ground(int joint) {
        int root = model.bodies().rootId().get(model.joints().bodyId().get(joint));
        int first = model.bodies().jntAdr().get(root);
        boolean isFlying = first >= 0 && model.joints().type().get(first) == JointType.FREE.ordinal();
        return isFlying || model.bodies().mocapId().get(root) >= 0 ? root : 0;
    }

    private void bodies() {
        for (int b = 1; b < model.sizes().nbody(); b++) {
            double share = model.bodies().gravcomp().get(b);
            int carrier = model.bodies().weldId().get(b);
            boolean isOfLink = carrier == 0 || model.bodies().mass().get(b) == 0
                    || share == model.bodies().gravcomp().get(heaviest(carrier));
            if (share != 0 && share != 1 || !isOfLink) {
                error("compensation of a part of gravity: " + name(ObjectType.BODY, b),
                        "gravcomp 0 or 1, the same for bodies that move together");
            }
        }
        if (model.options().density > 0 || model.options().viscosity > 0) {
            warning("has no medium", "bodies move as in a vacuum");
        }
    }

    /// Of the bodies that move with a body.
    private int heaviest(int carrier) {
        int heaviest = carrier;
        for (int b = 1; b < model.sizes().nbody(); b++) {
            if (model.bodies().weldId().get(b) == carrier
                    && model.bodies().mass().get(b) > model.bodies().mass().get(heaviest)) {
                heaviest = b;
            }
        }
        return heaviest;
    }

    private void contacts() {
        if (model.sizes().npair() > 0) {
            error("explicit contact pairs (" + model.sizes().npair() + ")", "contype and conaffinity");
        }
        List<String> overruled = new ArrayList<>();
        for (GeomDistances.Pair pair : GeomDistances.pairs(model)) {
            int a = model.geoms().priority().get(pair.first());
            int b = model.geoms().priority().get(pair.second());
            int first = a > b ? pair.first() : pair.second();
            int second = a > b ? pair.second() : pair.first();
            if (a != b && model.geoms().friction().get(3 * first) < model.geoms().friction().get(3 * second)) {
                overruled.add(name(ObjectType.GEOM, first) + " on " + name(ObjectType.GEOM, second));
            }
        }
        if (!overruled.isEmpty()) {
            warning("has the greater friction of two geoms where the model's priority asks for the smaller: "
                    + overruled.getFirst() + (overruled.size() > 1 ? " and " + (overruled.size() - 1) + " more" : ""),
                    "give them the same priority");
        }
    }

    private void sensors() {
        Set<String> types = new TreeSet<>();
        for (int s = 0; s < model.sizes().nsensor(); s++) {
            SensorType type = SensorType.values()[model.sensors().type().get(s)];
            if (OF_ACCELERATION.contains(type)) {
                types.add(type.keyword());
            }
        }
        if (!types.isEmpty()) {
            warning("does not measure " + String.join(", ", types),
                    "these sensors give what the lane engine would have in the same state");
        }
    }

    private void parameters(Set<Parameter> varied) {
        if (varied.contains(Parameter.ACTUATOR_DELAY)) {
            error("delays of actuators that vary", "no delays");
        }
        if (varied.stream().anyMatch(WITHOUT_MEANING::contains)) {
            warning("has no softness of contacts", "solref and solimp that vary change nothing");
        }
    }
}
