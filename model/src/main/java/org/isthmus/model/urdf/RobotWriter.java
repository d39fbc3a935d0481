package org.isthmus.model.urdf;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.linkage.Linkage;
import org.isthmus.model.linkage.Numbers;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.CompilerOptions;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.scene.Site;
import org.isthmus.model.scene.Transmission;
import org.isthmus.model.scene.VelocityLimits;
import org.isthmus.model.xml.XmlWriter;

/// One writing of one scene.
final class RobotWriter {
    private static final Set<String> ACTUATOR_WRITTEN = Set.of("name", "class", "group", "gear");

    private final Scene scene;
    private final Losses losses;
    private final XmlWriter xml = new XmlWriter();
    private final UniqueNames linkNames = new UniqueNames();
    private final UniqueNames jointNames = new UniqueNames();
    private final Map<Body, String> links = new IdentityHashMap<>();
    /// Equalities that couple a joint to another linearly, by the joint that follows.
    private final Map<String, Equality> mimics = new HashMap<>();
    private final LinkWriter linkWriter;
    private final JointWriter jointWriter;

    RobotWriter(Scene scene, Model model, Losses losses) {
        this.scene = scene;
        this.losses = losses;
        links.put(scene.world, linkNames.take(Linkage.WORLD));
        scene.bodies().forEach(
                body -> links.computeIfAbsent(body, b -> linkNames.take(b.name == null ? "body" : b.name)));
        scene.bodies().forEach(body -> body.joints.forEach(j -> {
            if (j.name != null) {
                jointNames.take(j.name);
            }
        }));
        findMimics();
        linkWriter = new LinkWriter(scene, model, xml, losses);
        jointWriter = new JointWriter(scene, xml, losses, mimics, VelocityLimits.of(scene));
    }

    String write() {
        xml.open("robot").attribute("name", scene.name);
        writeOptions();
        linkWriter.writeMaterials();
        List<Body> children = scene.world.children;
        if (isWorldNeeded()) {
            linkWriter.write(scene.world, Linkage.WORLD);
            children.forEach(child -> hang(child, Linkage.WORLD));
        } else {
            writeTree(children.getFirst());
        }
        scene.actuators.forEach(this::writeActuator);
        scene.bodies().forEach(this::writeSites);
        reportLosses();
        return xml.close().toString();
    }

    /// Whether the root is more than one body fixed at the origin.
    private boolean isWorldNeeded() {
        Body world = scene.world;
        if (!world.geoms.isEmpty() || !world.sites.isEmpty() || world.children.size() != 1) {
            return true;
        }
        Body base = world.children.getFirst();
        return !base.joints.isEmpty() || !base.pose().equals(Pose.IDENTITY);
    }

    private void writeTree(Body body) {
        linkWriter.write(body, link(body));
        body.children.forEach(child -> hang(child, link(body)));
    }

    private String link(Body body) {
        return links.getOrDefault(body, "");
    }

    /// Writes the joints that connect a body to its parent, then the body and all below it.
    private void hang(Body body, String parent) {
        String name = link(body);
        String from = parent;
        Pose before = body.pose();
        for (Joint joint : body.joints) {
            boolean last = joint == body.joints.getLast() && joint.pos.length() == 0;
            String jointName = joint.name == null ? jointNames.take(name + "_joint") : joint.name;
            String to = last || joint.type == JointType.FREE ? name : linkNames.take(name + "_" + jointName);
            jointWriter.write(joint, jointName, from, to, before);
            if (!to.equals(name)) {
                xml.open("link").attribute("name", to).close();
            }
            before = Pose.at(joint.pos.negate());
            from = to;
        }
        if (!from.equals(name)) {
            jointWriter.writeFixed(jointNames.take(name + "_fixed"), from, name, before);
        }
        writeTree(body);
    }

    private void writeOptions() {
        CompilerOptions compiler = new CompilerOptions();
        PhysicsOptions physics = new PhysicsOptions();
        Set<String> notForUrdf = Set.of("autolimits");
        if (Losses.different(scene.compiler, compiler, CompilerOptions.SCHEMA, notForUrdf).isEmpty()
                && Losses.different(scene.physics, physics, PhysicsOptions.SCHEMA, Set.of()).isEmpty()) {
            return;
        }
        xml.open("mujoco");
        writeDifferent("compiler", scene.compiler, compiler, CompilerOptions.SCHEMA, notForUrdf);
        writeDifferent("option", scene.physics, physics, PhysicsOptions.SCHEMA, Set.of());
        xml.close();
    }

