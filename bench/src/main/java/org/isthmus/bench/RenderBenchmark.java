package org.isthmus.bench;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.RenderSettings.Shadows;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.mesh.RenderMesh;
import org.isthmus.render.path.PathTracer;
import org.isthmus.render.path.PhotoSettings;
import org.isthmus.render.ray.Ray;
import org.isthmus.render.ray.WorldRays;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.Studio;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Rgb;

/// Rays, images and photographs per second of one core: an arm of 12 parts of 8,064 triangles each on a ground.
public final class RenderBenchmark implements Benchmark {
    private static final String NAME = "render";
    private static final String NO_PEER = "no peer";
    private static final int[][] SIZES = {{64, 64}, {128, 128}, {256, 256}, {640, 480}};
    /// Faces of a mesh in comparisons of coarse meshes, about.
    private static final int COARSE = 700;
    /// Numbers of a ray: origin, direction, length.
    private static final int RAY = 7;
    private static final int PARTS = 12;
    private static final int RAYS = 20_000;
    private static final int ROUNDS = 11;
    private static final double AIM = 0.25;

    public RenderBenchmark() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> cases() {
        return List.of("rays", "images", "images-fine-meshes", "lit-images", "labels", "two-threads", "photograph");
    }

    @Override
    public List<Measurement> run(String caseName, Consumer<String> progress) {
        progress.accept(caseName);
        return switch (caseName) {
            case "rays" -> rays();
            case "images" -> images(caseName, scene().withLevelsOfDetail(64));
            case "images-fine-meshes" -> images(caseName, scene());
            case "lit-images" -> litImages();
            case "labels" -> labels();
            case "two-threads" -> twoThreads();
            default -> photograph();
        };
    }

    /// Bent like an arm over a ground, lit by one lamp.
    private static RenderScene scene() {
        List<RenderMesh> meshes = new ArrayList<>();
        List<PbrMaterial> materials = new ArrayList<>();
        List<Instance> instances = new ArrayList<>();
        meshes.add(Studio.ground(4));
        materials.add(Studio.groundMaterial());
        instances.add(Instance.fixed("ground", 0, 0, Pose.IDENTITY));
        for (int i = 0; i < PARTS; i++) {
            Mesh mesh = i % 3 == 2 ? Shapes.torus(0.1, 0.04, 64, 63) : Shapes.ellipsoid(0.09, 0.07, 0.11, 64, 64);
            meshes.add(MeshConversion.convert("part " + i, mesh));
            materials.add(
                    PbrMaterial.of(Rgb.srgb(0.4 + 0.05 * (i % 5), 0.5, 0.6)).withMetallic(i % 2).withRoughness(0.4));
            double bend = 0.25 * i;
            Vec3 place = new Vec3(0.9 * StrictMath.cos(bend) - 0.6, 0.1 * StrictMath.sin(2 * bend),
                    0.15 + 0.9 * StrictMath.sin(bend));
            instances.add(new Instance("part " + i, i + 1, i + 1, -1, i, i, 0, Vec3.ONE,
                    new Pose(place, Quat.fromRollPitchYaw(bend, 0.3 * i, 0))));
        }
        return new RenderScene(meshes, materials, instances, List.of(), List.of(), Environment.constant(Rgb.grey(0.5)))
                .withLights(List.of(Light.directional(new Vec3(-0.5, 0.4, -1), Rgb.grey(2), 0.02)));
    }

    private static Pose eye() {
        return View.lookAt(new Vec3(1.8, -1.2, 1.1), new Vec3(-0.2, 0, 0.5), Vec3.Z);
    }

    /// How often something is done per second: each turn takes about [#AIM] seconds once it is compiled.
    private static double perSecond(double unitsPerRun, Runnable once) {
        return unitsPerRun / seconds(once)[0];
    }

