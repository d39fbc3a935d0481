package org.isthmus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Aabb;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.Framing;
import org.isthmus.render.camera.View;
import org.isthmus.render.scene.ModelScene;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.Studio;
import org.isthmus.render.scene.WorldState;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus data replay`: what an episode looked like, or would look like.
@Command(
        name = "replay",
        description = "Draws a recorded episode anew: the robot moves as its states say, nothing is simulated.",
        footer = {
            "",
            "Columns of the channel are the model's joints by their labels or --joints, or with --tool the pose of a tool as BridgeData",
            "keeps it: x, y, z, roll, pitch, yaw, gripper.",
            "",
            "Examples:",
            "  isthmus data replay bridge --episode 3 --robot widowx-250s --tool tcp --video bridge.mp4",
            "  isthmus data replay g1 --robot humanoid --sheet g1.png --size 1280x960 --azimuth 30",
            "  isthmus data replay wipe --robot panda --joints -,joint1,joint2,joint3,joint4,joint5,joint6,joint7 --video wipe.mp4",
            "  isthmus data replay picks --robot scene.xml --annotate annotated --paint table=804020"
        })
final class DataReplayCommand implements Runnable {
    private static final double FOVY = StrictMath.toRadians(28);
    private static final double MARGIN = 0.06;
    private static final int MAX_IMAGES_PER_SECOND = 30;
    private static final int MIN_SIDE = 16;
    private static final int MAX_SIDE = 4096;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORE", description = "The folder of the store.")
    private Path store;

    @Option(names = "--episode", paramLabel = "N", defaultValue = "0",
            description = "Which episode; ${DEFAULT-VALUE} if not given.")
    private long number;

    @Option(names = "--robot", paramLabel = "MODEL", required = true, description = "What moves: " + ModelInput.WHAT
            + ".")
    private String robot;

    @Option(names = "--channel", paramLabel = "NAME", defaultValue = "",
            description = "Whose rows are shown; states/qpos, observations/state, … if not given.")
    private String channel;

    @Option(names = "--joints", paramLabel = "NAME", split = ",",
            description = "The joint of each column, '-' for none; by the channel's labels if not given.")
    private List<String> joints = new ArrayList<>();

    @Option(names = "--tool", paramLabel = "NAME",
            description = "Columns are the pose of this site or body, as BridgeData keeps it.")
    private @Nullable String tool;

    @Option(names = "--annotate", paramLabel = "STORE",
            description = "Record the images and what is true of them into this store, for --format coco and bop.")
    private @Nullable Path annotated;

    @Option(names = "--size", paramLabel = "WxH", defaultValue = "960x540",
            description = "Columns and rows of the images, even numbers; ${DEFAULT-VALUE} if not given.")
    private String size;

    @Mixin
    private SideOptions side;

    @Option(names = "--paint", paramLabel = "NAME=RRGGBB",
            description = "Another colour for a body or geom; may be given several times.")
    private List<String> paints = new ArrayList<>();

    @Mixin
    private FilmOptions output;

    @Mixin
    private ModelInput input;

    DataReplayCommand() {}

    @Override
    public void run() {
        if (!output.isWanted() && annotated == null) {
            throw new ParameterException(spec.commandLine(), "nothing to write: give --video, --sheet or --annotate");
        }
        Camera camera = camera();
        List<Paint> colours = paints.stream().map(text -> Paint.parse(text, spec)).toList();
        Diagnostics diagnostics = new Diagnostics();
        Model model = SceneCompiler.compile(input.load(robot, true, diagnostics), diagnostics);
        try (EpisodeStore from = EpisodeStore.open(store, diagnostics);
                Episode episode = from.read(number, diagnostics)) {
            EpisodeMotion motion = motion(episode, model, diagnostics);
            Film film = film(episode, model, motion, camera, colours, diagnostics);
            if (output.isWanted()) {
                output.write(film, diagnostics);
            }
            if (annotated != null) {
                new AnnotatedReplay(episode, model, motion, film.scene(), film.view(), colours).record(annotated,
                        diagnostics);
            }
            spec.commandLine().getOut().println("episode " + number + ": " + motion.qpos().size() + " rows, "
                    + motion.missed() + " out of reach");
        }
        spec.commandLine().getOut().flush();
        diagnostics.list().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }

    private EpisodeMotion motion(Episode episode, Model model, Diagnostics diagnostics) {
        SourceLocation place = new SourceLocation(store + ", episode " + number, 0, 0);
        String from = EpisodeMotion.channel(episode, channel, place, diagnostics);
        EpisodeMotion motion = tool == null
                ? EpisodeMotion.ofJoints(episode, from, model, joints, place, diagnostics)
                : EpisodeMotion.ofTool(episode, from, model, tool, place, diagnostics);
        motion.checkReached(place, diagnostics);
        return motion;
    }

    private Camera camera() {
        String[] parts = size.matches("[0-9]{1,5}x[0-9]{1,5}") ? size.split("x") : new String[]{"0", "0"};
        int width = Integer.parseInt(parts[0]);
        int height = Integer.parseInt(parts[1]);
        if (width < MIN_SIDE || height < MIN_SIDE || width > MAX_SIDE || height > MAX_SIDE
                || (width | height) % 2 != 0) {
            throw new ParameterException(spec.commandLine(), "--size is '" + size
                    + "', expected two even numbers such as 640x480, " + MIN_SIDE + " to " + MAX_SIDE);
        }
        return Camera.perspective(width, height, FOVY);
    }

    private Film film(Episode episode, Model model, EpisodeMotion motion, Camera camera, List<Paint> colours,
            Diagnostics diagnostics) {
        RenderScene bare = ModelScene.of(model, diagnostics);
        Kinematics kinematics = new Kinematics(model);
        WorldState world = new WorldState(bare);
        Aabb shown = Aabb.EMPTY;
        for (double[] qpos : motion.qpos()) {
            kinematics.compute(qpos);
            world.place(kinematics);
            shown = shown.union(RenderCommand.framed(bare, world));
        }
        RenderScene scene = Studio.around(bare, world, !RenderCommand.hasGround(bare, world, shown));
        View view = new View(0, camera, Framing.around(camera, shown, side.azimuth(),
                side.elevation(), MARGIN));
        FrameRate rate = episode.info().rate();
        int stride = (int) Math.max(1, Math.ceil(rate.perSecond() / MAX_IMAGES_PER_SECOND));
        return new Film(scene, view, new FrameRate(rate.numerator(), rate.denominator() * stride),
                Math.ceilDiv(motion.qpos().size(), stride), (drawn, image) -> {
                    kinematics.compute(motion.qpos().get(image * stride));
                    drawn.place(kinematics);
                    colours.forEach(paint -> paint.on(drawn));
                });
    }
}