    private <E> void writeDifferent(String tag, E options, E defaults, Schema<E> schema, Set<String> except) {
        if (Losses.different(options, defaults, schema, except).isEmpty()) {
            return;
        }
        xml.open(tag);
        schema.attributes().stream().filter(a -> !except.contains(a.name()) && !a.same(options, defaults))
                .forEach(a -> {
                    String value = a.format(options);
                    if (value != null) {
                        xml.attribute(a.name(), value);
                    }
                });
        xml.close();
    }

    /// The first equality of each joint that fits `mimic`; others are lost.
    private void findMimics() {
        int lost = 0;
        for (Equality equality : scene.equalities) {
            double[] c = equality.polycoef;
            boolean linear = equality.type == EqualityType.JOINT && equality.active && equality.second != null
                    && c[2] == 0 && c[3] == 0 && c[4] == 0;
            if (!linear || mimics.putIfAbsent(String.valueOf(equality.first), equality) != null) {
                lost++;
            }
        }
        losses.leftOut(lost, "equalities other than a joint that follows another linearly", null);
    }

    private void writeActuator(Actuator actuator) {
        Joint joint = actuator.target == null ? null : scene.joint(actuator.target);
        if (actuator.transmission != Transmission.JOINT || joint == null) {
            losses.add("actuator", actuator, "left out", "URDF knows actuators of joints only");
            return;
        }
        String name = String.valueOf(actuator.name == null ? joint.name : actuator.name);
        xml.open("transmission").attribute("name", name);
        xml.open("type").text("transmission_interface/SimpleTransmission").close();
        xml.open("joint").attribute("name", String.valueOf(joint.name));
        xml.open("hardwareInterface").text("hardware_interface/" + Servo.of(actuator).hardwareInterface()).close();
        xml.close();
        xml.open("actuator").attribute("name", name);
        xml.open("mechanicalReduction").text(Numbers.text(actuator.gear[0])).close();
        xml.close().close();
        losses.addAttributes("actuator", actuator, Actuator.SCHEMA, ACTUATOR_WRITTEN);
    }

    private void writeSites(Body body) {
        for (Site site : body.sites) {
            if (site.name != null) {
                xml.open("frame").attribute("name", site.name).attribute("link", link(body));
                writePose(xml, site.pose());
                xml.close();
            }
        }
    }

    /// Adds the attributes `xyz` and `rpy`.
    static void writePose(XmlWriter xml, Pose pose) {
        xml.attribute("xyz", Numbers.text(pose.position().toArray()));
        if (!pose.rotation().equals(Quat.IDENTITY)) {
            xml.attribute("rpy", Numbers.text(Rpy.of(pose.rotation())));
        }
    }

    /// Adds a child `origin` unless the pose is the identity.
    static void writeOrigin(XmlWriter xml, Pose pose) {
        if (!pose.equals(Pose.IDENTITY)) {
            writePose(xml.open("origin"), pose);
            xml.close();
        }
    }

    private void reportLosses() {
        List<Body> bodies = scene.bodies();
        losses.leftOut(bodies.stream().mapToInt(b -> b.cameras.size()).sum(), "cameras", null);
        losses.leftOut(bodies.stream().mapToInt(b -> b.lights.size()).sum(), "lights", null);
        losses.leftOut((int) bodies.stream().flatMap(b -> b.sites.stream()).filter(s -> s.name == null).count(),
                "sites without a name", "name them");
        losses.leftOut(scene.contactPairs.size(), "contact pairs", null);
        losses.leftOut(scene.contactExclusions.size(), "contact exclusions", "state them in an SRDF file");
        losses.leftOut(scene.tendons.size(), "tendons", null);
        losses.leftOut(scene.sensors.size(), "sensors", null);
        losses.leftOut(scene.keyframes.size(), "keyframes", "state them in an SRDF file");
        losses.leftOut(scene.physics.switched.size(), "switched parts of physics", null);
        losses.leftOut((int) scene.customFields.stream().filter(f -> !isVelocityLimit(f)).count(), "custom fields",
                null);
    }

    private static boolean isVelocityLimit(CustomField field) {
        return field instanceof CustomField.Tuple && field.name().endsWith(VelocityLimits.FIELD);
    }
}