    /// The processor time of each piece of work, in turn, s.
    private static double[] seconds(Runnable... works) {
        Runnable[] turns = new Runnable[works.length];
        int[] counts = new int[works.length];
        for (int w = 0; w < works.length; w++) {
            Runnable once = works[w];
            long end = System.nanoTime() + 6_000_000_000L; // HotSpot needs some seconds
            while (System.nanoTime() < end) {
                once.run();
            }
            long start = System.nanoTime();
            once.run();
            int count = (int) Math.clamp(AIM * 1e9 / Math.max(1, System.nanoTime() - start), 1, 100_000);
            counts[w] = count;
            turns[w] = () -> {
                for (int i = 0; i < count; i++) {
                    once.run();
                }
            };
        }
        double[] seconds = Interleaved.medianSeconds(2, ROUNDS, turns);
        for (int w = 0; w < works.length; w++) {
            seconds[w] /= counts[w];
        }
        return seconds;
    }

    private static Measurement alone(String caseName, String metric, String unit, double ours) {
        return Measurement.alone(NAME, caseName, metric, unit, ours, NO_PEER);
    }

    private static List<Measurement> rays() {
        RenderScene scene = scene();
        WorldState world = new WorldState(scene);
        WorldRays rays = new WorldRays(scene);
        rays.update(world);
        WorldRays.Tracer tracer = rays.tracer(true);
        double[] primary = new double[RAY * RAYS];
        double[] bounce = new double[RAY * RAYS];
        double[] shadow = new double[RAY * RAYS];
        aim(tracer, primary, bounce, shadow);
        List<Measurement> all = new ArrayList<>();
        try (RaySource source = new RaySource(tracer, EmbreePeer.of(scene, world))) {
            all.add(source.measure("primary rays per second", primary, false));
            all.add(source.measure("bounce rays per second", bounce, false));
            all.add(source.measure("shadow rays blocked or not per second", shadow, true));
            all.add(source.measure("bounce rays blocked or not per second", bounce, true));
        }
        return all;
    }

    /// Rays through the pixels of a camera, from what they hit in random directions, and from there to a lamp.
    private static void aim(WorldRays.Tracer tracer, double[] primary, double[] bounce, double[] shadow) {
        Camera camera = Camera.perspective(256, 256, 0.8);
        RandomStream random = RandomStream.of(1);
        Vec3 lamp = new Vec3(1, -1, 3);
        Ray ray = new Ray();
        int hits = 0;
        for (int pixel = 0; hits < RAYS; pixel++) {
            double x = (pixel * 7919L % 65_536) % 256;
            double y = Math.floorDiv(pixel * 7919L % 65_536, 256);
            Vec3 d = eye().rotation().rotate(camera.direction(x + random.nextDouble(), y));
            if (pixel < RAYS) {
                write(primary, pixel, eye().position(), d, Float.POSITIVE_INFINITY);
            }
            if (tracer.closest(ray.set(eye().position(), d))) {
                Vec3 place = ray.at(0.999 * ray.t);
                Vec3 away = random.nextDirection();
                write(bounce, hits, place, away.dot(d) > 0 ? away.negate() : away, Float.POSITIVE_INFINITY);
                write(shadow, hits++, place, lamp.minus(place), 1);
            }
        }
    }

    private static void write(double[] rays, int i, Vec3 from, Vec3 towards, double length) {
        from.into(rays, RAY * i);
        towards.into(rays, RAY * i + 3);
        rays[RAY * i + 6] = length;
    }

    /// Traces the same rays with our tracer and Embree's.
    private record RaySource(WorldRays.Tracer tracer, Optional<EmbreePeer> embree) implements AutoCloseable {
        Measurement measure(String metric, double[] rays, boolean any) {
            Ray ray = new Ray();
            if (embree.isEmpty()) {
                return Measurement.alone(NAME, "rays", metric, "1/s",
                        perSecond(RAYS, () -> trace(tracer, ray, rays, any)), EmbreePeer.HOW_TO_INSTALL);
            }
            EmbreePeer peer = embree.get();
            MemorySegment theirs = peer.rays(rays);
            int ourHits = trace(tracer, ray, rays, any);
            int theirHits = peer.trace(theirs, rays, any);
            if (Math.abs(ourHits - theirHits) > RAYS / 500) {
                throw new IllegalStateException(ourHits + " of " + RAYS + " rays hit something, with " + peer.version()
                        + " " + theirHits);
            }
            double[] seconds = seconds(() -> trace(tracer, ray, rays, any), () -> peer.trace(theirs, rays, any));
            return Measurement.ofRate(NAME, "rays", metric, "1/s", RAYS / seconds[0], RAYS / seconds[1],
                    peer.version());
        }

