package org.isthmus.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.image.Image;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.physics.Contact;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.render.Frames;
import org.isthmus.render.camera.View;
import org.isthmus.render.picture.Colouring;
import org.isthmus.render.picture.Overlay;
import org.isthmus.render.scene.ModelCameras;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options of `isthmus render` for what is drawn over the picture, and the simulation before it.
final class OverlayOptions {
    /// What can be drawn over a picture.
    enum Kind {
        FRAMES, CONTACTS, TRAJECTORIES, CAMERAS, BOXES
    }

    private static final double MAX_SECONDS = 3600;
    /// Points of a trajectory.
    private static final int POINTS = 200;
    private static final int CONTACT = 0xFFA01C;
    private static final int CAMERA = 0xC850E0;
    private static final int BOX = 0x28C0B8;
    private static final int CAMERA_PIXELS = 480;

    @Option(names = "--overlay", paramLabel = "KIND", split = ",",
            description = "What to draw over the picture: frames, contacts, trajectories, cameras, boxes; several with commas between.")
    private Set<Kind> kinds = new TreeSet<>();

    @Option(names = "--simulate", paramLabel = "S", defaultValue = "0",
            description = "Simulated time before the picture is taken; ${DEFAULT-VALUE} if not given.")
    private double seconds;

    private List<Contact> contacts = List.of();
    /// Of each body, where it was.
    private final Map<Integer, List<Vec3>> ways = new LinkedHashMap<>();

    OverlayOptions() {}

    void check(CommandSpec spec) {
        if (!(seconds >= 0 && seconds <= MAX_SECONDS)) {
            throw new ParameterException(spec.commandLine(), "--simulate is " + seconds + ", expected 0 to 3600");
        }
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    /// Simulates from a configuration as long as wanted.
    ///
    /// @param qpos [nq] where the model begins
    /// @param ctrl [nu] controls, which stay
    /// @return [nq] where it ends
    double[] simulate(Model model, double[] qpos, double[] ctrl, Diagnostics diagnostics) {
        if (seconds == 0 && !kinds.contains(Kind.CONTACTS)) {
            return qpos;
        }
        try (Parallel pool = Parallel.of(1)) {
            WorldBatch world = PhysicsEngine.named("scalar-double").create(model, 1, pool, diagnostics);
            world.write(Quantity.QPOS, qpos);
            world.write(Quantity.CTRL, ctrl);
            long steps = Math.round(seconds / model.options().timestep);
            int chunk = (int) Math.max(1, steps / POINTS);
            double[] now = qpos.clone();
            Kinematics kinematics = new Kinematics(model);
            remember(kinematics, now);
            for (long done = 0; done < steps; done += chunk) {
                world.step((int) Math.min(chunk, steps - done));
                world.read(Quantity.QPOS, now);
                remember(kinematics, now);
            }
            if (kinds.contains(Kind.CONTACTS)) {
                contacts = world.contacts(0);
            }
            return now;
        }
    }

    private void remember(Kinematics kinematics, double[] qpos) {
        if (kinds.contains(Kind.TRAJECTORIES)) {
            kinematics.compute(qpos);
            for (int b = 1; b < kinematics.xpos.length / 3; b++) {
                ways.computeIfAbsent(b, k -> new ArrayList<>()).add(Vec3.of(kinematics.xpos, 3 * b));
            }
        }
    }

    /// Draws over a picture.
    ///
    /// @param frames with depth
    /// @param size of what is shown: half its diagonal, m
    Image over(Image image, Frames frames, View view, Model model, Kinematics kinematics, RenderScene scene,
            WorldState world, double size) {
        Overlay overlay = new Overlay(view);
        for (Kind kind : kinds) {
            switch (kind) {
                case FRAMES -> frames(overlay, kinematics, 0.09 * size);
                case CONTACTS -> contacts(overlay, size);
                case TRAJECTORIES -> trajectories(overlay, model, size);
                case CAMERAS -> cameras(overlay, model, kinematics, size);
                case BOXES -> boxes(overlay, kinematics, scene, world);
            }
        }
        return overlay.over(image, frames, 0);
    }

    private static Pose pose(Kinematics kinematics, int body) {
        return new Pose(Vec3.of(kinematics.xpos, 3 * body), Quat.of(kinematics.xquat, 4 * body));
    }

    private static void frames(Overlay overlay, Kinematics kinematics, double length) {
        for (int b = 0; b < kinematics.xpos.length / 3; b++) {
            overlay.frame(pose(kinematics, b), length);
        }
    }

    private void contacts(Overlay overlay, double size) {
        double most = contacts.stream().mapToDouble(c -> c.force().length()).max().orElse(0);
        for (Contact c : contacts) {
            Vec3 arrow = most > 0 ? c.force().times(0.5 * size / most) : Vec3.ZERO;
            overlay.contact(c.point(), c.normal(), arrow, 0.02 * size, CONTACT);
        }
    }

    /// The ways of bodies at the ends of trees.
    private void trajectories(Overlay overlay, Model model, double size) {
        Set<Integer> parents = new TreeSet<>();
        for (int b = 1; b < model.sizes().nbody(); b++) {
            parents.add(model.bodies().parentId().get(b));
        }
        ways.forEach((body, way) -> {
            boolean moved = way.stream().anyMatch(p -> p.distance(way.getFirst()) > 0.01 * size);
            if (!parents.contains(body) && moved) {
                overlay.path(way, Colouring.distinct(body));
            }
        });
    }

    private static void cameras(Overlay overlay, Model model, Kinematics kinematics, double size) {
        for (int c = 0; c < model.sizes().ncam(); c++) {
            int width = model.cameras().resolution().get(2 * c);
            int height = model.cameras().resolution().get(2 * c + 1);
            boolean sized = width > 1 && height > 1 && width <= 16_384 && height <= 16_384;
            overlay.frustum(ModelCameras.view(model, kinematics, c, sized ? width : CAMERA_PIXELS * 4 / 3,
                    sized ? height : CAMERA_PIXELS), 0.2 * size, CAMERA);
        }
    }

    /// Around each object, along the axes of its topmost body.
    private static void boxes(Overlay overlay, Kinematics kinematics, RenderScene scene, WorldState world) {
        Map<Integer, Aabb> all = new LinkedHashMap<>();
        for (int i = 0; i < scene.instances().size(); i++) {
            int object = scene.instances().get(i).object();
            if (object > 0) {
                Aabb box = inFrame(pose(kinematics, object), scene, world, i);
                all.merge(object, box, Aabb::union);
            }
        }
        all.forEach((object, box) -> overlay.box(box, pose(kinematics, object), BOX));
    }

    private static Aabb inFrame(Pose frame, RenderScene scene, WorldState world, int instance) {
        Aabb own = scene.meshes().get(scene.instances().get(instance).mesh()).bounds();
        Vec3[] corners = new Vec3[8];
        int at = WorldState.TRANSFORM * instance;
        double[] m = world.transforms;
        for (int k = 0; k < 8; k++) {
            double x = (k & 1) == 0 ? own.min().x() : own.max().x();
            double y = (k & 2) == 0 ? own.min().y() : own.max().y();
            double z = (k & 4) == 0 ? own.min().z() : own.max().z();
            corners[k] = frame.inverseTransform(new Vec3(m[at] * x + m[at + 1] * y + m[at + 2] * z + m[at + 3],
                    m[at + 4] * x + m[at + 5] * y + m[at + 6] * z + m[at + 7],
                    m[at + 8] * x + m[at + 9] * y + m[at + 10] * z + m[at + 11]));
        }
        return Aabb.around(corners);
    }
}
