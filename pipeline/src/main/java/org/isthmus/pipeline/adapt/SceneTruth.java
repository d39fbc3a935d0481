package org.isthmus.pipeline.adapt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.dataset.annotation.Annotations;
import org.isthmus.dataset.annotation.Annotations.Keypoint;
import org.isthmus.dataset.annotation.Annotations.Thing;
import org.isthmus.dataset.annotation.ViewLabels;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.render.Frames;
import org.isthmus.render.RenderSession;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.label.Keypoints;
import org.isthmus.render.label.ObjectLabel;
import org.isthmus.render.label.ObjectLabels;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;

/// What is true of a scene's objects, as [Annotations] has it.
///
/// Objects are the trees of bodies that hang in the world, named as their topmost body; their categories are these names without numbers at the
/// end. Keypoints are the sites of the topmost bodies.
public final class SceneTruth {
    /// How far behind what is seen a keypoint still counts as on its surface: m, and in widths of a pixel there, since surfaces lean.
    private static final double ON_SURFACE = 0.002;
    private static final double PIXELS = 3;

    private final RenderScene scene;
    private final Annotations what;
    /// [N] topmost body of each object
    private final List<Integer> bodies;

    /// @param at the scene in a configuration
    public SceneTruth(Model model, RenderScene scene, Kinematics at, List<Annotations.View> views) {
        this.scene = scene;
        TreeSet<Integer> objects = new TreeSet<>();
        scene.instances().stream().filter(i -> i.object() > 0).forEach(i -> objects.add(i.object()));
        bodies = List.copyOf(objects);
        what = annotations(model, at, views);
    }

    private Annotations annotations(Model model, Kinematics at, List<Annotations.View> views) {
        List<Thing> things = new ArrayList<>();
        Set<String> categories = new LinkedHashSet<>();
        for (int body : bodies) {
            String name = model.names().name(ObjectType.BODY, body);
            String shown = name.isEmpty() ? "body" + body : name;
            String category = shown.replaceAll("[_.-]?[0-9]+$", "");
            categories.add(category.isEmpty() ? shown : category);
            things.add(new Thing(shown, List.copyOf(categories).indexOf(category.isEmpty() ? shown : category) + 1,
                    box(body, at)));
        }
        List<Keypoint> keypoints = new ArrayList<>();
        for (int s = 0; s < model.sizes().nsite(); s++) {
            int object = bodies.indexOf(model.sites().bodyId().get(s)) + 1;
            if (object > 0) {
                Vec3 p = model.sites().pos().vec3(s);
                String name = model.names().name(ObjectType.SITE, s);
                keypoints.add(new Keypoint(name.isEmpty() ? "site" + s : name, object, p.x(), p.y(), p.z()));
            }
        }
        return new Annotations(things, List.copyOf(categories), keypoints, 0, views);
    }

    /// The box around an object in its own frame.
    private List<Double> box(int body, Kinematics at) {
        Pose toObject = at.bodyPose(body).inverse();
        WorldState own = new WorldState(scene);
        Aabb box = Aabb.EMPTY;
        for (int i = 0; i < scene.instances().size(); i++) {
            int geom = scene.instances().get(i).geom();
            if (scene.instances().get(i).object() == body && geom >= 0) {
                double[] m = Arrays.copyOfRange(at.geomXmat, 9 * geom, 9 * geom + 9);
                Rotation r = new Rotation(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]);
                own.place(i, toObject.times(new Pose(Vec3.of(at.geomXpos, 3 * geom), r.toQuat())));
                box = box.union(own.bounds(i));
            }
        }
        return List.of(box.min().x(), box.min().y(), box.min().z(), box.max().x(), box.max().y(), box.max().z());
    }

    public Annotations annotations() {
        return what;
    }

    /// [N] the topmost body of each object
    public List<Integer> bodies() {
        return bodies;
    }

    /// [N][7] where objects are: `X_WO`
    public double[] poses(Kinematics at) {
        double[] out = new double[Annotations.POSE * bodies.size()];
        for (int i = 0; i < bodies.size(); i++) {
            write(at.bodyPose(bodies.get(i)), out, Annotations.POSE * i);
        }
        return out;
    }

    /// What is true of an image.
    ///
    /// @param session that draws each object alone
    /// @param rgb [height][width][3] its colours
    /// @param truth depth and objects of the view, of its only image; normals and flow where views have them
    public ViewLabels labels(RenderSession session, WorldState world, View view, Kinematics at, byte[] rgb,
            Frames truth) {
        int[] instances = new int[truth.pixels()];
        for (int i = 0; i < instances.length; i++) {
            instances[i] = bodies.indexOf(truth.object()[i]) + 1;
        }
        boolean[][] amodal = new boolean[bodies.size()][truth.pixels()];
        for (ObjectLabel label : ObjectLabels.of(session, world, view)) {
            amodal[bodies.indexOf(label.object())] = label.mask();
        }
        double[] pose = new double[Annotations.POSE];
        write(view.pose(), pose, 0);
        Camera camera = view.camera();
        return new ViewLabels(new double[]{camera.fx(), camera.fy(), camera.cx(), camera.cy()}, pose, rgb,
                truth.depth(), instances, amodal, keypoints(view, at, truth), truth.normal(), truth.flow());
    }

    private float[] keypoints(View view, Kinematics at, Frames truth) {
        List<Vec3> points = what.keypoints().stream().map(k -> at.bodyPose(bodies.get(k.object() - 1))
                .transform(new Vec3(k.x(), k.y(), k.z()))).toList();
        float[] out = new float[3 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            double depth = view.pose().inverseTransform(points.get(i)).z();
            Keypoints.Keypoint point = Keypoints.project(List.of(points.get(i)), view, truth, 0,
                    ON_SURFACE + PIXELS * Math.abs(depth) / view.camera().fx()).getFirst();
            if (point.inImage() && point.depth() > 0) {
                out[3 * i] = (float) point.x();
                out[3 * i + 1] = (float) point.y();
                out[3 * i + 2] = point.visible() ? 2 : 1;
            }
        }
        return out;
    }

    /// Position (m) and quaternion (w, x, y, z).
    static void write(Pose pose, double[] out, int at) {
        out[at] = pose.position().x();
        out[at + 1] = pose.position().y();
        out[at + 2] = pose.position().z();
        pose.rotation().into(out, at + 3);
    }
}
