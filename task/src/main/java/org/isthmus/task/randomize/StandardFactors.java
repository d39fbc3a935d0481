package org.isthmus.task.randomize;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.task.image.CameraSpec;

/// Factors that suit any scene: what DexSim's Table 1 and the lecture's list name, with moderate ranges.
public final class StandardFactors {
    private static final double DEGREE = Math.PI / 180;

    private StandardFactors() {}

    /// What changes how things move: masses and friction of loose bodies, gains of actuators, damping and inertia of joints.
    public static List<Factor> physics(Scene scene) {
        List<Factor> factors = new ArrayList<>();
        for (String body : looseBodies(scene)) {
            factors.add(Factor.semantic("mass of " + body, Sampler.logUniform(0.7, 1.4), Targets.mass(List.of(body))));
        }
        List<String> geoms = scene.bodies().stream().flatMap(b -> b.geoms.stream())
                .filter(g -> g.contype != 0 || g.conaffinity != 0).map(g -> g.name).filter(n -> n != null)
                .map(String::valueOf).toList();
        if (!geoms.isEmpty()) {
            factors.add(Factor.semantic("friction", Sampler.logUniform(0.7, 1.4), Targets.friction(geoms)));
        }
        factors.add(Factor.semantic("actuator gains", Sampler.uniform(0.9, 1.1), Targets.gains(List.of())));
        factors.add(Factor.semantic("joint damping", Sampler.logUniform(0.7, 1.4), Targets.damping()));
        factors.add(Factor.semantic("rotor inertia", Sampler.logUniform(0.8, 1.25), Targets.armature()));
        return factors;
    }

    /// Sizes of loose bodies that are upright simple solids, by DexSim's 0.9 to 1.1.
    public static List<Factor> shapes(Scene scene) {
        List<Factor> factors = new ArrayList<>();
        for (String body : looseBodies(scene)) {
            List<Geom> geoms = Objects.requireNonNull(scene.body(body)).geoms;
            if (geoms.size() == 1 && Targets.canGrow(geoms.getFirst().type)) {
                factors.add(Factor.semantic("size of " + body, Sampler.uniform(0.9, 1.1), Targets.grown(body)));
            }
        }
        return factors;
    }

    /// What changes how things are seen: light, surroundings, surfaces of named geoms of loose bodies and of the table's board, cameras.
    public static List<Factor> looks(Scene scene, List<CameraSpec> cameras) {
        List<Factor> factors = new ArrayList<>();
        factors.add(Factor.invariant("light", Sampler.all(Sampler.uniform(-Math.PI, Math.PI),
                Sampler.uniform(0.4, 1.4), Sampler.uniform(0.6, 1.4)), LookTargets.light()));
        factors.add(Factor.invariant("background", Sampler.repeat(9, Sampler.uniform(0.35, 0.85)),
                LookTargets.background()));
        if (scene.geom("board") != null) {
            factors.add(Factor.invariant("table texture", LookTargets.anySurface(),
                    LookTargets.surface(List.of("board"))));
        }
        for (String body : looseBodies(scene)) {
            List<String> geoms = geomsOf(scene, body);
            if (!geoms.isEmpty()) {
                factors.add(Factor.invariant("texture of " + body, LookTargets.anySurface(),
                        LookTargets.surface(geoms)));
            }
        }
        for (CameraSpec camera : cameras) {
            String name = camera.name();
            factors.add(Factor.invariant("position of camera " + name, Sampler.repeat(3, Sampler.uniform(-0.05, 0.05)),
                    LookTargets.cameraPosition(name)));
            factors.add(Factor.invariant("orientation of camera " + name,
                    Sampler.repeat(3, Sampler.uniform(-5 * DEGREE, 5 * DEGREE)), LookTargets.cameraOrientation(name)));
            factors.add(Factor.invariant("focus of camera " + name, Sampler.logUniform(0.87, 1.15),
                    LookTargets.cameraFocus(name)));
        }
        return factors;
    }

    private static List<String> looseBodies(Scene scene) {
        return scene.bodies().stream().filter(b -> b.name != null)
                .filter(b -> b.joints.stream().anyMatch(j -> j.type == JointType.FREE)).map(StandardFactors::name)
                .toList();
    }

    private static List<String> geomsOf(Scene scene, String body) {
        Body found = scene.body(body);
        return found == null ? List.of()
                : found.geoms.stream().map(g -> g.name).filter(n -> n != null).map(String::valueOf).toList();
    }

    private static String name(Body body) {
        return String.valueOf(body.name);
    }
}
