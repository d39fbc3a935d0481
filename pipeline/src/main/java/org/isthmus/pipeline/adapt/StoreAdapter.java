package org.isthmus.pipeline.adapt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.annotation.AnnotationWriter;
import org.isthmus.dataset.annotation.Annotations;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Contact;
import org.isthmus.pipeline.RecordedWorlds;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.Renderer;
import org.isthmus.task.Task;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.image.ObjectCloud;
import org.isthmus.task.image.ObjectMask;

/// Adds views of objects to recorded episodes: the same motion, drawn again with all that the renderer knows of it.
///
/// Episode n of the new store is episode n of the old one with more channels; those that are there already stay, so what was interrupted goes on.
public final class StoreAdapter {
    private static final double METRES_PER_UNIT = 0.0002;
    private static final String TOOL = "tcp";
    /// Numbers of an affordance: the step, the tool in the world, the tool in the object's frame.
    private static final int AFFORDANCE = 1 + 2 * Annotations.POSE;
    private static final int WORLDS = 8;

    private final Set<ObjectView> views;
    private final RecordedWorlds worlds;
    /// Those that are drawn.
    private final List<CameraSpec> cameras;
    private final SceneTruth truth;
    private final RenderSession alone;
    private final int tool;
    /// The topmost body of the robot; −1: there is none with a tool.
    private final int robot;
    /// Topmost bodies of what moves and is not the robot.
    private final List<Integer> movable = new ArrayList<>();

    /// An episode on its way into the new store.
    private record Tape(int world, Episode episode, EpisodeWriter writer, AnnotationWriter annotations,
            List<Channel> copied, double[] affordance) {}

    private StoreAdapter(Task task, Set<ObjectView> views, int count, Parallel pool) {
        this.views = views;
        cameras = views.stream().anyMatch(ObjectView::needsImages) ? task.cameras() : List.of();
        Set<Output> outputs = EnumSet.of(Output.RGB, Output.DEPTH, Output.OBJECT, Output.POSITION);
        worlds = new RecordedWorlds(task.withCameras(task.cameras().stream().map(c -> c.with(outputs)).toList()), count,
                pool);
        Model model = worlds.model();
        Kinematics reference = new Kinematics(model);
        reference.compute(model.qpos0().toArray());
        truth = new SceneTruth(model, worlds.scene(), reference, cameras.stream().map(c -> new Annotations.View(
                c.name(), c.camera().width(), c.camera().height(), METRES_PER_UNIT, false, false)).toList());
        alone = Renderer.named("cpu").open(worlds.scene(), pool);
        tool = tool(model);
        robot = tool < 0 ? -1 : model.bodies().rootId().get(model.sites().bodyId().get(tool));
        truth.bodies().stream().filter(body -> body != robot && moves(body)).forEach(movable::add);
    }

    /// The first site that is named as tools are; −1: none.
    private static int tool(Model model) {
        List<String> sites = model.names().all(ObjectType.SITE);
        for (int s = 0; s < sites.size(); s++) {
            if (sites.get(s).equals(TOOL) || sites.get(s).endsWith("/" + TOOL)) {
                return s;
            }
        }
        return -1;
    }

    /// Adapts a store.
    ///
    /// @param task of all its episodes, with cameras as they were recorded
    /// @param progress advances by one with each episode
    public static void adapt(Task task, EpisodeStore from, EpisodeStore to, Set<ObjectView> views, Parallel pool,
            Progress progress, Diagnostics diagnostics) {
        List<EpisodeEntry> due = from.episodes().stream().filter(e -> to.find(e.number()).isEmpty()).toList();
        progress.resumeFrom(from.episodes().size() - due.size());
        if (due.isEmpty()) {
            return;
        }
        int count = Math.min(WORLDS, due.size());
        StoreAdapter adapter = new StoreAdapter(task, views, count, pool);
        for (int first = 0; first < due.size(); first += count) {
            adapter.adapt(due.subList(first, Math.min(due.size(), first + count)), from, to, progress, diagnostics);
        }
    }

    private void adapt(List<EpisodeEntry> some, EpisodeStore from, EpisodeStore to, Progress progress,
            Diagnostics diagnostics) {
        List<Tape> tapes = new ArrayList<>();
        try {
            for (EpisodeEntry entry : some) {
                tapes.add(open(tapes.size(), entry, from, to, diagnostics));
            }
            long longest = some.stream().mapToLong(EpisodeEntry::steps).max().orElse(0);
            for (long row = 0; row <= longest; row++) {
                progress.checkCancelled();
                append(tapes, row);
            }
            for (Tape tape : tapes) {
                tape.writer.finish(tape.episode.success(), tape.episode.segments());
                progress.advance(1);
            }
        } finally {
            tapes.forEach(tape -> {
                tape.writer.close();
                tape.episode.close();
            });
        }
    }

    private Tape open(int world, EpisodeEntry entry, EpisodeStore from, EpisodeStore to, Diagnostics diagnostics) {
        Episode episode = from.read(entry.number(), diagnostics);
        worlds.begin(world, entry.info());
        List<Channel> channels = channels();
        List<Channel> copied = episode.channels().stream()
                .filter(c -> channels.stream().noneMatch(other -> other.name().equals(c.name()))).toList();
        channels.addAll(copied);
        EpisodeWriter writer = to.begin(entry.number(), episode.info(), channels);
        return new Tape(world, episode, writer, new AnnotationWriter(truth.annotations(), writer), copied,
                affordance(world, episode));
    }