        @Override
        public void close() {
            embree.ifPresent(EmbreePeer::close);
        }
    }

    private static int trace(WorldRays.Tracer tracer, Ray ray, double[] all, boolean any) {
        int hits = 0;
        for (int i = 0; i < all.length; i += RAY) {
            ray.set(all[i], all[i + 1], all[i + 2], all[i + 3], all[i + 4], all[i + 5], 0, (float) all[i + 6]);
            hits += (any ? tracer.occluded(ray) : tracer.closest(ray)) ? 1 : 0;
        }
        return hits;
    }

    /// Images lit by one lamp without shadows, of the same triangles as a software OpenGL.
    private static List<Measurement> litImages() {
        List<Measurement> all = new ArrayList<>();
        for (boolean fine : new boolean[]{true, false}) {
            RenderScene scene = fine ? scene() : coarse(scene().withLevelsOfDetail(64));
            for (int[] size : SIZES) {
                all.add(litImages(scene, size[0], size[1]));
            }
        }
        return all;
    }

    /// Every mesh in one of its levels.
    private static RenderScene coarse(RenderScene scene) {
        List<RenderMesh> meshes = new ArrayList<>();
        for (RenderMesh mesh : scene.meshes()) {
            MeshLevel level = mesh.levels().stream()
                    .min(Comparator.comparingInt(l -> Math.abs(l.faceCount() - COARSE))).orElseThrow();
            meshes.add(new RenderMesh(mesh.name(), List.of(level), mesh.bounds(), mesh.solid()));
        }
        return new RenderScene(meshes, scene.materials(), scene.instances(), scene.lights(), scene.lightIds(),
                scene.environment());
    }

    private static Measurement litImages(RenderScene scene, int width, int height) {
        String metric = String.format(Locale.ROOT, "%dx%d lit images per second, %d triangles", width, height,
                scene.faceCount());
        Camera camera = Camera.perspective(width, height, 0.8);
        WorldState world = new WorldState(scene);
        try (Parallel pool = Parallel.of(1)) {
            RenderSession session = Renderer.named("cpu").open(scene, pool);
            Frames frames = Frames.of(1, width, height, Output.RGB);
            List<WorldState> worlds = List.of(world);
            List<View> views = List.of(new View(0, camera, eye()));
            RenderSettings settings = RenderSettings.FAST.withShadows(Shadows.NONE);
            Runnable ours = () -> session.render(worlds, views, settings, frames);
            Optional<LlvmpipePeer> found = LlvmpipePeer.of(scene, world, camera, eye());
            if (found.isEmpty()) {
                return Measurement.alone(NAME, "lit-images", metric, "1/s", perSecond(1, ours),
                        LlvmpipePeer.HOW_TO_INSTALL);
            }
            try (LlvmpipePeer peer = found.get()) {
                peer.draw();
                if (peer.covered() < 0.2) {
                    throw new IllegalStateException(peer.version() + " shows nothing");
                }
                double[] seconds = seconds(ours, peer::draw);
                return Measurement.ofRate(NAME, "lit-images", metric, "1/s", 1 / seconds[0], 1 / seconds[1],
                        peer.version());
            }
        }
    }

    private static List<Measurement> images(String caseName, RenderScene scene) {
        List<Measurement> all = new ArrayList<>();
        for (int[] size : SIZES) {
            for (Shadows shadows : List.of(Shadows.NONE, Shadows.MAP)) {
                String metric = String.format(Locale.ROOT, "%dx%d RGB images per second, shadows %s", size[0], size[1],
                        shadows);
                try (Drawing drawing = new Drawing(scene, size[0], size[1], shadows, 1, Output.RGB)) {
                    all.add(alone(caseName, metric, "1/s", perSecond(Drawing.VIEWS, drawing::draw)));
                    if (shadows == Shadows.MAP) {
                        all.add(alone(caseName, metric + ", nothing moves", "1/s",
                                perSecond(Drawing.VIEWS, drawing::drawStill)));
                    }
                }
            }
        }
        return all;
    }

