package org.isthmus.model.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.JointTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mesh.Topology;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;

/// Finds what compiles but is probably not meant.
public final class Problems {
    /// A moving body with less, its joints' rotors included, makes simulation stiff or wrong, kg·m².
    public static final double LEAST_INERTIA = 1e-9;
    /// How far a keyframe may be beyond a joint's limit, rad or m.
    private static final double KEYFRAME_SLACK = 1e-6;

    private final Scene scene;
    private final Model model;
    private final Diagnostics diagnostics = new Diagnostics();

    private Problems(Scene scene, Model model) {
        this.scene = scene;
        this.model = model;
    }

    /// What was found before, and what is found now: meshes that give a mass and are not closed, moving bodies almost without
    /// inertia, actuators without any limit, keyframes beyond limits of joints.
    ///
    /// @param scene what `model` was compiled from
    public static List<Diagnostic> of(Scene scene, Model model, List<Diagnostic> found) {
        Problems problems = new Problems(scene, model);
        problems.checkMeshes();
        problems.checkInertias();
        problems.scene.actuators.forEach(problems::check);
        problems.scene.keyframes.forEach(problems::check);
        List<Diagnostic> all = new ArrayList<>(found);
        all.addAll(problems.diagnostics.list());
        return all;
    }

    private void checkMeshes() {
        Set<String> weighing = new HashSet<>();
        scene.world.forEach(body -> body.geoms.forEach(geom -> {
            if (geom.mesh != null && weighs(body, geom)) {
                weighing.add(geom.mesh);
            }
        }));
        for (MeshAsset mesh : scene.meshes) {
            if (mesh.geometry != null && mesh.name != null && weighing.contains(mesh.name)) {
                Topology.of(mesh.geometry).report(mesh.source, diagnostics);
            }
        }
    }

    /// Whether the body gets mass from the geom.
    private static boolean weighs(Body body, Geom geom) {
        boolean hasMass = Double.isNaN(geom.mass) ? geom.density > 0 : geom.mass > 0;
        return body.inertial == null && hasMass;
    }

    private void checkInertias() {
        List<Body> bodies = scene.bodies();
        if (bodies.size() != model.sizes().nbody()) {
            return; // bodies were merged
        }
        for (int b = 1; b < bodies.size(); b++) {
            Body body = bodies.get(b);
            double armature = body.joints.stream().mapToDouble(j -> j.armature).max().orElse(0);
            Vec3 moments = model.bodies().inertia().vec3(b);
            double least = Math.min(moments.x(), Math.min(moments.y(), moments.z()));
            if (!body.joints.isEmpty() && body.children.isEmpty() && least + armature < LEAST_INERTIA) {
                diagnostics.warning(body.source,
                        "body " + body.label() + " moves and has almost no inertia (" + text(least) + " kg m^2)",
                        "at least " + text(LEAST_INERTIA), "correct its mass, or give its joint an armature");
            }
        }
    }

    private void check(Actuator actuator) {
        int id = scene.actuators.indexOf(actuator);
        boolean limited = model.actuators().forceLimited().get(id) != 0
                || model.actuators().ctrlLimited().get(id) != 0 || jointLimitsForce(id);
        if (!limited) {
            diagnostics.warning(actuator.source,
                    "actuator " + actuator.label() + " has a limit neither of control nor of force", "",
                    "give it a ctrlrange or a forcerange");
        }
    }

    private boolean jointLimitsForce(int actuator) {
        int joint = model.actuators().trnId().get(2 * actuator);
        boolean onJoint = model.actuators().trnType().get(actuator) == 0 && joint >= 0;
        return onJoint && model.joints().actFrcLimited().get(joint) != 0;
    }

    private void check(Keyframe key) {
        JointTable joints = model.joints();
        if (key.qpos.length != model.sizes().nq()) {
            return; // the default, or told by the compiler
        }
        for (int j = 0; j < model.sizes().njnt(); j++) {
            JointType type = JointType.values()[joints.type().get(j)];
            boolean scalar = type == JointType.HINGE || type == JointType.SLIDE;
            double q = key.qpos[joints.qposAdr().get(j)];
            double lower = joints.range().get(2 * j);
            double upper = joints.range().get(2 * j + 1);
            boolean within = q >= lower - KEYFRAME_SLACK && q <= upper + KEYFRAME_SLACK;
            if (scalar && joints.limited().get(j) != 0 && !within) {
                String name = model.names().name(ObjectType.JOINT, j);
                diagnostics.warning(key.source,
                        "keyframe " + key.label() + " has joint '" + name + "' at " + text(q) + ", beyond its limits",
                        text(lower) + " to " + text(upper), "");
            }
        }
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
