package org.isthmus.bench;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Scene;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.scene.ModelScene;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.Studio;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.sensor.ColorSensor;
import org.isthmus.render.texture.Rgb;

/// What a camera sees while an arm moves over boxes on a table: images to record.
final class CameraFrames {
    /// An industrial camera indoors: noise of about one level of 255.
    private static final ColorSensor SENSOR = new ColorSensor(1, Rgb.WHITE, 0.15, 10_000, 10, 10, 0);
    private static final double[] HOME = {0, -0.3, 0, -2.2, 0, 1.9, 0.785};
    private static final int BOXES = 6;

    private CameraFrames() {}

    /// Images of one camera at 20 per second.
    ///
    /// @param noisy whether through a sensor, else as drawn
    /// @return [count][height][width][3] sRGB
    static byte[][] of(int count, int width, int height, boolean noisy) {
        Model model = SceneCompiler.compile(table(), new Diagnostics());
        RenderScene bare = ModelScene.of(model, new Diagnostics());
        RenderScene scene = Studio.around(bare, new WorldState(bare), true);
        View view = new View(0, Camera.perspective(width, height, 0.9),
                View.lookAt(new Vec3(1.3, -0.9, 0.8), new Vec3(0.3, 0, 0.25), Vec3.Z));
        Frames frames = Frames.of(1, width, height, Output.RGB, Output.RADIANCE);
        WorldState world = new WorldState(scene);
        Kinematics kinematics = new Kinematics(model);
        byte[][] out = new byte[count][];
        try (Parallel pool = Parallel.of(1)) {
            RenderSession session = Renderer.named("cpu").open(scene, pool);
            for (int i = 0; i < count; i++) {
                kinematics.compute(qpos(model, i));
                world.place(kinematics);
                session.render(world, view, RenderSettings.FAST, frames);
                out[i] = noisy
                        ? SENSOR.expose(frames, 0, RandomStream.of(1).child("sensor", i)).pixels().toArray()
                        : frames.rgb().clone();
            }
        }
        return out;
    }

    private static Scene table() {
        Scene scene = SceneFiles.load("panda", SceneFiles.Options.DEFAULT, new Diagnostics());
        RandomStream random = RandomStream.of(1).child("boxes");
        for (int i = 0; i < BOXES; i++) {
            double half = random.nextDouble(0.02, 0.05);
            Vec3 at = new Vec3(random.nextDouble(0.3, 0.7), random.nextDouble(-0.35, 0.35), half);
            double[] colour = {random.nextDouble(), random.nextDouble(), random.nextDouble(), 1};
            scene.world.addGeom(GeomType.BOX, new double[]{half, half, half}, geom -> {
                geom.pos = at;
                System.arraycopy(colour, 0, geom.rgba, 0, colour.length);
            });
        }
        return scene;
    }

    /// The arm swings round its home, each joint at its own pace.
    private static double[] qpos(Model model, int frame) {
        double[] qpos = model.qpos0().toArray();
        for (int j = 0; j < HOME.length; j++) {
            qpos[j] = HOME[j] + 0.3 * StrictMath.sin(0.05 * frame * (1 + 0.3 * j));
        }
        return qpos;
    }
}
