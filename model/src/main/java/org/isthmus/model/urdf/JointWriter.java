package org.isthmus.model.urdf;

import java.util.Map;
import java.util.Set;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.model.linkage.Numbers;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Limited;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Transmission;
import org.isthmus.model.xml.XmlWriter;

/// Writes `joint`.
final class JointWriter {
    private static final Set<String> WRITTEN = Set.of("name", "class", "type", "group", "pos", "axis", "limited",
            "range",
            "actuatorfrclimited", "actuatorfrcrange", "damping", "frictionloss", "ref", "align");

    private final Scene scene;
    private final XmlWriter xml;
    private final Losses losses;
    private final Map<String, Equality> mimics;
    private final Map<String, Double> velocityLimits;

    JointWriter(Scene scene, XmlWriter xml, Losses losses, Map<String, Equality> mimics,
            Map<String, Double> velocityLimits) {
        this.scene = scene;
        this.xml = xml;
        this.losses = losses;
        this.mimics = mimics;
        this.velocityLimits = velocityLimits;
    }

    void writeFixed(String name, String parent, String child, Pose pose) {
        open(name, "fixed", parent, child, pose);
        xml.close();
    }

    /// @param before pose of the body in the parent link's frame, where no joint has moved it
    void write(Joint joint, String name, String parent, String child, Pose before) {
        boolean limited = isLimited(joint.limited, joint.range);
        open(name, type(joint, limited), parent, child, before.times(Pose.at(joint.pos)).times(zero(joint)));
        if (isScalar(joint)) {
            xml.open("axis").attribute("xyz", Numbers.text(joint.axis.normalized().toArray())).close();
            writeLimit(joint, limited);
            writeMimic(joint);
        }
        if (joint.damping[0] != 0 || joint.frictionLoss != 0) {
            xml.open("dynamics").attribute("damping", Numbers.text(joint.damping[0]))
                    .attribute("friction", Numbers.text(joint.frictionLoss)).close();
        }
        xml.close();
        reportLosses(joint, limited);
    }

    private void open(String name, String type, String parent, String child, Pose pose) {
        xml.open("joint").attribute("name", name).attribute("type", type);
        RobotWriter.writeOrigin(xml, pose);
        xml.open("parent").attribute("link", parent).close();
        xml.open("child").attribute("link", child).close();
    }

    private static String type(Joint joint, boolean limited) {
        return switch (joint.type) {
            case FREE -> "floating";
            case BALL -> "spherical";
            case SLIDE -> "prismatic";
            case HINGE -> limited ? "revolute" : "continuous";
        };
    }

    private static boolean isScalar(Joint joint) {
        return joint.type == JointType.HINGE || joint.type == JointType.SLIDE;
    }

    /// The motion from the reference position to zero, which is where URDF describes a robot.
    private static Pose zero(Joint joint) {
        if (joint.ref == 0 || !isScalar(joint)) {
            return Pose.IDENTITY;
        }
        return joint.type == JointType.SLIDE ? Pose.at(joint.axis.normalized().times(-joint.ref))
                : Pose.rotated(Quat.fromAxisAngle(joint.axis, -joint.ref));
    }

    /// A hinge without limits needs no `limit`; where there is one, ROS wants all four numbers.
    private void writeLimit(Joint joint, boolean limited) {
        double effort = effort(joint);
        double velocity = velocityLimits.getOrDefault(String.valueOf(joint.name), UrdfWriter.NO_LIMIT);
        boolean none = effort == UrdfWriter.NO_LIMIT && velocity == UrdfWriter.NO_LIMIT;
        if (joint.type == JointType.HINGE && !limited && none) {
            return;
        }
        xml.open("limit");
        if (limited || joint.type == JointType.SLIDE) {
            xml.attribute("lower", Numbers.text(limited ? joint.range[0] : -UrdfWriter.NO_LIMIT));
            xml.attribute("upper", Numbers.text(limited ? joint.range[1] : UrdfWriter.NO_LIMIT));
        }
        xml.attribute("effort", Numbers.text(effort)).attribute("velocity", Numbers.text(velocity)).close();
    }

    /// Of the joint or, where it has none, of the actuators on it.
    private double effort(Joint joint) {
        if (isLimited(joint.actuatorForceLimited, joint.actuatorForceRange)) {
            return largest(joint.actuatorForceRange);
        }
        double sum = 0;
        for (Actuator actuator : scene.actuators) {
            if (actuator.transmission == Transmission.JOINT && joint.name != null
                    && joint.name.equals(actuator.target)) {
                sum += isLimited(actuator.forceLimited, actuator.forceRange)
                        ? largest(actuator.forceRange) * Math.abs(actuator.gear[0])
                        : UrdfWriter.NO_LIMIT;
            }
        }
        return sum > 0 && sum < UrdfWriter.NO_LIMIT ? sum : UrdfWriter.NO_LIMIT;
    }

    private static double largest(double[] range) {
        return Math.max(Math.abs(range[0]), Math.abs(range[1]));
    }

    private boolean isLimited(Limited limited, double[] range) {
        return limited == Limited.TRUE
                || limited == Limited.AUTO && scene.compiler.autolimits && range[0] < range[1];
    }

    /// `y = y0 + c0 + c1 (x − x0)` as `offset + multiplier · x`.
    private void writeMimic(Joint joint) {
        Equality equality = mimics.get(String.valueOf(joint.name));
        Joint leader = equality == null || equality.second == null ? null : scene.joint(equality.second);
        if (equality == null || leader == null || !isScalar(leader)) {
            return;
        }
        double multiplier = equality.polycoef[1];
        double offset = joint.ref + equality.polycoef[0] - multiplier * leader.ref;
        xml.open("mimic").attribute("joint", String.valueOf(leader.name))
                .attribute("multiplier", Numbers.text(multiplier)).attribute("offset", Numbers.text(offset)).close();
    }

    private void reportLosses(Joint joint, boolean limited) {
        losses.addAttributes("joint", joint, Joint.SCHEMA, WRITTEN);
        if (joint.type == JointType.BALL) {
            losses.add("joint", joint, "written as 'spherical', which MuJoCo and Bullet read, but not ROS",
                    "use three hinges for ROS");
            if (limited) {
                losses.add("joint", joint, "the limit of a ball joint is not written", "");
            }
        }
        if (joint.damping[1] != 0 || joint.damping[2] != 0) {
            losses.add("joint", joint, "only the linear part of the damping is written", "");
        }
        double[] force = joint.actuatorForceRange;
        if (isLimited(joint.actuatorForceLimited, force) && force[0] != -force[1]) {
            losses.add("joint", joint, "a range of actuator forces that is not symmetric: the larger limit is written",
                    "");
        }
    }
}
