package org.isthmus.model.urdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.linkage.Connection;
import org.isthmus.model.linkage.Limits;
import org.isthmus.model.linkage.Linkage;
import org.isthmus.model.linkage.Mobility;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `joint`: what it connects, how it moves, its limits, its friction, and what it mimics.
final class JointReader {
    private static final List<String> TYPES = List.of("revolute", "continuous", "prismatic", "fixed", "floating",
            "planar",
            "spherical", "ball", "universal");

    private final Fields fields;
    private final Diagnostics diagnostics;
    private final UniqueNames names = new UniqueNames();
    private final Limits limits = new Limits();
    /// Whether the leaders of a joint form a circle, or lead into one, as far as that is known.
    private final Map<String, Boolean> circular = new HashMap<>();
    private final List<Connection> connections = new ArrayList<>();
    private final Map<String, Joint> scalarJoints = new LinkedHashMap<>();
    /// The element `mimic` by the name of its joint.
    private final Map<String, XmlElement> mimics = new LinkedHashMap<>();

    JointReader(Fields fields) {
        this.fields = fields;
        this.diagnostics = fields.diagnostics;
    }

    List<Connection> connections() {
        return connections;
    }

    /// Hinges and slides by name: what mimics and transmissions may refer to.
    Map<String, Joint> scalarJoints() {
        return scalarJoints;
    }

    Map<String, Double> velocityLimits() {
        return limits.velocities();
    }

    void read(XmlElement element) {
        String name = fields.requiredName(element, "name");
        String type = fields.required(element, "type");
        String parent = link(element, "parent");
        String child = link(element, "child");
        if (name == null || type == null || parent == null || child == null) {
            return;
        }
        if (!names.takeExactly(name)) {
            diagnostics.error(element.locationOf("name"), "joint '" + name + "' is described twice",
                    "one joint of that name", "rename one");
            return;
        }
        List<Joint> joints = joints(element, name, type, parent.equals(Linkage.WORLD));
        joints.forEach(j -> j.source = element.location());
        readDynamics(element, joints);
        if (joints.size() == 1 && takesLimits(type)) {
            scalarJoints.put(name, joints.getFirst());
            readLimit(element, type, joints.getFirst());
            readMimic(element, name);
        } else {
            refuse(element, "limit", name, type, !type.equals("fixed"));
            refuse(element, "mimic", name, type, true);
        }
        connections.add(new Connection(name, element.location(), parent, child, fields.origin(element), joints));
    }

    private @Nullable String link(XmlElement joint, String role) {
        XmlElement element = joint.child(role);
        if (element == null) {
            diagnostics.error(joint.location(),
                    "joint '" + joint.attribute("name", "") + "' has no '" + role + "'", "one", "");
            return null;
        }
        return fields.requiredName(element, "link");
    }

    private List<Joint> joints(XmlElement element, String name, String type, boolean inWorld) {
        return switch (type) {
            case "revolute", "continuous" -> Mobility.hinge(name, axis(element, name));
            case "prismatic" -> Mobility.slide(name, axis(element, name));
            case "planar" -> Mobility.planar(name, axis(element, name));
            case "floating" -> Mobility.floating(name, inWorld);
            case "spherical", "ball" -> Mobility.ball(name);
            case "universal" -> Mobility.universal(name, Vec3.X, Vec3.Y);
            case "fixed" -> List.of();
            default -> {
                diagnostics.error(element.locationOf("type"), "joint '" + name + "' has the type '" + type + "'",
                        "one of " + String.join(", ", TYPES), Nearest.remedy(type, TYPES));
                yield List.of();
            }
        };
    }

    private static boolean takesLimits(String type) {
        return type.equals("revolute") || type.equals("continuous") || type.equals("prismatic");
    }

    private Vec3 axis(XmlElement joint, String name) {
        XmlElement axis = joint.child("axis");
        Vec3 direction = axis == null ? Vec3.X : fields.vector(axis, "xyz", Vec3.X);
        if (!(direction.length() > 1e-10)) {
            diagnostics.error(axis == null ? joint.location() : axis.locationOf("xyz"),
                    "joint '" + name + "' has the axis 0 0 0", "a direction", "");
            return Vec3.X;
        }
        return direction.normalized();
    }

