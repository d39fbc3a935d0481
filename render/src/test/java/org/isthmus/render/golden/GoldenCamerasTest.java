package org.isthmus.render.golden;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.image.Image;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.Lens;
import org.isthmus.render.camera.StereoPair;
import org.isthmus.render.camera.View;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.picture.Colouring;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.Layer;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.PbrMaterial.Property;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.sensor.ColorSensor;
import org.isthmus.render.sensor.DepthSensor;
import org.isthmus.render.sensor.StereoMatcher;
import org.isthmus.render.shutter.Exposure;
import org.isthmus.render.shutter.Motion;
import org.isthmus.render.shutter.Shutter;
import org.isthmus.render.texture.Patterns;
import org.isthmus.render.texture.Rgb;
import org.junit.jupiter.api.Test;

/// The same things through different lenses, shutters and sensors; docs/rendering.md shows these images.
class GoldenCamerasTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 90;
    private static final Camera CAMERA = Camera.pinhole(WIDTH, HEIGHT, 110, 110, 59.5, 44.5);
    private static final Pose POSE = View.lookAt(new Vec3(0.1, -1.6, 0.75), new Vec3(0, 0, 0.2), Vec3.Z);
    private static final RenderSettings SETTINGS = RenderSettings.FAST.withSupersampling(3);

    /// A cube, a ball and a tin on a checkered floor.
    private static RenderScene things() {
        Rgb white = Rgb.grey(0.75);
        PbrMaterial floor = PbrMaterial.of(Rgb.WHITE).with(Property.BASE_COLOR,
                Layer.solid(Patterns.checker(white, new Rgb(0.12, 0.2, 0.3)), 0.2));
        PbrMaterial wood = PbrMaterial.of(Rgb.WHITE).with(Property.BASE_COLOR,
                Layer.solid(Patterns.wood(new Rgb(0.6, 0.4, 0.2), new Rgb(0.3, 0.15, 0.06), 2), 0.03));
        PbrMaterial spots = PbrMaterial.of(Rgb.WHITE).with(Property.BASE_COLOR,
                Layer.solid(Patterns.noise(new Rgb(0.7, 0.1, 0.1), white, 4), 0.05));
        RenderScene scene = RenderScene.empty(Environment.sky(new Vec3(-0.5, -0.5, 0.7).normalized(), Rgb.grey(0.3)));
        return scene.with(MeshConversion.convert("floor", Shapes.plane(4, 4)), floor, "floor", Pose.IDENTITY)
                .with(MeshConversion.convert("cube", Shapes.box(0.16, 0.16, 0.16)), wood, "cube",
                        new Pose(new Vec3(-0.3, 0.1, 0.16), Quat.fromAxisAngle(Vec3.Z, 0.5)))
                .with(MeshConversion.convert("ball", Shapes.sphere(0.18, 40, 24)), spots, "ball",
                        Pose.at(0.15, -0.15, 0.18))
                .with(MeshConversion.convert("tin", Shapes.cylinder(0.1, 0.2, 40)),
                        PbrMaterial.metal(Rgb.grey(0.8), 0.3), "tin", Pose.at(0.35, 0.35, 0.2))
                .withLights(List.of(Light.directional(new Vec3(0.5, 0.5, -0.7), Rgb.grey(1.5), 0.01)));
    }

    private static Frames render(List<View> views, RenderSettings settings, Set<Output> outputs) {
        RenderScene scene = things();
        Frames frames = Frames.of(views.size(), WIDTH, HEIGHT, outputs);
        try (Parallel pool = Parallel.of(1)) {
            Renderer.named("cpu").open(scene, pool).render(List.of(new WorldState(scene)), views, settings, frames);
        }
        return frames;
    }

    @Test
    void lensesBendAsTheyDid() {
        Lens barrel = new Lens.BrownConrady(-0.35, 0.1, 0, 0, 0, 0, 0, 0);
        Lens fisheye = new Lens.Fisheye(0.02, 0, 0, 0);
        Camera wide = Camera.pinhole(WIDTH, HEIGHT, 42, 42, 59.5, 44.5).withLens(fisheye);
        List<View> views = List.of(new View(0, CAMERA, POSE), new View(0, CAMERA.withLens(barrel), POSE),
                new View(0, wide, POSE));
        Frames frames = render(views, SETTINGS, EnumSet.of(Output.RGB));
        String[] names = {"lens-pinhole", "lens-distorted", "lens-fisheye"};
        for (int v = 0; v < names.length; v++) {
            Golden.assertKept(names[v], Colouring.rgb(frames, v), 0.1, 40);
        }
    }

    @Test
    void shuttersBlurAndSkewAsTheyDid() {
        RenderScene scene = things();
        WorldState world = new WorldState(scene);
        Pose later = new Pose(POSE.position(), Quat.fromAxisAngle(Vec3.Z, 0.5).times(POSE.rotation()));
        Motion pan = Motion.between(world, POSE, world, later, 1);
        Frames frames = Frames.of(1, WIDTH, HEIGHT, Output.RGB);
        try (Parallel pool = Parallel.of(1)) {
            RenderSession session = Renderer.named("cpu").open(scene, pool);
            Exposure.render(session, world, pan, CAMERA, RenderSettings.FAST, Shutter.global(0.25, 24), frames);
            Golden.assertKept("shutter-blur", Colouring.rgb(frames, 0), 0.1, 12);
            Exposure.render(session, world, pan, CAMERA, SETTINGS, Shutter.rolling(0.8, 45), frames);
            Golden.assertKept("shutter-rolling", Colouring.rgb(frames, 0), 0.1, 40);
        }
    }

    @Test
    void sensorsMeasureAsTheyDid() {
        View view = new View(0, CAMERA, POSE);
        StereoPair pair = StereoPair.of(view, 0.12);
        Frames frames = render(List.of(pair.left(), pair.right()), SETTINGS, EnumSet.allOf(Output.class));
        Golden.assertKept("sensor-webcam", ColorSensor.WEBCAM.expose(frames, 0, RandomStream.of(1)), 0.3, 60);
        Golden.assertKept("depth-ideal", Colouring.depth(frames, 0), 0.1, 60);
        Frames noisy = render(List.of(view), SETTINGS, EnumSet.of(Output.DEPTH));
        DepthSensor.ACTIVE_STEREO.measure(frames, view, 0, RandomStream.of(2), noisy.depth());
        Golden.assertKept("depth-sensor", Colouring.depth(noisy, 0), 0.3, 255); // a hole may move
        float[] disparity = new StereoMatcher(48, 3, 20, 0.05, 1).match(Colouring.rgb(frames, 0),
                Colouring.rgb(frames, 1));
        for (int i = 0; i < disparity.length; i++) {
            noisy.depth()[i] = disparity[i] > 1 ? (float) pair.depth(disparity[i]) : 0;
        }
        Image matched = Colouring.depth(noisy, 0);
        Golden.assertKept("depth-stereo", matched, 0.5, 255); // as above
    }
}
