package org.isthmus.model.sdf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.linkage.Connection;
import org.isthmus.model.linkage.Limits;
import org.isthmus.model.linkage.Linkage;
import org.isthmus.model.linkage.Mobility;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `joint`: what it connects, where it is, how it moves, its limits, and what it mimics.
final class JointReader {
    private static final List<String> TYPES = List.of("revolute", "continuous", "prismatic", "fixed", "ball",
            "universal", "revolute2");

    private final Fields fields;
    private final Diagnostics diagnostics;
    private final Frames frames;
    private final Linkage linkage;
    /// World poses of links by their names in the scene.
    private final Map<String, Pose> linkPoses;
    private final List<Connection> connections = new ArrayList<>();
    private final Map<String, Joint> scalarJoints = new LinkedHashMap<>();
    /// The axis that mimics by the name of its joint in the scene, and the scope in which it names its leader.
    private final Map<String, Mimic> mimics = new LinkedHashMap<>();
    private final Limits limits = new Limits();

    private record Mimic(Scope scope, XmlElement element) {}

    JointReader(Fields fields, Frames frames, Linkage linkage, Map<String, Pose> linkPoses) {
        this.fields = fields;
        this.diagnostics = fields.diagnostics;
        this.frames = frames;
        this.linkage = linkage;
        this.linkPoses = linkPoses;
    }

    List<Connection> connections() {
        return connections;
    }

    void read(Scope scope, String name, XmlElement element) {
        String parent = link(scope, element, "parent");
        String child = link(scope, element, "child");
        if (parent == null || child == null || linkage.isOfWorld(child, scope.prefix + name, element.location())) {
            return;
        }
        Pose parentPose = linkPoses.getOrDefault(parent, Pose.IDENTITY);
        Pose childPose = linkPoses.getOrDefault(child, Pose.IDENTITY);
        Pose jointInChild = childPose.inverse().times(frames.inWorld(scope, name, element.location()));
        List<Joint> joints = joints(scope, scope.prefix + name, element, jointInChild);
        joints.forEach(j -> {
            j.pos = jointInChild.position();
            j.source = element.location();
        });
        connections.add(new Connection(scope.prefix + name, element.location(), parent, child,
                parentPose.inverse().times(childPose), joints));
    }

    private @Nullable String link(Scope scope, XmlElement joint, String role) {
        String frame = fields.required(joint, role);
        return frame == null ? null : frames.link(scope, frame, joint.location());
    }

    private List<Joint> joints(Scope scope, String name, XmlElement element, Pose jointInChild) {
        String type = element.attribute("type", "");
        List<Joint> joints = switch (type) {
            case "revolute", "continuous" -> Mobility.hinge(name, axis(scope, element, "axis", jointInChild));
            case "prismatic" -> Mobility.slide(name, axis(scope, element, "axis", jointInChild));
            case "universal", "revolute2" -> Mobility.universal(name, axis(scope, element, "axis", jointInChild),
                    axis(scope, element, "axis2", jointInChild));
            case "ball" -> Mobility.ball(name);
            case "fixed" -> List.of();
            default -> {
                diagnostics.error(element.location(), "joint '" + name + "' has the type '" + type + "'",
                        "one of " + String.join(", ", TYPES), type.equals("screw") || type.equals("gearbox")
                                ? "use two joints and couple them in the scene"
                                : Nearest.remedy(type, TYPES));
                yield List.of();
            }
        };
        if (!type.equals("ball")) {
            readAxes(scope, element, type, joints);
        }
        return joints;
    }

