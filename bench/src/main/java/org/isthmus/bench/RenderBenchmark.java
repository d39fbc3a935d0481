package org.isthmus.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private static final String NO_PEER = "no peer is bound yet (Embree, llvmpipe)";
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
        return List.of("rays", "images", "images-fine-meshes", "labels", "two-threads", "photograph");
    }

    @Override
    public List<Measurement> run(String caseName, Consumer<String> progress) {
        progress.accept(caseName);
        return switch (caseName) {
            case "rays" -> rays();
            case "images" -> images(caseName, scene().withLevelsOfDetail(64));
            case "images-fine-meshes" -> images(caseName, scene());
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
        long end = System.nanoTime() + 6_000_000_000L; // HotSpot needs some seconds
        while (System.nanoTime() < end) {
            once.run();
        }
        long start = System.nanoTime();
        once.run();
        int turns = (int) Math.clamp(AIM * 1e9 / Math.max(1, System.nanoTime() - start), 1, 100_000);
        double seconds = Interleaved.medianSeconds(2, ROUNDS, () -> {
            for (int i = 0; i < turns; i++) {
                once.run();
            }
        })[0];
        return unitsPerRun * turns / seconds;
    }

    private static Measurement alone(String caseName, String metric, String unit, double ours) {
        return Measurement.alone(NAME, caseName, metric, unit, ours, NO_PEER);
    }

    private static List<Measurement> rays() {
        RenderScene scene = scene();
        WorldRays rays = new WorldRays(scene);
        rays.update(new WorldState(scene));
        WorldRays.Tracer tracer = rays.tracer(true);
        Camera camera = Camera.perspective(256, 256, 0.8);
        RandomStream random = RandomStream.of(1);
        double[] primary = new double[6 * RAYS];
        double[] bounce = new double[6 * RAYS];
        Ray ray = new Ray();
        for (int i = 0; i < RAYS; i++) {
            int pixel = (int) ((long) i * camera.width() * camera.height() / RAYS);
            Vec3 d = eye().rotation().rotate(camera.direction(pixel % 256, Math.floorDiv(pixel, 256)));
            eye().position().into(primary, 6 * i);
            d.into(primary, 6 * i + 3);
            boolean hit = tracer.closest(ray.set(eye().position(), d));
            ray.at(hit ? 0.999 * ray.t : 1).into(bounce, 6 * i);
            Vec3 away = random.nextDirection();
            (away.dot(d) > 0 ? away.negate() : away).into(bounce, 6 * i + 3);
        }
        return List.of(
                alone("rays", "primary rays per second", "1/s",
                        perSecond(RAYS, () -> trace(tracer, ray, primary, false))),
                alone("rays", "bounce rays per second", "1/s",
                        perSecond(RAYS, () -> trace(tracer, ray, bounce, false))),
                alone("rays", "bounce rays blocked or not per second", "1/s",
                        perSecond(RAYS, () -> trace(tracer, ray, bounce, true))));
    }

    private static void trace(WorldRays.Tracer tracer, Ray ray, double[] all, boolean any) {
        for (int i = 0; i < all.length; i += 6) {
            ray.set(all[i], all[i + 1], all[i + 2], all[i + 3], all[i + 4], all[i + 5], 0, Float.POSITIVE_INFINITY);
            if (any) {
                tracer.occluded(ray);
            } else {
                tracer.closest(ray);
            }
        }
    }

    private static List<Measurement> images(String caseName, RenderScene scene) {
        List<Measurement> all = new ArrayList<>();
        int[][] sizes = {{64, 64}, {128, 128}, {256, 256}, {640, 480}};
        for (int[] size : sizes) {
            for (Shadows shadows : List.of(Shadows.NONE, Shadows.MAP)) {
                double rate = imagesPerSecond(scene, size[0], size[1], shadows, 1, Output.RGB);
                all.add(alone(caseName, String.format(Locale.ROOT, "%dx%d RGB images per second, shadows %s", size[0],
                        size[1], shadows), "1/s", rate));
            }
        }
        return all;
    }

    private static double imagesPerSecond(RenderScene scene, int width, int height, Shadows shadows, int threads,
            Output first, Output... more) {
        try (Parallel pool = Parallel.of(threads)) {
            RenderSession session = Renderer.named("cpu").open(scene, pool);
            int views = 4;
            // one world per view, as in a batch of environments: each has its own shadow map
            List<WorldState> worlds = new ArrayList<>();
            List<View> own = new ArrayList<>();
            for (int i = 0; i < views; i++) {
                worlds.add(new WorldState(scene));
                own.add(new View(i, Camera.perspective(width, height, 0.8), eye()));
            }
            Frames frames = Frames.of(views, width, height, first, more);
            RenderSettings settings = RenderSettings.FAST.withShadows(shadows);
            return perSecond(views, () -> session.render(worlds, own, settings, frames));
        }
    }

    private static List<Measurement> labels() {
        RenderScene scene = scene().withLevelsOfDetail(64);
        double rgb = imagesPerSecond(scene, 128, 128, Shadows.MAP, 1, Output.RGB);
        double all = imagesPerSecond(scene, 128, 128, Shadows.MAP, 1, Output.RGB, Output.DEPTH, Output.INSTANCE,
                Output.OBJECT, Output.SEMANTIC, Output.NORMAL, Output.POSITION, Output.FLOW);
        return List.of(alone("labels", "cost of all labels over RGB alone, 128x128", "%", 100 * (rgb / all - 1)));
    }

    private static List<Measurement> twoThreads() {
        RenderScene scene = scene().withLevelsOfDetail(64);
        double one = imagesPerSecond(scene, 128, 128, Shadows.MAP, 1, Output.RGB);
        double two = imagesPerSecond(scene, 128, 128, Shadows.MAP, 2, Output.RGB);
        return List
                .of(alone("two-threads", "128x128 images per second on 2 threads, percent of 1", "%", 100 * two / one));
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