    /// Images of worlds that are drawn again and again: one world per view, as in a batch of environments. All parts of the arm move from one
    /// image to the next, so no shadow can be kept.
    private static final class Drawing implements AutoCloseable {
        static final int VIEWS = 32;
        private static final Pose MOVED = new Pose(new Vec3(0, 0, 1e-3), Quat.IDENTITY);
        private final Parallel pool;
        private final RenderSession session;
        private final List<WorldState> worlds = new ArrayList<>();
        private final List<View> views = new ArrayList<>();
        private final Frames frames;
        private final RenderSettings settings;
        private int turn;

        Drawing(RenderScene scene, int width, int height, Shadows shadows, int threads, Output first, Output... more) {
            pool = Parallel.of(threads);
            session = Renderer.named("cpu").open(scene, pool);
            for (int i = 0; i < VIEWS; i++) {
                worlds.add(new WorldState(scene));
                views.add(new View(i, Camera.perspective(width, height, 0.8), eye()));
            }
            frames = Frames.of(VIEWS, width, height, first, more);
            settings = RenderSettings.FAST.withShadows(shadows);
        }

        void draw() {
            turn++;
            for (WorldState world : worlds) {
                for (int i = 1; i <= PARTS; i++) {
                    world.place(i, turn % 2 == 0 ? Pose.IDENTITY : MOVED);
                }
            }
            drawStill();
        }

        void drawStill() {
            session.render(worlds, views, settings, frames);
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    private static List<Measurement> labels() {
        RenderScene scene = scene().withLevelsOfDetail(64);
        try (Drawing rgb = new Drawing(scene, 128, 128, Shadows.MAP, 1, Output.RGB);
                Drawing all = new Drawing(scene, 128, 128, Shadows.MAP, 1, Output.RGB, Output.DEPTH, Output.INSTANCE,
                        Output.OBJECT, Output.SEMANTIC, Output.NORMAL, Output.POSITION, Output.FLOW)) {
            double[] seconds = seconds(rgb::draw, all::draw);
            return List.of(alone("labels", "cost of all labels over RGB alone, 128x128", "%",
                    100 * (seconds[1] / seconds[0] - 1)));
        }
    }

    private static List<Measurement> twoThreads() {
        RenderScene scene = scene().withLevelsOfDetail(64);
        try (Drawing one = new Drawing(scene, 128, 128, Shadows.MAP, 1, Output.RGB);
                Drawing two = new Drawing(scene, 128, 128, Shadows.MAP, 2, Output.RGB)) {
            seconds(one::draw, two::draw); // warm
            double[] ratios = new double[ROUNDS];
            for (int r = 0; r < ROUNDS; r++) {
                ratios[r] = wallSeconds(one::draw) / wallSeconds(two::draw);
            }
            Arrays.sort(ratios);
            return List.of(alone("two-threads", "128x128 images per second on 2 threads, percent of 1", "%",
                    100 * ratios[ROUNDS / 2]));
        }
    }

    /// By the clock on the wall, since a thread's own time says nothing of the others.
    private static double wallSeconds(Runnable once) {
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            once.run();
        }
        return (System.nanoTime() - start) * 1e-9;
    }

    private static List<Measurement> photograph() {
        RenderScene scene = scene();
        int size = 64;
        try (Parallel pool = Parallel.of(1)) {
            PathTracer tracer = new PathTracer(scene, pool);
            WorldState world = new WorldState(scene);
            View view = new View(0, Camera.perspective(size, size, 0.8), eye());
            PhotoSettings settings = PhotoSettings.of(80).withMaxBounces(3);
            double paths = (double) size * size * settings.samples();
            return List.of(alone("photograph", "paths of up to 3 bounces per second", "1/s",
                    perSecond(paths, () -> tracer.photograph(world, view, settings, Progress.silent()))));
        }
    }
}
