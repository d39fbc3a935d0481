package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.isthmus.bench.PickAndPlaceRun;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Vec3;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.Framing;
import org.isthmus.render.camera.View;
import org.isthmus.render.picture.Overlay;
import org.isthmus.render.scene.ModelScene;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.Studio;
import org.isthmus.render.scene.WorldState;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus pick`: an arm picks an object up and puts it down elsewhere, planned and simulated.
@Command(
        name = "pick",
        description = "Lets a simulated Panda pick an object up from a table and put it down elsewhere.",
        footer = {
            "",
            "Grasps are found on the object, motions planned around what stands there, and all of it is simulated and",
            "watched: what fails is tried again. Pictures show the way of the tool as a line.",
            "",
            "Example:",
            "  isthmus pick mug.stl --layout 3 --sheet pick.png --video pick.mp4"
        })
final class PickCommand implements Runnable {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    private static final double FOVY = StrictMath.toRadians(28);
    private static final int MAX_LAYOUT = 1_000_000;
    private static final int WAY = 0xE8641B;
    /// From where arm, table and object fill the image.
    private static final Aabb SHOWN = new Aabb(new Vec3(-0.1, -0.4, 0), new Vec3(0.75, 0.4, 0.55));

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "OBJECT", description = "The object: a mesh file in metres.")
    private Path object;

    @Option(names = "--layout", paramLabel = "N", defaultValue = "0",
            description = "Which random side, place and goal of the object; ${DEFAULT-VALUE} if not given.")
    private int layout;

    @Mixin
    private FilmOptions output;

    PickCommand() {}

    @Override
    public void run() {
        if (layout < 0 || layout > MAX_LAYOUT) {
            throw new ParameterException(spec.commandLine(),
                    "--layout is " + layout + ", expected 0 to " + MAX_LAYOUT);
        }
        Diagnostics diagnostics = new Diagnostics();
        PickAndPlaceRun run = PickAndPlaceRun.of(object, layout, diagnostics);
        PrintWriter console = spec.commandLine().getOut();
        console.printf(Locale.ROOT, "%s after %d attempt(s), %.1f s%n", run.outcome().name().toLowerCase(Locale.ROOT),
                run.attempts(), run.qpos().size() / run.rate());
        run.log().forEach(console::println);
        console.flush();
        if (output.isWanted()) {
            output.write(film(run, diagnostics), diagnostics);
        }
    }

    private static Film film(PickAndPlaceRun run, Diagnostics diagnostics) {
        RenderScene bare = ModelScene.of(run.model(), diagnostics);
        Kinematics kinematics = new Kinematics(run.model());
        kinematics.compute(run.qpos().getFirst());
        WorldState first = new WorldState(bare);
        first.place(kinematics);
        Camera camera = Camera.perspective(WIDTH, HEIGHT, FOVY);
        View view = new View(0, camera, Framing.around(camera, SHOWN, StrictMath.toRadians(40),
                StrictMath.toRadians(25), 0));
        FrameRate rate = FrameRate.of((int) Math.rint(run.rate()));
        return new Film(Studio.around(bare, first, true), view, rate, run.qpos().size(), new Film.Stage() {
            @Override
            public void set(WorldState world, int image) {
                kinematics.compute(run.qpos().get(image));
                world.place(kinematics);
            }

            @Override
            public void mark(Overlay overlay, int image) {
                List<Vec3> way = run.tool().subList(0, image + 1);
                overlay.path(way, WAY);
            }
        });
    }
}
