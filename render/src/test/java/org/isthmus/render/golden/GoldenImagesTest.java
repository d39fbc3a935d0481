package org.isthmus.render.golden;

import java.util.List;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.TestScenes;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.mesh.RenderMesh;
import org.isthmus.render.path.PathTracer;
import org.isthmus.render.path.PhotoSettings;
import org.isthmus.render.picture.Colouring;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.Layer;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.PbrMaterial.Property;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.Studio;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.ImageTexture;
import org.isthmus.render.texture.Patterns;
import org.isthmus.render.texture.Rgb;
import org.junit.jupiter.api.Test;

/// Every kind of material and light, in both qualities.
class GoldenImagesTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 84;
    private static final RenderMesh BALL = MeshConversion.convert("ball", Shapes.sphere(0.42, 40, 24));
    private static final RenderMesh PLATE = MeshConversion.convert("plate", TestScenes.plate(0.42));
    private static final RenderMesh BLOCK = MeshConversion.convert("block", Shapes.box(0.25, 0.25, 0.4));

    private static View view() {
        return new View(0, Camera.perspective(WIDTH, HEIGHT, 0.55),
                View.lookAt(new Vec3(0, -5.2, 4.6), new Vec3(0, -0.1, 0.2), Vec3.Z));
    }

    private static RenderScene ground(PbrMaterial material) {
        return RenderScene.empty(Environment.constant(Rgb.BLACK))
                .with(MeshConversion.convert("ground", Shapes.plane(6, 6)), material, "ground", Pose.IDENTITY);
    }

    private static void check(String name, RenderScene scene) {
        Frames frames = Frames.of(1, WIDTH, HEIGHT, Output.RGB);
        try (Parallel pool = Parallel.of(1)) {
            WorldState world = new WorldState(scene);
            Renderer.named("cpu").open(scene, pool).render(world, view(),
                    RenderSettings.FAST.withSupersampling(3), frames);
            // an edge that another rounding moves changes one sample of nine
            Golden.assertKept(name + "-fast", Colouring.rgb(frames, 0), 0.1, 30);
            PathTracer tracer = new PathTracer(scene, pool);
            // another rounding sends a few of the 20 paths of a pixel elsewhere
            Golden.assertKept(name + "-photo", tracer.photograph(world, view(), PhotoSettings.of(20),
                    Progress.silent()).develop(1), 0.3, 90);
        }
    }

    @Test
    void materialsLookAsTheyDid() {
        Rgb red = new Rgb(0.6, 0.05, 0.03);
        Rgb gold = new Rgb(1, 0.77, 0.34);
        List<PbrMaterial> kinds = List.of(PbrMaterial.of(red).withRoughness(1), PbrMaterial.of(red).withRoughness(0.15),
                PbrMaterial.of(red).withClearCoat(1, 0.05), PbrMaterial.glass(1.5),
                PbrMaterial.metal(gold, 0.05), PbrMaterial.metal(gold, 0.5),
                PbrMaterial.of(Rgb.grey(0.1)).withEmission(new Rgb(0.1, 0.5, 1.2)),
                PbrMaterial.of(Rgb.WHITE).withOpacity(0.5),
                PbrMaterial.of(Rgb.grey(0.8)).with(Property.OPACITY,
                        Layer.solid(Patterns.checker(Rgb.WHITE, Rgb.BLACK), 0.14)),
                PbrMaterial.of(new Rgb(0.1, 0.3, 0.6)).with(Property.NORMAL, Layer.uv(bumps())),
                PbrMaterial.metal(Rgb.WHITE, 1).with(Property.METALLIC,
                        Layer.solid(Patterns.stripes(Rgb.WHITE, Rgb.BLACK), 0.2)).with(Property.ROUGHNESS,
                                Layer.solid(Patterns.stripes(Rgb.grey(0.2), Rgb.WHITE), 0.2)),
                PbrMaterial.of(Rgb.WHITE).with(Property.BASE_COLOR, Layer.uv(picture())));
        RenderScene scene = ground(PbrMaterial.of(Rgb.grey(0.5)));
        for (int i = 0; i < kinds.size(); i++) {
            boolean plate = i == 9 || i == 11;
            scene = scene.with(plate ? PLATE : BALL, kinds.get(i), "kind",
                    Pose.at(i % 4 - 1.5, 1.1 - 1.1 * Math.floorDiv(i, 4), plate ? 0.1 : 0.42));
        }
        check("materials", scene.withLights(Studio.lights()).withEnvironment(Studio.environment()));
    }

    @Test
    void patternsLookAsTheyDid() {
        Rgb a = new Rgb(0.75, 0.5, 0.3);
        Rgb b = new Rgb(0.1, 0.12, 0.2);
        List<Layer> layers = List.of(Layer.solid(Patterns.checker(a, b), 0.2),
                Layer.solid(Patterns.stripes(a, b), 0.2), Layer.solid(Patterns.gradient(b, a), 0.4),
                Layer.solid(Patterns.noise(a, b, 3), 0.2), Layer.solid(Patterns.marble(a, b, 4), 0.4),
                Layer.solid(Patterns.wood(a, b, 5), 0.1));
        RenderScene scene = ground(PbrMaterial.of(Rgb.WHITE).with(Property.BASE_COLOR,
                Layer.solid(Patterns.tiles(Rgb.grey(0.6), Rgb.grey(0.2), 0.06, 0.3, 6), 0.5)));
        for (int i = 0; i < layers.size(); i++) {
            scene = scene.with(BALL, PbrMaterial.of(Rgb.WHITE).with(Property.BASE_COLOR, layers.get(i)), "pattern",
                    Pose.at(i % 3 - 1, 0.5 - Math.floorDiv(i, 3), 0.42));
        }
        Vec3 sun = new Vec3(-0.5, -0.3, 0.7).normalized();
        check("patterns", scene.withEnvironment(Environment.sky(sun, Rgb.grey(0.3)))
                .withLights(List.of(Light.directional(sun.negate(), new Rgb(1.6, 1.5, 1.3), 0.005))));
    }

    @Test
    void lightsLookAsTheyDid() {
        RenderScene scene = ground(PbrMaterial.of(Rgb.grey(0.6)).withRoughness(0.3));
        for (int i = 0; i < 4; i++) {
            scene = scene.with(BLOCK, PbrMaterial.of(new Rgb(0.3 + 0.1 * i, 0.4, 0.5)), "block",
                    Pose.at(i - 1.5, 0.2, 0.4));
        }
        scene = scene.withLights(List.of(
                Light.directional(new Vec3(1, 0.6, -1), new Rgb(0.25, 0.25, 0.4), 0.02),
                Light.point(new Vec3(-1.5, -0.9, 0.7), new Rgb(1.5, 0.6, 0.2), 0.05),
                Light.spot(new Vec3(0, -0.6, 2), new Vec3(0, 0.2, -1), new Rgb(2, 6, 2), 0.05, 0.4),
                Light.area(new Vec3(2.2, -0.6, 1.2), new Vec3(-1, 0.4, -0.4), new Rgb(4, 2, 5), 0.9, 0.5)));
        check("lights", scene.withEnvironment(Environment.gradient(new Rgb(0.02, 0.03, 0.06), Rgb.grey(0.02),
                Rgb.BLACK)));
    }

    /// Four colours.
    private static ImageTexture picture() {
        byte[] rgb = {(byte) 220, 40, 40, 40, (byte) 200, 60, 50, 80, (byte) 230, (byte) 240, (byte) 220, 60};
        return new ImageTexture(2, 2, 3, true, ByteArray.wrap(rgb));
    }

    /// A normal map with round bumps.
    private static ImageTexture bumps() {
        int n = 64;
        byte[] rgb = new byte[3 * n * n];
        for (int i = 0; i < n * n; i++) {
            double x = (i % n % 16 - 7.5) / 8;
            double y = (7.5 - i / n % 16) / 8;
            boolean in = x * x + y * y < 0.6;
            Vec3 normal = new Vec3(in ? x : 0, in ? y : 0, 0.8).normalized();
            rgb[3 * i] = (byte) Math.round(127.5 * (normal.x() + 1));
            rgb[3 * i + 1] = (byte) Math.round(127.5 * (normal.y() + 1));
            rgb[3 * i + 2] = (byte) Math.round(127.5 * (normal.z() + 1));
        }
        return new ImageTexture(n, n, 3, false, ByteArray.wrap(rgb));
    }
}
