package org.isthmus.model.robots;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Frames of the links of a URDF file, computed from its joints and nothing else: what templates are compared with.
final class UrdfFrames {
    /// One joint of the file.
    record UrdfJoint(String name, String parent, String child, Pose origin, Vec3 axis, String type, double lower,
            double upper, String mimic) {}

    final List<UrdfJoint> joints = new ArrayList<>();

    UrdfFrames(Path file) throws IOException, SAXException, ParserConfigurationException {
        Element robot = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile())
                .getDocumentElement();
        NodeList children = robot.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element e && e.getTagName().equals("joint")) {
                joints.add(joint(e));
            }
        }
    }

    private static UrdfJoint joint(Element e) {
        double[] xyz = numbers(e, "origin", "xyz", 0, 0, 0);
        double[] rpy = numbers(e, "origin", "rpy", 0, 0, 0);
        Pose origin = new Pose(Vec3.of(xyz, 0), Quat.fromRollPitchYaw(rpy[0], rpy[1], rpy[2]));
        return new UrdfJoint(e.getAttribute("name"), text(e, "parent", "link"), text(e, "child", "link"), origin,
                Vec3.of(numbers(e, "axis", "xyz", 1, 0, 0), 0), e.getAttribute("type"),
                numbers(e, "limit", "lower", 0)[0], numbers(e, "limit", "upper", 0)[0], text(e, "mimic", "joint"));
    }

    private static String text(Element e, String tag, String attribute) {
        return e.getElementsByTagName(tag).item(0) instanceof Element child ? child.getAttribute(attribute) : "";
    }

    private static double[] numbers(Element e, String tag, String attribute, double... otherwise) {
        String text = text(e, tag, attribute).strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        String[] words = text.split("\\s+");
        double[] values = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            values[i] = Double.parseDouble(words[i]);
        }
        return values;
    }

    /// Positions of all joints that move, within limits; mimics follow.
    Map<String, Double> randomPositions(RandomGenerator random) {
        Map<String, Double> q = new LinkedHashMap<>();
        for (UrdfJoint j : joints) {
            if (!j.type.equals("fixed")) {
                q.put(j.name, j.mimic.isEmpty() ? random.nextDouble(j.lower, j.upper)
                        : requireNonNull(q.get(j.mimic)));
            }
        }
        return q;
    }

    /// Poses of all links in the frame of the link `root`.
    Map<String, Pose> poses(String root, Map<String, Double> q) {
        Map<String, Pose> poses = new HashMap<>(Map.of(root, Pose.IDENTITY));
        for (boolean found = true; found;) {
            found = false;
            for (UrdfJoint j : joints) {
                Pose parent = poses.get(j.parent);
                if (parent != null && !poses.containsKey(j.child)) {
                    poses.put(j.child, parent.times(j.origin).times(motion(j, q.getOrDefault(j.name, 0.0))));
                    found = true;
                }
            }
        }
        return poses;
    }

    private static Pose motion(UrdfJoint j, double q) {
        return switch (j.type) {
            case "prismatic" -> Pose.at(j.axis.times(q));
            case "fixed" -> Pose.IDENTITY;
            default -> Pose.rotated(Quat.fromAxisAngle(j.axis, q));
        };
    }
}