    private List<Channel> channels() {
        List<Channel> channels = new ArrayList<>();
        if (views.contains(ObjectView.ANNOTATIONS)) {
            channels.addAll(truth.annotations().channels(Timing.STATES));
        }
        for (CameraSpec camera : cameras) {
            if (views.contains(ObjectView.MASKED)) {
                channels.add(Channel.image(camera.name() + ObjectMask.SUFFIX, Timing.STATES, camera.camera().width(),
                        camera.camera().height()));
            }
            if (views.contains(ObjectView.POINTS)) {
                for (int body : movable) {
                    channels.add(new Channel(new ObjectCloud(camera.name(), body).name(worlds.model()), Element.FLOAT32,
                            List.of(ObjectCloud.POINTS, ObjectCloud.AXES), Timing.STATES, Channel.Role.VALUES, "m",
                            List.of(),
                            1));
                }
            }
        }
        if (views.contains(ObjectView.AFFORDANCES)) {
            channels.add(Channel.values(ObjectView.FIRST_CONTACT, Element.FLOAT64, Timing.STATES, AFFORDANCE)
                    .withLabels(labels()));
        }
        return channels;
    }

    private static List<String> labels() {
        List<String> labels = new ArrayList<>(List.of("step"));
        for (String frame : List.of("world", "object")) {
            for (String number : List.of("x", "y", "z", "qw", "qx", "qy", "qz")) {
                labels.add(frame + "." + number);
            }
        }
        return labels;
    }

    private void append(List<Tape> tapes, long row) {
        boolean[] which = new boolean[worlds.worlds()];
        for (Tape tape : tapes) {
            which[tape.world] = row <= tape.episode.steps();
            if (which[tape.world]) {
                worlds.show(tape.world, tape.episode, row);
            }
        }
        if (!cameras.isEmpty()) {
            worlds.draw(which);
        }
        for (Tape tape : tapes) {
            if (which[tape.world]) {
                append(tape, row);
            }
        }
    }

    private void append(Tape tape, long row) {
        for (Channel channel : tape.copied) {
            if (row < channel.rows(tape.episode.steps())) {
                tape.writer.append(channel.name(), tape.episode.bytes(channel.name(), row, row + 1));
            }
        }
        if (views.contains(ObjectView.ANNOTATIONS)) {
            tape.annotations.objects(truth.poses(worlds.places(tape.world)));
        }
        for (int c = 0; c < cameras.size(); c++) {
            append(tape, c, row);
        }
        if (views.contains(ObjectView.AFFORDANCES)) {
            tape.writer.append(ObjectView.FIRST_CONTACT, tape.affordance);
        }
    }

    private void append(Tape tape, int number, long row) {
        CameraSpec camera = cameras.get(number);
        Frames all = worlds.frames(camera.name());
        Frames one = Frames.of(1, all.width(), all.height(),
                EnumSet.of(Output.RGB, Output.DEPTH, Output.OBJECT, Output.POSITION));
        all.copyImage(tape.world, one, 0);
        if (views.contains(ObjectView.ANNOTATIONS)) {
            tape.annotations.view(truth.annotations().views().get(number), truth.labels(alone,
                    worlds.looks(tape.world), worlds.view(tape.world, number), worlds.places(tape.world), one.rgb(),
                    one));
        }
        if (views.contains(ObjectView.MASKED)) {
            tape.writer.append(Channel.IMAGES + camera.name() + ObjectMask.SUFFIX, ObjectMask.masked(one));
        }
        if (views.contains(ObjectView.POINTS)) {
            for (int body : movable) {
                RandomStream random = RandomStream.of(tape.episode.info().seed()).child("points").child(row);
                ObjectCloud cloud = new ObjectCloud(camera.name(), body);
                float[] points = new float[ObjectCloud.POINTS * ObjectCloud.AXES];
                cloud.measure(one, 0, random, points, 0);
                tape.writer.append(cloud.name(worlds.model()), points);
            }
        }
    }

    /// [AFFORDANCE] of the first moment at which the robot touches an object; NaN where it never does
    private double[] affordance(int world, Episode episode) {
        double[] out = new double[AFFORDANCE];
        Arrays.fill(out, Double.NaN);
        if (!views.contains(ObjectView.AFFORDANCES) || tool < 0 || movable.isEmpty()) {
            return out;
        }
        for (long row = 0; row <= episode.steps(); row++) {
            worlds.show(world, episode, row);
            int object = touched(world);
            if (object >= 0) {
                Kinematics places = worlds.places(world);
                Pose inWorld = site(places, tool);
                out[0] = row;
                SceneTruth.write(inWorld, out, 1);
                SceneTruth.write(places.bodyPose(object).inverse().times(inWorld), out, 1 + Annotations.POSE);
                return out;
            }
        }
        return out;
    }

    /// The object that the robot touches; −1: none.
    private int touched(int world) {
        for (Contact contact : worlds.contacts(world)) {
            int first = top(contact.firstGeom());
            int second = top(contact.secondGeom());
            if (first == robot && movable.contains(second)) {
                return second;
            }
            if (second == robot && movable.contains(first)) {
                return first;
            }
        }
        return -1;
    }

    /// Whether a tree of bodies has joints.
    private boolean moves(int top) {
        Model model = worlds.model();
        for (int body = top; body < model.sizes().nbody(); body++) {
            if (model.bodies().rootId().get(body) == top && model.bodies().dofNum().get(body) > 0) {
                return true;
            }
        }
        return false;
    }

    /// The topmost body of a geom's tree; 0: fixed to the world.
    private int top(int geom) {
        Model model = worlds.model();
        return model.bodies().rootId().get(model.geoms().bodyId().get(geom));
    }

    private static Pose site(Kinematics places, int site) {
        double[] m = Arrays.copyOfRange(places.siteXmat, 9 * site, 9 * site + 9);
        Quat turn = new Rotation(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]).toQuat();
        return new Pose(Vec3.of(places.siteXpos, 3 * site), turn);
    }
}
