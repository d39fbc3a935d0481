package org.isthmus.model.urdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.linkage.Numbers;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `transmission` (ROS 1) and `ros2_control` into actuators, one for each joint.
final class Transmissions {
    private final Scene scene;
    private final Fields fields;
    private final Diagnostics diagnostics;
    private final Numbers numbers;
    private final Map<String, Joint> joints;
    private final Map<String, Double> velocityLimits;
    private final UniqueNames names = new UniqueNames();
    private final Set<String> driven = new HashSet<>();

    Transmissions(Scene scene, Fields fields, JointReader joints) {
        this.scene = scene;
        this.fields = fields;
        this.diagnostics = fields.diagnostics;
        this.numbers = new Numbers(diagnostics);
        this.joints = joints.scalarJoints();
        this.velocityLimits = joints.velocityLimits();
    }

    void read(XmlElement robot) {
        for (XmlElement child : robot.children()) {
            switch (child.name()) {
                case "transmission" -> readTransmission(child);
                case "ros2_control" -> child.children("joint").forEach(this::readControlled);
                default -> {
                    // other parts of the robot
                }
            }
        }
    }

    private void readTransmission(XmlElement transmission) {
        List<XmlElement> ends = transmission.children("joint");
        List<XmlElement> motors = transmission.children("actuator");
        if (ends.isEmpty()) {
            diagnostics.warning(transmission.location(), "the transmission has no 'joint': it is left out", "one", "");
        }
        if (ends.size() > 1) {
            diagnostics.warning(transmission.location(),
                    "the transmission couples " + ends.size() + " joints: each gets an actuator of its own",
                    "one joint", "couple them by a tendon in the scene");
        }
        for (int i = 0; i < ends.size(); i++) {
            readEnd(transmission, ends.get(i), i < motors.size() ? motors.get(i) : null);
        }
    }

    private void readEnd(XmlElement transmission, XmlElement end, @Nullable XmlElement motor) {
        List<Servo> interfaces = new ArrayList<>();
        collectInterfaces(end, interfaces);
        if (motor != null) {
            collectInterfaces(motor, interfaces);
        }
        double reduction = reduction(motor, reduction(end, reduction(transmission, 1)));
        add(end, motor == null ? "" : motor.attribute("name", ""), interfaces, Servo.EFFORT, reduction);
    }

    private void collectInterfaces(XmlElement parent, List<Servo> into) {
        for (XmlElement element : parent.children("hardwareInterface")) {
            into.addAll(servos(element.text(), element.location()));
        }
    }

    /// The servo that an interface's name means; none for those that only measure.
    private List<Servo> servos(String name, SourceLocation at) {
        String plain = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (plain.contains("state")) {
            return List.of();
        }
        for (Servo servo : Servo.values()) {
            if (plain.contains(servo.name().toLowerCase(Locale.ROOT))) {
                return List.of(servo);
            }
        }
        diagnostics.warning(at, "the interface '" + name + "' is not known", "one for position, velocity or effort",
                "");
        return List.of();
    }

    private double reduction(@Nullable XmlElement parent, double otherwise) {
        XmlElement element = parent == null ? null : parent.child("mechanicalReduction");
        if (element == null) {
            return otherwise;
        }
        double[] value = numbers.parse(element.text(), 1, "'mechanicalReduction'", element.location());
        if (value == null || value[0] == 0) {
            if (value != null) {
                diagnostics.error(element.location(), "'mechanicalReduction' is 0", "a number other than 0", "");
            }
            return otherwise;
        }
        return value[0];
    }

    private void readControlled(XmlElement joint) {
        List<Servo> interfaces = new ArrayList<>();
        for (XmlElement command : joint.children("command_interface")) {
            interfaces.addAll(servos(command.attribute("name", ""), command.location()));
        }
        if (!interfaces.isEmpty()) {
            add(joint, "", interfaces, interfaces.getFirst(), 1);
        }
    }

    private void add(XmlElement end, String motorName, List<Servo> interfaces, Servo otherwise, double reduction) {
        String name = end.attribute("name", "");
        Joint joint = joints.get(name);
        if (joint == null) {
            diagnostics.warning(end.locationOf("name"),
                    "joint '" + name + "' of the transmission cannot be driven: the actuator is left out",
                    "a revolute, continuous or prismatic joint", fields.nearest(name, joints.keySet()));
            return;
        }
        if (!driven.add(name)) {
            diagnostics.warning(end.location(),
                    "joint '" + name + "' is driven a second time: this actuator is left out",
                    "one actuator for each joint", "");
            return;
        }
        Servo servo = interfaces.isEmpty() ? otherwise : interfaces.getFirst();
        if (interfaces.stream().distinct().count() > 1) {
            diagnostics.warning(end.location(), "joint '" + name + "' has several interfaces: it is driven by "
                    + servo.name().toLowerCase(Locale.ROOT), "one interface", "");
        }
        Actuator actuator = servo.actuator(joint, reduction, velocityLimits.getOrDefault(name, 0.0));
        actuator.name = names.take(motorName.isBlank() ? name : motorName);
        actuator.source = end.location();
        scene.actuators.add(actuator);
    }
}