    private void readDynamics(XmlElement element, List<Joint> joints) {
        XmlElement dynamics = element.child("dynamics");
        if (dynamics == null) {
            return;
        }
        double damping = notNegative(dynamics, "damping");
        double friction = notNegative(dynamics, "friction");
        for (Joint joint : joints) {
            joint.damping[0] = damping;
            joint.frictionLoss = friction;
        }
    }

    private double notNegative(XmlElement element, String attribute) {
        double value = fields.number(element, attribute, 0);
        if (value < 0) {
            diagnostics.warning(element.locationOf(attribute),
                    Fields.what(element, attribute) + " is " + value + ": 0 is used",
                    "a number that is not negative", "");
            return 0;
        }
        return value;
    }

    private void readLimit(XmlElement element, String type, Joint joint) {
        XmlElement limit = element.child("limit");
        boolean ranged = !type.equals("continuous");
        if (limit == null) {
            if (ranged) {
                limits.missing(joint, element.location());
            }
            return;
        }
        if (ranged) {
            limits.range(joint, fields.limit(limit, "lower", 0), fields.limit(limit, "upper", 0), limit.location());
        }
        double none = Double.POSITIVE_INFINITY;
        limits.effort(joint, fields.limit(limit, "effort", none), limit.locationOf("effort"));
        limits.velocity(joint, fields.limit(limit, "velocity", none), limit.locationOf("velocity"));
    }

    private void readMimic(XmlElement element, String name) {
        XmlElement mimic = element.child("mimic");
        if (mimic != null) {
            mimics.put(name, mimic);
        }
    }

    private void refuse(XmlElement element, String child, String name, String type, boolean tell) {
        XmlElement found = element.child(child);
        if (found != null && tell) {
            diagnostics.warning(found.location(),
                    "'" + child + "' of joint '" + name + "' of type '" + type + "' is not read",
                    "it for revolute, continuous and prismatic joints only", "");
        }
    }

    /// Finishes what concerns several joints: couples those that mimic others, `q = offset + multiplier · q_other`, and
    /// stores the velocity limits.
    void finish(Scene scene) {
        limits.finish(scene, diagnostics);
        mimics.forEach((name, mimic) -> {
            String leader = fields.requiredName(mimic, "joint");
            if (leader != null && isLeader(leader, name, mimic)) {
                Equality equality = new Equality(EqualityType.JOINT);
                equality.source = mimic.location();
                equality.first = name;
                equality.second = leader;
                equality.polycoef[0] = fields.number(mimic, "offset", 0);
                equality.polycoef[1] = fields.number(mimic, "multiplier", 1);
                scene.equalities.add(equality);
            }
        });
    }

    private boolean isLeader(String leader, String follower, XmlElement mimic) {
        if (!scalarJoints.containsKey(leader)) {
            diagnostics.error(mimic.locationOf("joint"),
                    "joint '" + follower + "' mimics the unknown joint '" + leader + "'",
                    "a revolute, continuous or prismatic joint", Nearest.remedy(leader, scalarJoints.keySet()));
            return false;
        }
        if (isCircular(follower)) {
            diagnostics.error(mimic.locationOf("joint"),
                    "joint '" + follower + "' mimics itself, through '" + leader + "'", "another joint", "");
            return false;
        }
        return true;
    }

    /// Whether the chain of leaders from this joint comes back to one of its joints; each joint is walked once.
    private boolean isCircular(String follower) {
        List<String> path = new ArrayList<>();
        String at = follower;
        while (at != null && mimics.containsKey(at) && circular.putIfAbsent(at, true) == null) {
            path.add(at);
            at = mimics.get(at).attribute("joint");
        }
        boolean ends = at == null || !mimics.containsKey(at) || !circular.getOrDefault(at, true);
        path.forEach(joint -> circular.put(joint, !ends));
        return circular.getOrDefault(follower, false);
    }
}
