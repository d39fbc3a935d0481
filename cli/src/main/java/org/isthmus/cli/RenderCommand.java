package org.isthmus.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.Framing;
import org.isthmus.render.camera.Orbit;
import org.isthmus.render.camera.View;
import org.isthmus.render.hdr.HdrImage;
import org.isthmus.render.hdr.HdrImages;
import org.isthmus.render.path.Denoiser;
import org.isthmus.render.path.PathTracer;
import org.isthmus.render.path.PhotoSettings;
import org.isthmus.render.path.Photograph;
import org.isthmus.render.picture.Colouring;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.ModelScene;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.Studio;
import org.isthmus.render.scene.WorldState;
import org.jspecify.annotations.Nullable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus render`: a picture of a robot, object or scene, or a video from all sides.
@Command(
        name = "render",
        description = "Draws a picture of a robot, an object or a scene in a studio, or in the light of its own; or a video all round it.",
        footer = {
            "",
            "With --labels, further pictures are written beside the first: NAME-depth.png, NAME-instances.png, NAME-normals.png.",
            "",
            "Examples:",
            "  isthmus render panda -o panda.png",
            "  isthmus render robots/arm.urdf -o arm.png --size 640x480 --azimuth 30 --labels",
            "  isthmus render mug.xml -o mug.png --photo --samples 256",
            "  isthmus render scene.xml -o scene.png --simulate 1 --overlay contacts,trajectories",
            "  isthmus render humanoid --orbit humanoid.mp4 --seconds 8"
        })
final class RenderCommand implements Runnable {
    private static final double FOVY_DEG = 28;
    private static final double MARGIN = 0.06;
    /// Samples per pixel and axis of a video: what more would show, its compression hides.
    private static final int VIDEO_SUPERSAMPLING = 2;
    /// Rays of each of these samples to the surroundings: grain would flicker, and rays are what takes the time.
    private static final int VIDEO_OCCLUSION_RAYS = 4;
    /// How many times larger than everything else a ground is.
    private static final double LARGE = 3;
    /// Samples along the longer side of a picture: very large ones are not made smoother still.
    private static final int MAX_SAMPLES = 8192;

    /// Draws over a picture of a view, by its depth.
    interface Over {
        Image draw(Image image, Frames frames, View view);
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "What to draw: " + ModelInput.WHAT + ".")
    private String model;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "The PNG file to write.")
    private @Nullable Path out;

    @Option(names = "--size", paramLabel = "WxH", defaultValue = "960x720",
            description = "Columns and rows of the picture; ${DEFAULT-VALUE} if not given.")
    private String size;

    @Mixin
    private SideOptions side;

    @Option(names = "--zoom", paramLabel = "X", defaultValue = "1",
            description = "How much closer to look than at everything; ${DEFAULT-VALUE} if not given.")
    private double zoom;

    @Option(names = "--key", paramLabel = "N", defaultValue = "-1",
            description = "The keyframe that the model is in; the first, if there is one, if not given.")
    private int key;

    @Option(names = "--own-light", description = "The model's lights and sky instead of the studio's.")
    private boolean ownLight;

    @Option(names = "--environment", paramLabel = "FILE",
            description = "Light from a picture of the surroundings in longitude and latitude (.hdr, .exr, .png, .jpg) instead of the studio's.")
    private @Nullable Path environment;

    @Option(names = "--environment-scale", paramLabel = "X", defaultValue = "1",
            description = "Factor of its brightness; ${DEFAULT-VALUE} if not given.")
    private double environmentScale;

    @Option(names = "--no-ground", description = "No ground under things that have none.")
    private boolean noGround;

    @Option(names = "--exposure", paramLabel = "X", defaultValue = "0.85",
            description = "Brightness of the picture; ${DEFAULT-VALUE} if not given.")
    private double exposure;

    @Option(names = "--photo", description = "Follow light along its paths: slower, as a camera would see it.")
    private boolean photo;

    @Option(names = "--samples", paramLabel = "N", defaultValue = "64",
            description = "Paths per pixel of a photograph; ${DEFAULT-VALUE} if not given.")
    private int samples;

    @Option(names = "--raw", description = "Do not smooth the noise of a photograph.")
    private boolean raw;

    @Option(names = "--labels", description = "Depth, instances and normals too.")
    private boolean labels;

    @Mixin
    private OrbitOptions orbit;

    @Mixin
    private SplatOptions splats;

    @Mixin
    private OverlayOptions overlay;

    @Mixin
    private ModelInput input;

    RenderCommand() {}

    @Override
    public void run() {
        int[] pixels = pixels();
        orbit.check(spec, pixels);
        overlay.check(spec);
        splats.check(spec);
        if (out == null && orbit.file().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "nothing to write: give -o FILE.png or --orbit FILE.mp4");
        }
        if (samples < 1 || samples > PhotoSettings.MAX_SAMPLES) {
            throw new ParameterException(spec.commandLine(),
                    "--samples is " + samples + ", expected 1 to " + PhotoSettings.MAX_SAMPLES);
        }
        if (!(zoom > 0 && zoom <= 1e6)) {
            throw new ParameterException(spec.commandLine(), "--zoom is " + zoom + ", expected above 0 to 1000000");
        }
        if (!(exposure >= 0 && exposure <= 1e6)) {
            throw new ParameterException(spec.commandLine(), "--exposure is " + exposure + ", expected 0 to 1000000");
        }
        if (!(environmentScale >= 0 && environmentScale <= 1e6)) {
            throw new ParameterException(spec.commandLine(),
                    "--environment-scale is " + environmentScale + ", expected 0 to 1000000");
        }
        Diagnostics diagnostics = new Diagnostics();
        Model compiled = SceneCompiler.compile(input.load(model, true, diagnostics), diagnostics);
        RenderScene bare = ModelScene.of(compiled, diagnostics);
        Kinematics kinematics = kinematics(compiled, diagnostics);
        WorldState placed = place(bare, kinematics);
        Aabb box = framed(bare, placed);
        RenderScene scene = surrounded(
                ownLight ? bare : Studio.around(bare, placed, !noGround && !hasGround(bare, placed, box)),
                diagnostics);
        WorldState world = place(scene, kinematics);
        splats.addTo(world, diagnostics);
        View view = view(pixels, box);
        Over over = (image, frames, from) -> overlay.over(image, frames, from, compiled, kinematics, scene, world,
                box.halfSize().length());
        if (out != null) {
            write(out, draw(scene, world, view, over), diagnostics);
        }
        orbit.file().ifPresent(file -> writeVideo(file, scene, world, box, view.camera(), over, diagnostics));
        for (Diagnostic warning : diagnostics.list()) {
            spec.commandLine().getErr().println(warning);
        }
    }

    /// In the light of a picture, if one is given: alone, or besides the model's own lights.
    private RenderScene surrounded(RenderScene scene, Diagnostics diagnostics) {
        Path picture = environment;
        if (picture == null) {
            return scene;
        }
        FileAccess files = FileAccess.onDisk(List.of(picture.toAbsolutePath().getParent()));
        Optional<HdrImage> image = HdrImages.read(FileAccess.name(picture), files, SourceLocation.of(picture),
                diagnostics);
        diagnostics.throwIfErrors();
        return (ownLight ? scene : scene.withLights(List.of()))
                .withEnvironment(Environment.of(image.orElseThrow(), environmentScale));
    }

    private int[] pixels() {
        String[] parts = size.split("x", -1);
        try {
            int[] both = {Integer.parseInt(parts[0]), Integer.parseInt(parts[parts.length == 2 ? 1 : 0])};
            if (parts.length == 2 && both[0] >= 1 && both[1] >= 1 && both[0] <= 8192 && both[1] <= 8192) {
                return both;
            }
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "--size is '" + size + "', expected such as 960x720", e);
        }
        throw new ParameterException(spec.commandLine(),
                "--size is '" + size + "', expected such as 960x720, 1 to 8192 on each side");
    }

    /// Where the model's keyframe and, if wanted, a simulation have it.
    private Kinematics kinematics(Model compiled, Diagnostics diagnostics) {
        Kinematics kinematics = new Kinematics(compiled);
        int nq = compiled.sizes().nq();
        int nu = compiled.sizes().nu();
        if (key >= compiled.sizes().nkey()) {
            throw new ParameterException(spec.commandLine(),
                    "--key is " + key + ", but the model has " + compiled.sizes().nkey()
                            + " keyframes, counted from 0");
        }
        int shown = Math.max(0, key);
        boolean keyed = compiled.sizes().nkey() > 0;
        double[] qpos = keyed ? compiled.keyframes().qpos().slice(shown * nq, (shown + 1) * nq)
                : compiled.qpos0().toArray();
        double[] ctrl = keyed ? compiled.keyframes().ctrl().slice(shown * nu, (shown + 1) * nu) : new double[nu];
        kinematics.compute(overlay.simulate(compiled, qpos, ctrl, diagnostics));
        return kinematics;
    }

    private static WorldState place(RenderScene scene, Kinematics kinematics) {
        WorldState world = new WorldState(scene);
        world.place(kinematics);
        return world;
    }

    /// The box around what is to be shown: everything but grounds, which are flat and much larger than the rest.
    static Aabb framed(RenderScene scene, WorldState world) {
        Aabb solid = Aabb.EMPTY;
        for (int i = 0; i < scene.instances().size(); i++) {
            solid = isFlat(world.bounds(i)) ? solid : solid.union(world.bounds(i));
        }
        Aabb box = solid;
        for (int i = 0; i < scene.instances().size(); i++) {
            Aabb each = world.bounds(i);
            boolean ground = isFlat(each) && !solid.isEmpty()
                    && each.halfSize().length() > LARGE * solid.halfSize().length();
            box = ground ? box : box.union(each);
        }
        return box.isEmpty() ? Aabb.centered(Vec3.ZERO, Vec3.ONE) : box;
    }

    private static boolean isFlat(Aabb box) {
        return box.halfSize().z() < 0.01 * box.halfSize().x();
    }

    /// Whether something flat and large lies under it all.
    static boolean hasGround(RenderScene scene, WorldState world, Aabb box) {
        for (int i = 0; i < scene.instances().size(); i++) {
            Aabb b = world.bounds(i);
            if (isFlat(b) && b.halfSize().x() > LARGE * box.halfSize().length() && b.max().z() <= box.center().z()) {
                return true;
            }
        }
        return false;
    }

    private View view(int[] pixels, Aabb box) {
        double distance = box.halfSize().length();
        Camera camera = Camera.perspective(pixels[0], pixels[1], StrictMath.toRadians(FOVY_DEG))
                .withNear(Math.clamp(0.01 * distance, 1e-6, 1e3));
        Pose pose = Framing.around(camera, box, side.azimuth(), side.elevation(),
                MARGIN);
        Camera closer = Camera.pinhole(pixels[0], pixels[1], camera.fx() * zoom, camera.fy() * zoom, camera.cx(),
                camera.cy()).withNear(camera.near());
        return new View(0, closer, pose);
    }

    private Map<String, Image> draw(RenderScene scene, WorldState world, View view,
            Over over) {
        if (photo && !labels && overlay.isEmpty()) {
            return Map.of("", photograph(scene, world, view));
        }
        Set<Output> outputs = EnumSet.of(Output.RGB);
        if (!overlay.isEmpty()) {
            outputs.add(Output.DEPTH);
        }
        if (labels) {
            outputs.addAll(EnumSet.of(Output.DEPTH, Output.INSTANCE, Output.NORMAL));
        }
        Frames frames = Frames.of(1, view.camera().width(), view.camera().height(), outputs);
        try (Parallel pool = Parallel.ofAllProcessors()) {
            RenderSession session = Renderer.named("cpu").open(scene, pool);
            session.render(world, view, settings(scene, world, view.camera()), frames);
        }
        Map<String, Image> pictures = new LinkedHashMap<>();
        Image picture = photo ? photograph(scene, world, view) : Colouring.rgb(frames, 0);
        pictures.put("", overlay.isEmpty() ? picture : over.draw(picture, frames, view));
        if (labels) {
            pictures.put("-depth", Colouring.depth(frames, 0));
            pictures.put("-instances", Colouring.ids(frames, 0, frames.instance()));
            pictures.put("-normals", Colouring.normals(frames, 0));
        }
        return pictures;
    }

    /// How near things must be to darken one another, m.
    private static double occlusionReach(RenderScene scene, WorldState world) {
        return Math.clamp(0.5 * scene.bounds(world, Double.POSITIVE_INFINITY).halfSize().length(), 1e-3, 2);
    }

    private RenderSettings settings(RenderScene scene, WorldState world, Camera camera) {
        int perAxis = Math.clamp(MAX_SAMPLES / Math.max(camera.width(), camera.height()), 1,
                RenderSettings.FINE.supersampling());
        return RenderSettings.FINE.withExposure(exposure).withOcclusion(3, occlusionReach(scene, world))
                .withSupersampling(perAxis);
    }

    private void writeVideo(Path file, RenderScene scene, WorldState world, Aabb box, Camera camera, Over over,
            Diagnostics diagnostics) {
        Orbit way = Orbit.around(unzoomed(camera), box, side.azimuth(),
                side.elevation(), MARGIN);
        orbit.write(file, way, camera, scene, world,
                settings(scene, world, camera).withSupersampling(VIDEO_SUPERSAMPLING)
                        .withOcclusion(VIDEO_OCCLUSION_RAYS, occlusionReach(scene, world)),
                overlay.isEmpty() ? null : over, diagnostics);
        spec.commandLine().getOut().println(file);
        spec.commandLine().getOut().flush();
    }

    /// The camera before [#zoom]: what everything fits into.
    private Camera unzoomed(Camera camera) {
        return Camera.pinhole(camera.width(), camera.height(), camera.fx() / zoom, camera.fy() / zoom, camera.cx(),
                camera.cy()).withNear(camera.near());
    }

    private Image photograph(RenderScene scene, WorldState world, View view) {
        try (Parallel pool = Parallel.ofAllProcessors();
                Progress progress = Progress.start("photograph", 1, new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            Photograph taken = new PathTracer(scene, pool).photograph(world, view, PhotoSettings.of(samples), progress);
            Photograph clean = raw ? taken : Denoiser.denoise(taken, pool);
            return clean.withSplats(world, view, pool).develop(exposure);
        }
    }

    private void write(Path picture, Map<String, Image> pictures, Diagnostics diagnostics) {
        String name = String.valueOf(picture.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        pictures.forEach((suffix, image) -> {
            Path file = suffix.isEmpty() ? picture : picture.resolveSibling(stem + suffix + ".png");
            NewFile.write(file, Images.toPng(image), diagnostics);
            spec.commandLine().getOut().println(file);
        });
        spec.commandLine().getOut().flush();
    }
}
