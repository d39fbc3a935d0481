package org.isthmus.model.robots;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.ContactExclusion;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Site;
import org.isthmus.model.scene.VelocityLimits;

/// Makes a scene of a description.
final class RobotBuilder {
    /// The name of the keyframe and of the free joint.
    static final String HOME = "home";
    private static final String ROOT = "root";
    /// Places are not drawn unless asked for.
    private static final int SITE_GROUP = 4;

    private final RobotDescription robot;
    private final Scene scene = new Scene();
    private final Map<String, Body> bodies = new LinkedHashMap<>();
    private final Set<Finish> finishes = EnumSet.noneOf(Finish.class);
    private final Map<String, Double> home = new LinkedHashMap<>();
    private final Map<String, Double> velocities = new LinkedHashMap<>();

    RobotBuilder(RobotDescription robot) {
        this.robot = robot;
        scene.name = robot.name();
    }

    Scene build() {
        robot.links().forEach(this::addLink);
        finishes.forEach(finish -> scene.materials.add(finish.material()));
        excludeContactsWithBase();
        robot.apart().forEach(pair -> exclude(pair.first(), pair.second()));
        robot.couplings().forEach(this::addCoupling);
        VelocityLimits.add(scene, velocities, SourceLocation.UNKNOWN);
        addHome();
        return scene;
    }

    private void addLink(Link link) {
        Body parent = link.parent() == null ? scene.world : bodies.get(link.parent());
        if (parent == null) {
            throw new IllegalArgumentException("link '" + link.name() + "' is on '" + link.parent()
                    + "', expected one of the links before it: " + bodies.keySet());
        }
        Body body = parent.addBody(link.name(), link.frame());
        bodies.put(link.name(), body);
        if (link.parent() == null && robot.stance() != null) {
            body.pos = body.pos.plus(new Vec3(0, 0, robot.stance()));
            body.addFreeJoint(ROOT);
        }
        if (link.joint() != null) {
            addJoint(body, link.joint());
        }
        addShapes(body, link);
        link.frames().forEach(frame -> addSite(body, frame));
    }

    private void addJoint(Body body, JointDescription description) {
        body.addJoint(description.name(), description.type(), joint -> {
            joint.axis = description.axis();
            joint.range[0] = description.lower();
            joint.range[1] = description.upper();
            joint.damping[0] = description.damping();
            joint.armature = description.armature();
        });
        home.put(description.name(), description.home());
        Drive drive = description.drive();
        if (drive != null) {
            scene.actuators.add(servo(description, drive));
            velocities.put(description.name(), drive.velocity());
        }
    }

    private static Actuator servo(JointDescription joint, Drive drive) {
        Actuator servo = new Actuator();
        servo.name = joint.name();
        servo.target = joint.name();
        servo.gainPrm[0] = drive.stiffness();
        servo.biasType = BiasType.AFFINE;
        servo.biasPrm[1] = -drive.stiffness();
        servo.biasPrm[2] = -drive.damping();
        servo.controlRange[0] = joint.lower();
        servo.controlRange[1] = joint.upper();
        servo.forceRange[0] = -drive.effort();
        servo.forceRange[1] = drive.effort();
        return servo;
    }

    private void addShapes(Body body, Link link) {
        double density = link.mass() == 0 ? 0 : link.mass() / link.solidVolume();
        int solids = 0;
        for (Shape shape : link.shapes()) {
            boolean solid = shape.role() != Shape.Role.DECOR;
            Geom geom = shape.geom(solid ? density * shape.volume() : 0);
            if (solid) {
                geom.name = solids == 0 ? link.name() : link.name() + "_" + solids;
                solids++;
            }
            body.geoms.add(geom);
            if (shape.role() == Shape.Role.GRIP) {
                GraspSettings.applyTo(scene.physics);
            }
            finishes.add(shape.finish());
        }
    }

    private static void addSite(Body body, Link.Frame frame) {
        Site site = body.addSite(frame.name(), frame.pose());
        site.size[0] = frame.zone();
        site.group = SITE_GROUP;
    }

    /// A link and its parent do not collide by themselves, unless the parent is fixed to the world.
    private void excludeContactsWithBase() {
        String base = robot.links().getFirst().name();
        if (robot.stance() != null) {
            return;
        }
        for (Link link : robot.links()) {
            if (base.equals(link.parent()) && link.joint() != null) {
                exclude(base, link.name());
            }
        }
    }

    private void exclude(String first, String second) {
        ContactExclusion exclusion = new ContactExclusion();
        exclusion.body1 = first;
        exclusion.body2 = second;
        scene.contactExclusions.add(exclusion);
    }

    private void addCoupling(Coupling coupling) {
        Equality equality = new Equality(EqualityType.JOINT);
        equality.name = coupling.follower();
        equality.first = coupling.follower();
        equality.second = coupling.leader();
        equality.polycoef[0] = coupling.offset();
        equality.polycoef[1] = coupling.ratio();
        scene.equalities.add(equality);
    }

    private void addHome() {
        Keyframe key = new Keyframe();
        key.name = HOME;
        List<Double> qpos = new ArrayList<>();
        scene.world.forEach(body -> body.joints.forEach(joint -> {
            if (joint.type == JointType.FREE) {
                addPose(qpos, body.pose());
            } else {
                qpos.add(home.getOrDefault(joint.name, 0.0));
            }
        }));
        key.qpos = qpos.stream().mapToDouble(Double::doubleValue).toArray();
        key.ctrl = scene.actuators.stream().mapToDouble(a -> home.getOrDefault(a.target, 0.0)).toArray();
        scene.keyframes.add(key);
    }

    private static void addPose(List<Double> qpos, Pose pose) {
        for (double p : pose.position().toArray()) {
            qpos.add(p);
        }
        for (double q : pose.rotation().toArray()) {
            qpos.add(q);
        }
    }
}