    /// The direction of an axis in the child's frame. It is given in the joint's frame, in the frame that
    /// `expressed_in` names, or, in SDF 1.4 and where `use_parent_model_frame` says so, in the model's.
    private Vec3 axis(Scope scope, XmlElement joint, String child, Pose jointInChild) {
        XmlElement axis = joint.child(child);
        Vec3 direction = axis == null ? Vec3.Z : fields.vector(axis, "xyz", Vec3.Z);
        if (!(direction.length() > 1e-10)) {
            diagnostics.error(axis == null ? joint.location() : axis.location(),
                    "joint '" + joint.attribute("name", "") + "' has the axis 0 0 0", "a direction", "");
            return Vec3.Z;
        }
        String frame = expressedIn(scope, axis);
        if (!frame.isEmpty()) {
            Pose given = frames.inWorld(scope, frame, joint.location());
            Pose own = frames.inWorld(scope, joint.attribute("name", ""), joint.location());
            direction = own.rotation().rotateInverse(given.rotation().rotate(direction));
        }
        return jointInChild.rotation().rotate(direction).normalized();
    }

    /// Empty: the joint's frame.
    private String expressedIn(Scope scope, @Nullable XmlElement axis) {
        if (axis == null) {
            return "";
        }
        boolean inModel = fields.flag(axis, "use_parent_model_frame", scope.version < 5);
        XmlElement xyz = axis.child("xyz");
        String given = xyz == null ? "" : xyz.attribute("expressed_in", "");
        return given.isEmpty() && inModel && !scope.isWorld() ? Scope.MODEL_FRAME : given;
    }

    private void readAxes(Scope scope, XmlElement element, String type, List<Joint> joints) {
        for (int i = 0; i < joints.size(); i++) {
            XmlElement axis = element.child(i == 0 ? "axis" : "axis2");
            Joint joint = joints.get(i);
            scalarJoints.put(String.valueOf(joint.name), joint);
            if (axis != null) {
                readAxis(axis, type, joint);
                if (axis.child("mimic") instanceof XmlElement mimic) {
                    mimics.put(String.valueOf(joint.name), new Mimic(scope, mimic));
                }
            }
        }
    }

    private void readAxis(XmlElement axis, String type, Joint joint) {
        double none = Double.POSITIVE_INFINITY;
        XmlElement limit = axis.child("limit");
        if (limit != null) {
            if (!type.equals("continuous")) {
                limits.range(joint, fields.limit(limit, "lower", -none), fields.limit(limit, "upper", none),
                        limit.location());
            }
            limits.effort(joint, unlessNegative(fields.limit(limit, "effort", none)), limit.location());
            limits.velocity(joint, unlessNegative(fields.limit(limit, "velocity", none)), limit.location());
        }
        XmlElement dynamics = axis.child("dynamics");
        if (dynamics != null) {
            joint.damping[0] = Math.max(0, fields.number(dynamics, "damping", 0));
            joint.frictionLoss = Math.max(0, fields.number(dynamics, "friction", 0));
            joint.stiffness[0] = Math.max(0, fields.number(dynamics, "spring_stiffness", 0));
            joint.springRef = fields.number(dynamics, "spring_reference", 0);
        }
    }

    /// SDF writes -1 for no limit.
    private static double unlessNegative(double limit) {
        return limit < 0 ? Double.POSITIVE_INFINITY : limit;
    }

    /// Couples the joints that mimic others, `q = multiplier · (q_other − reference) + offset`, and stores limits.
    void finish(Scene scene) {
        limits.finish(scene, diagnostics);
        mimics.forEach((follower, mimic) -> {
            XmlElement element = mimic.element;
            String leader = mimic.scope.prefix + element.attribute("joint", "");
            if (!scalarJoints.containsKey(leader) || leader.equals(follower)) {
                diagnostics.error(element.location(), "joint '" + follower + "' cannot mimic '" + leader + "'",
                        "another joint with one axis", Nearest.remedy(leader, scalarJoints.keySet()));
                return;
            }
            Equality equality = new Equality(EqualityType.JOINT);
            equality.source = element.location();
            equality.first = follower;
            equality.second = leader;
            double multiplier = fields.number(element, "multiplier", 1);
            equality.polycoef[0] = fields.number(element, "offset", 0)
                    - multiplier * fields.number(element, "reference", 0);
            equality.polycoef[1] = multiplier;
            scene.equalities.add(equality);
        });
    }
}
