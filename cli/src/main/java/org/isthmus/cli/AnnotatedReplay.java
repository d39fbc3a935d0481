package org.isthmus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.annotation.AnnotationWriter;
import org.isthmus.dataset.annotation.Annotations;
import org.isthmus.dataset.annotation.Annotations.Keypoint;
import org.isthmus.dataset.annotation.Annotations.Thing;
import org.isthmus.dataset.annotation.ViewLabels;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.label.Keypoints;
import org.isthmus.render.label.ObjectLabel;
import org.isthmus.render.label.ObjectLabels;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;

/// Records an episode again, with new images and all that is true of them.
///
/// Objects are the trees of bodies that hang in the world, named as their topmost body; their categories are these names without numbers at the
/// end. Keypoints are the sites of the topmost bodies. What the episode had of numbers is copied.
final class AnnotatedReplay {
    private static final String CAMERA = "view";
    private static final double METRES_PER_UNIT = 0.0002;
    /// How far behind what is seen a keypoint still counts as on its surface: m, and in widths of a pixel there, since surfaces lean.
    private static final double ON_SURFACE = 0.002;
    private static final double PIXELS = 3;

    private final Episode episode;
    private final EpisodeMotion motion;
    private final RenderScene scene;
    private final View view;
    private final List<Paint> colours;
    private final Kinematics kinematics;
    private final WorldState world;
    private final Annotations what;
    /// [N] topmost body of each object
    private final List<Integer> bodies;

    AnnotatedReplay(Episode episode, Model model, EpisodeMotion motion, RenderScene scene, View view,
            List<Paint> colours) {
        this.episode = episode;
        this.motion = motion;
        this.scene = scene;
        this.view = view;
        this.colours = colours;
        kinematics = new Kinematics(model);
        world = new WorldState(scene);
        TreeSet<Integer> objects = new TreeSet<>();
        scene.instances().stream().filter(i -> i.object() > 0).forEach(i -> objects.add(i.object()));
        bodies = List.copyOf(objects);
        kinematics.compute(motion.qpos().getFirst());
        what = annotations(model);
    }

    private Annotations annotations(Model model) {
        List<Thing> things = new ArrayList<>();
        Set<String> categories = new LinkedHashSet<>();
        for (int body : bodies) {
            String name = model.names().name(ObjectType.BODY, body);
            String shown = name.isEmpty() ? "body" + body : name;
            String category = shown.replaceAll("[_.-]?[0-9]+$", "");
            categories.add(category.isEmpty() ? shown : category);
            things.add(new Thing(shown, List.copyOf(categories).indexOf(category.isEmpty() ? shown : category) + 1,
                    box(body)));
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
        return new Annotations(things, List.copyOf(categories), keypoints, 0,
                List.of(new Annotations.View(CAMERA, view.camera().width(), view.camera().height(), METRES_PER_UNIT,
                        true, true)));
    }

    /// The box around an object in its own frame, as it is at first.
    private List<Double> box(int body) {
        Pose toObject = kinematics.bodyPose(body).inverse();
        WorldState own = new WorldState(scene);
        Aabb box = Aabb.EMPTY;
        for (int i = 0; i < scene.instances().size(); i++) {
            int geom = scene.instances().get(i).geom();
            if (scene.instances().get(i).object() == body && geom >= 0) {
                double[] m = Arrays.copyOfRange(kinematics.geomXmat, 9 * geom, 9 * geom + 9);
                Rotation r = new Rotation(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]);
                own.place(i, toObject.times(new Pose(Vec3.of(kinematics.geomXpos, 3 * geom), r.toQuat())));
                box = box.union(own.bounds(i));
            }
        }
        return List.of(box.min().x(), box.min().y(), box.min().z(), box.max().x(), box.max().y(), box.max().z());
    }

    /// Adds the episode to a store.
    void record(Path store, Diagnostics diagnostics) {
        Timing timing = motion.qpos().size() == episode.steps() ? Timing.STEPS : Timing.STATES;
        List<Channel> channels = new ArrayList<>(what.channels(timing));
        List<Channel> copied = episode.channels().stream().filter(c -> c.role() == Role.VALUES
                && channels.stream().noneMatch(other -> other.name().equals(c.name()))).toList();
        channels.addAll(copied);
        try (EpisodeStore to = EpisodeStore.openForWriting(store, 2, diagnostics);
                EpisodeWriter writer = to.begin(episode.info(), channels);
                Parallel pool = Parallel.ofAllProcessors();
                Progress progress = Progress.start("annotate", motion.qpos().size(), new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            RenderSession session = Renderer.named("cpu").open(scene, pool);
            AnnotationWriter annotations = new AnnotationWriter(what, writer);
            for (int row = 0; row < motion.qpos().size(); row++) {
                progress.checkCancelled();
                place(row);
                annotations.objects(poses());
                annotations.view(what.views().getFirst(), labels(session));
                progress.advance(1);
            }
            for (Channel channel : copied) {
                for (long row = 0; row < channel.rows(episode.steps()); row++) {
                    writer.append(channel.name(), episode.bytes(channel.name(), row, row + 1));
                }
            }
            writer.finish(episode.success(), episode.segments());
        }
    }

    private void place(int row) {
        kinematics.compute(motion.qpos().get(row));
        world.keepAsEarlier();
        world.place(kinematics);
        colours.forEach(paint -> paint.on(world));
        if (row == 0) {
            world.keepAsEarlier();
        }
    }

    private double[] poses() {
        double[] out = new double[Annotations.POSE * bodies.size()];
        for (int i = 0; i < bodies.size(); i++) {
            write(kinematics.bodyPose(bodies.get(i)), out, Annotations.POSE * i);
        }
        return out;
    }

    private static void write(Pose pose, double[] out, int at) {
        out[at] = pose.position().x();
        out[at + 1] = pose.position().y();
        out[at + 2] = pose.position().z();
        pose.rotation().into(out, at + 3);
    }

    private ViewLabels labels(RenderSession session) {
        Camera camera = view.camera();
        Frames colour = Frames.of(1, camera.width(), camera.height(), Output.RGB);
        session.render(world, view, Film.SETTINGS, colour);
        Frames truth = Frames.of(1, camera.width(), camera.height(), Output.DEPTH, Output.OBJECT, Output.NORMAL,
                Output.FLOW);
        session.render(world, view, RenderSettings.FAST, truth);
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
        return new ViewLabels(new double[]{camera.fx(), camera.fy(), camera.cx(), camera.cy()}, pose, colour.rgb(),
                truth.depth(), instances, amodal, keypoints(truth), truth.normal(), truth.flow());
    }

    private float[] keypoints(Frames truth) {
        List<Vec3> points = what.keypoints().stream().map(k -> kinematics.bodyPose(bodies.get(k.object() - 1))
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
}
