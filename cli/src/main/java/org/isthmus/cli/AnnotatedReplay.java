package org.isthmus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
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
import org.isthmus.dataset.annotation.ViewLabels;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.pipeline.adapt.SceneTruth;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;

/// Records an episode again, with new images and all that is true of them ([SceneTruth]). What the episode had of numbers is copied.
final class AnnotatedReplay {
    private static final String CAMERA = "view";
    private static final double METRES_PER_UNIT = 0.0002;

    private final Episode episode;
    private final EpisodeMotion motion;
    private final RenderScene scene;
    private final View view;
    private final List<Paint> colours;
    private final Kinematics kinematics;
    private final WorldState world;
    private final SceneTruth objects;
    private final Annotations what;

    AnnotatedReplay(Episode episode, Model model, EpisodeMotion motion, RenderScene scene, View view,
            List<Paint> colours) {
        this.episode = episode;
        this.motion = motion;
        this.scene = scene;
        this.view = view;
        this.colours = colours;
        kinematics = new Kinematics(model);
        world = new WorldState(scene);
        kinematics.compute(motion.qpos().getFirst());
        objects = new SceneTruth(model, scene, kinematics, List.of(new Annotations.View(CAMERA, view.camera().width(),
                view.camera().height(), METRES_PER_UNIT, true, true)));
        what = objects.annotations();
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
                annotations.objects(objects.poses(kinematics));
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

    private ViewLabels labels(RenderSession session) {
        Camera camera = view.camera();
        Frames colour = Frames.of(1, camera.width(), camera.height(), Output.RGB);
        session.render(world, view, Film.SETTINGS, colour);
        Frames truth = Frames.of(1, camera.width(), camera.height(), Output.DEPTH, Output.OBJECT, Output.NORMAL,
                Output.FLOW);
        session.render(world, view, RenderSettings.FAST, truth);
        return objects.labels(session, world, view, kinematics, colour.rgb(), truth);
    }
}
